"""A value read through a look-up: the industry of the account, on the deal."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from metamodel.documents import NAME_PATTERN
from metamodel.field_types.computed_type import ComputedType, FindField, NamedPath, Result, own_settings
from metamodel.field_types.settings import setting
from metamodel.labels import Label

if TYPE_CHECKING:
    from metamodel.field import Field

_NAME = {"type": "string", "pattern": NAME_PATTERN}


class Mirror(ComputedType):
    """The value of `field` of the record that the look-up `via` refers to; of any type that a column holds."""

    kind = "mirror"
    label = Label({"en": "Mirror", "zh-CN": "引用字段"})
    icon = "flip-horizontal"
    settings_schema = {
        "via": setting(("Through the look-up", "经由关联字段"), _NAME, widget="own_lookup"),
        "field": setting(("Field", "字段"), _NAME, widget="field_behind"),
    }
    required_settings = ("via", "field")

    def result(self, field: Field, owner: str, find: FindField) -> Result | None:
        lookup = find(owner, str(field.settings.get("via")))
        if lookup is None or lookup.type.kind != "lookup" or not lookup.target:
            return None
        seen = find(lookup.target, str(field.settings.get("field")))
        if seen is None or not seen.columns:
            return None
        return Result(seen.type, own_settings(seen.type, seen.settings))

    def paths(self, field: Field, owner: str) -> Iterable[NamedPath]:
        via, name = field.settings.get("via"), field.settings.get("field")
        if via:
            yield NamedPath(owner, str(via), "via")
        if via and name:
            yield NamedPath(owner, f"{via}.{name}", "field")
