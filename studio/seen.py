"""What a form was drawn from, sent along with it: so that two builders see when they changed the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from metamodel import Conflict, Issue, Label
from metamodel.documents import Key
from record_store.releases import Draft
from studio.settings_form import Schemas
from web.forms import Form
from web.visit import Visit

Part = Mapping[str, Any]
"""A part of a document that one form changes: an entry of its fields, a rule, its own settings."""


def seal(part: Part) -> str:
    """The part as the form carries it."""
    return orjson.dumps(part, option=orjson.OPT_SORT_KEYS).decode()


def unsealed(text: str) -> Part:
    """The part that a form carried; nothing where that cannot be read."""
    try:
        part = orjson.loads(text)
    except orjson.JSONDecodeError:
        part = None
    return part if isinstance(part, dict) else {}


@dataclass(frozen=True, slots=True)
class SeenPart:
    """A part of a document as it is now, what it is called, and the schemas that its settings are called by."""

    document: Key
    part: Part
    label: Label
    schemas: Schemas


def check_seen(visit: Visit, draft: Draft, now: SeenPart, form: Form) -> None:
    """Nothing, when the part is as the form has seen it, or when the builder wants it anyway.

    Raises: Conflict, with who changed what.
    """
    seen = str(form.get("seen", ""))
    if not seen or form.get("anyway") or seen == seal(now.part):
        return
    message = "{who} changed {settings} of “{label}” meanwhile"
    hint = "Nothing of what you typed is lost: look at theirs, or save yours over it"
    values = {
        "who": changed_by(visit, draft, now.document),
        "settings": ", ".join(
            _words(now.schemas, name, visit.locale) for name in changed_settings(seen, now.part)
        ),
        "label": now.label,
    }
    raise Conflict(Issue("changed_meanwhile", "", message, hint, values))


def changed_settings(seen: str, part: Part) -> list[str]:
    """The names of the settings that differ from what was seen."""
    known = unsealed(seen)
    return [name for name in {**known, **part} if name != "id" and known.get(name) != part.get(name)]


def _words(schemas: Schemas, name: str, locale: str) -> str:
    return Label.of(schemas.get(name, {}).get("x-label"), name).text(locale)


def changed_by(visit: Visit, draft: Draft, document: Key) -> str:
    """The name of the person who changed the document last; of nobody in particular where it is not known."""
    entry = draft.changed.get(document)
    if entry is None or entry.changed_by is None:
        return "Trellis"
    with visit.reading() as records:
        return records.labels("user", [entry.changed_by]).get(entry.changed_by, "Trellis")
