"""The contract of a starter: what a new object may begin with, as data."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from metamodel import Label

Body = Mapping[str, Any]

OBJECT, LINES, LABEL = "$object", "$lines", "$label"
"""What stands for the object's name, for the name of the object of its lines, and for its words, in any text."""


@dataclass(frozen=True)
class Starter:
    """One way to begin; `documents` are whole documents, the object first, with `$object` for what it is called.

    A field with `"$to": [names]` becomes a look-up to the first of these objects that is there, else what stands
    in `"$else"`, else it is left out; forms and views lose what is not there.
    """

    kind: str
    label: Label
    text: Label
    icon: str
    documents: Sequence[Body]
    brings: Sequence[Label] = field(default=())
    """What comes in, in few words each."""
    noun: Label | None = None
    """What one record is called while the builder has no word for it; the starter's own label else."""
    lines: str = ""
    """The name of the object of its lines, behind the object's own."""

    @property
    def called(self) -> Label:
        return self.noun or self.label


def words(en: str, zh: str) -> dict[str, str]:
    return {"en": en, "zh-CN": zh}


def told(en: str, zh: str) -> Label:
    return Label(words(en, zh))


def option(value: str, en: str, zh: str, color: str) -> dict[str, Any]:
    return {"value": value, "label": words(en, zh), "color": color}


def section(
    en: str, zh: str, *fields: str, columns: int = 2, full: Sequence[str] = (), **more: Any
) -> dict[str, Any]:
    """A section with these fields, those in `full` over its whole width."""
    items = [
        {"type": "field", "field": name, **({"width": "full"} if name in full else {})} for name in fields
    ]
    return {"label": words(en, zh), "columns": columns, "items": items, **more}


def form(purpose: str, *sections: Body) -> dict[str, Any]:
    """The form of that purpose, in one tab."""
    return {
        "kind": "form",
        "name": f"{OBJECT}_{purpose}",
        "label": {"en": LABEL, "zh-CN": LABEL},
        "object": OBJECT,
        "purpose": purpose,
        "layout": [{"label": {"en": LABEL, "zh-CN": LABEL}, "sections": list(sections)}],
    }


def view(name: str, en: str, zh: str, kind: str, **settings: Any) -> dict[str, Any]:
    return {"kind": "view", "name": name, "label": words(en, zh), "object": OBJECT, "type": kind, **settings}


def everything(*columns: str, **settings: Any) -> dict[str, Any]:
    """The list of all records."""
    return view(f"all_{OBJECT}", f"All {LABEL}", f"全部{LABEL}", "list", columns=list(columns), **settings)
