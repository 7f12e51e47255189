"""A role: what its people may do with which records and fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from metamodel.documents import Described

Action = Literal["create", "read", "update", "delete", "export"]
FieldRight = Literal["hidden", "read", "write"]

ACTIONS: tuple[Action, ...] = ("create", "read", "update", "delete", "export")
SCOPES: tuple[str, ...] = ("none", "own", "team", "department", "all")
"""Record scopes from the narrowest to the widest; `{"where": EXPR}` stands beside them."""
FIELD_RIGHTS: tuple[FieldRight, ...] = ("hidden", "read", "write")
ABILITIES: tuple[str, ...] = ("studio", "import", "users", "bulk", "api")
"""What a role `can` do beside records: build, bring data in, manage people, act on many, hold API keys."""
EVERY_OBJECT = "*"

Scope = str | Mapping[str, str]


@dataclass(frozen=True)
class Role(Described):
    """A role as the evaluator of rights reads it; what is not granted is denied."""

    @property
    def abilities(self) -> frozenset[str]:
        return frozenset(self.document.body.get("can", ()))

    def scope(self, object_name: str, action: Action) -> Scope:
        """The records of `object_name` that `action` is granted on; the object's own entry wins over `*`."""
        granted: Mapping[str, Any] = self.document.body.get("objects", {})
        actions = granted.get(object_name, granted.get(EVERY_OBJECT, {}))
        scope: Scope = actions.get(action, "none")
        return scope

    def field_right(self, object_name: str, field_name: str) -> FieldRight:
        """What may be done with a field of a record that may be read; write where nothing is said."""
        fields: Mapping[str, Mapping[str, FieldRight]] = self.document.body.get("fields", {})
        return fields.get(object_name, {}).get(field_name, "write")
