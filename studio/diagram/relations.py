"""The relations of a blueprint: which object points at which, by which field, how many on each side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from metamodel import Blueprint, Field, Label, Object
from metamodel.field_types.values import USER_OBJECT

KINDS: Mapping[str, Label] = {
    "lookup": Label({"en": "Lookup", "zh-CN": "关联记录"}),
    "many_to_many": Label({"en": "Many-to-many", "zh-CN": "多对多"}),
    "lines": Label({"en": "Line items", "zh-CN": "明细"}),
}
"""The ways in which a relation is drawn and made."""
MANY, ONE = "n", "1"


@dataclass(frozen=True)
class Relation:
    """A field of one object that leads to another; `via` is the look-up of the lines behind a lines field."""

    source: str
    field: Field
    target: str
    kind: str
    via: str = ""

    @property
    def key(self) -> str:
        return f"{self.source}.{self.field.name}.{self.target}"

    @property
    def label(self) -> Label:
        return self.field.label

    @property
    def ends(self) -> tuple[str, str]:
        """How many records stand at the source and at the target."""
        if self.kind == "many_to_many":
            return MANY, MANY
        return (ONE, MANY) if self.kind == "lines" else (ONE if self.field.unique else MANY, ONE)

    @property
    def on_delete(self) -> str:
        return str(self.settings.get("on_delete", "restrict")) if self.kind == "lookup" else ""

    @property
    def settings(self) -> Mapping[str, Any]:
        return self.field.settings


def relations_of(blueprint: Blueprint) -> tuple[Relation, ...]:
    """All of them; the look-up that lines hang by is drawn as those lines."""
    found = [relation for described in blueprint.objects.values() for relation in _of(described, blueprint)]
    hidden = {(one.target, one.via) for one in found if one.kind == "lines"}
    return tuple(one for one in found if (one.source, one.field.name) not in hidden)


def _of(described: Object, blueprint: Blueprint) -> Iterator[Relation]:
    for field in described.fields:
        kind = field.type.kind
        if not field.type.refers and kind != "lines":
            continue
        for target in _targets(field):
            if target in blueprint.objects and target != USER_OBJECT:
                via = str(field.settings.get("via", "")) if kind == "lines" else ""
                yield Relation(described.name, field, target, kind if kind in KINDS else "lookup", via)


def _targets(field: Field) -> tuple[str, ...]:
    found = field.type.targets(field)
    named = field.settings.get("object")
    return found or ((str(named),) if named else ())
