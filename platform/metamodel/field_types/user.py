"""A person who works in the tenant."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metamodel.field_types.lookup import Lookup
from metamodel.field_types.values import USER_OBJECT
from metamodel.labels import Label

if TYPE_CHECKING:
    from metamodel.field import Field


class User(Lookup):
    """A reference to a member of the tenant; people leave without their references being lost."""

    kind = "user"
    label = Label({"en": "User", "zh-CN": "用户"})
    group = "people"
    icon = "user"
    widget = "user"
    settings_schema = {}
    required_settings = ()

    def targets(self, field: Field) -> tuple[str, ...]:
        return (USER_OBJECT,)
