"""How a table is brought in: into which object, by which mapping, creating or changing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from data_exchange.mapping import ColumnMapping
from metamodel import Invalid, Issue

Mode = Literal["create", "update", "upsert"]
MODES: tuple[Mode, ...] = get_args(Mode)


@dataclass(frozen=True, slots=True)
class ImportSettings:
    """`match` names the field by which rows find the records they change.

    With `skip_refused` the rows that are right are brought in without the others; else nothing is, unless all
    rows are right.
    """

    object: str
    mapping: tuple[ColumnMapping, ...]
    mode: Mode = "create"
    match: str | None = None
    skip_refused: bool = False

    def check(self) -> None:
        """Raises: Invalid when mode and match do not go together."""
        if self.mode != "create" and not self.match:
            message = "To change records that are there, say by which field rows find them"
            raise Invalid(
                Issue("required", "/match", message, "Name a field whose value is different in each record")
            )
        if self.match and self.match not in {each.field for each in self.mapping}:
            message = "No column fills “{field}”, by which rows find their records"
            raise Invalid(Issue("unmapped_match", "/match", message, values={"field": self.match}))

    def to_json(self) -> dict[str, Any]:
        mapping = [
            {
                "column": each.column,
                "field": each.field,
                "by": each.by,
                "values": dict(each.values),
                "dates": each.dates,
            }
            for each in self.mapping
        ]
        return {
            "mapping": mapping,
            "mode": self.mode,
            "match": self.match,
            "skip_refused": self.skip_refused,
        }

    @classmethod
    def from_json(cls, object_name: str, stored: Mapping[str, Any]) -> ImportSettings:
        mapping = tuple(
            ColumnMapping(
                each["column"], each["field"], each.get("by"), each.get("values") or {}, each.get("dates")
            )
            for each in stored["mapping"]
        )
        return cls(
            object_name, mapping, stored["mode"], stored.get("match"), bool(stored.get("skip_refused"))
        )
