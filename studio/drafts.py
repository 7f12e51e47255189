"""The draft as a builder's page needs it, read once."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass, replace
from typing import Any
from weakref import WeakKeyDictionary

from metamodel import Blueprint, Document, Issue
from metamodel.documents import Key
from metamodel.errors import not_found
from metamodel.field_types.dependent_options import DECIDING, labels_of
from record_store.releases import Draft, Releases
from studio.settings_form import Choice, Surroundings
from web.visit import Visit

_CHECKED: WeakKeyDictionary[Releases, dict[str, tuple[Hashable, tuple[Issue, ...]]]] = WeakKeyDictionary()
"""The issues of the last state of each tenant's draft."""


@dataclass(frozen=True)
class DraftState:
    """The draft with all that is wrong in it."""

    draft: Draft
    issues: tuple[Issue, ...]

    @property
    def blueprint(self) -> Blueprint:
        return self.draft.blueprint

    @property
    def changed(self) -> int:
        return len(self.draft.changed)

    @property
    def removed(self) -> tuple[Document, ...]:
        """Documents that are live and that the draft has no more; those that only got another name are not."""
        kept = {(document.kind, document.id) for document in self.blueprint.documents.values()}
        gone = (self.draft.live.documents[key] for key in self._gone)
        return tuple(document for document in gone if (document.kind, document.id) not in kept)

    @property
    def _gone(self) -> list[Key]:
        entries = self.draft.changed.items()
        return [key for key, entry in entries if entry.removed and key in self.draft.live.documents]

    def is_changed(self, kind: str, name: str) -> bool:
        return (kind, name) in self.draft.changed

    def issues_under(self, *parts: str | int) -> tuple[Issue, ...]:
        """The issues of one place, their paths from there."""
        prefix = "".join(f"/{part}" for part in parts)
        return tuple(
            replace(issue, path=issue.path[len(prefix) :])
            for issue in self.issues
            if issue.path == prefix or issue.path.startswith(prefix + "/")
        )


def read_state(visit: Visit) -> DraftState:
    draft = visit.releases.draft(visit.tenant)
    return DraftState(draft, _issues(visit, draft))


def _issues(visit: Visit, draft: Draft) -> tuple[Issue, ...]:
    """What is wrong with the draft; checked once for each state of it, since looking around changes nothing."""
    mark = (draft.base, frozenset(draft.changed.items()))
    checked = _CHECKED.setdefault(visit.releases, {})
    known = checked.get(visit.tenant)
    if known is None or known[0] != mark:
        known = checked[visit.tenant] = (mark, visit.releases.planner.check(draft.blueprint))
    return known[1]


def object_body(draft: Draft, name: str) -> dict[str, Any]:
    """The object's document in the draft. Raises: NotFound."""
    document = draft.blueprint.documents.get(("object", name))
    if document is None:
        raise not_found("object", name)
    return dict(document.body)


def surroundings(blueprint: Blueprint, locale: str, own: str = "") -> Surroundings:
    """What settings may name, in the person's words; `own` is the object that is being edited."""
    objects = tuple(
        Choice(name, described.label.text(locale)) for name, described in blueprint.objects.items()
    )
    fields = {
        name: tuple(Choice(field.name, field.label.text(locale)) for field in described.fields)
        for name, described in blueprint.objects.items()
    }
    roles = tuple(Choice(name, role.label.text(locale)) for name, role in blueprint.roles.items())
    return Surroundings(
        objects,
        fields,
        locale,
        fields.get(own, ()),
        own,
        roles,
        _lookups(blueprint, own),
        _deciding(blueprint, own, locale),
        _children(blueprint, own, locale),
    )


def _lookups(blueprint: Blueprint, own: str) -> dict[str, str]:
    described = blueprint.objects.get(own)
    fields = described.fields if described else ()
    return {field.name: field.target for field in fields if field.type.kind == "lookup" and field.target}


def _deciding(blueprint: Blueprint, own: str, locale: str) -> dict[str, dict[str, str]]:
    described = blueprint.objects.get(own)
    fields = described.fields if described else ()
    return {
        field.name: {value: label.text(locale) for value, label in labels_of(field).items()}
        for field in fields
        if field.type.kind in DECIDING
    }


def _children(blueprint: Blueprint, own: str, locale: str) -> tuple[Choice, ...]:
    return tuple(
        Choice(f"{name}.{field.name}", f"{described.label.text(locale)} · {field.label.text(locale)}")
        for name, described in blueprint.objects.items()
        for field in described.fields
        if field.type.kind in ("lookup", "lookup_any") and field.writable and own in field.type.targets(field)
    )
