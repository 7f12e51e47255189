"""Columns at the end of paths, whatever the person may see: look-ups are followed by sub-selects.

Formulas that look at the clock are worked out here, each time they are read.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, select

from expressions import Moment, compile_sql
from metamodel import Field
from metamodel.field_types.values import USER_OBJECT
from record_store.reading.source import Source, member_fields
from record_store.system_tables import MEMBER

if TYPE_CHECKING:
    from record_store.live import Live


@dataclass(frozen=True, slots=True)
class Behind:
    """The columns of one release as they are at a moment."""

    live: Live
    moment: Moment
    dialect: str

    def column(self, source: Source, parts: tuple[str, ...]) -> ColumnElement[Any]:
        """The column that is compared, of the field at the end of a path."""
        name, rest = parts[0], parts[1:]
        field = _fields(source)[name]
        if not rest:
            made = self.of_the_moment(source, field)
            return source.of(field)[0] if made is None else made
        beyond = self.target(field.type.targets(field)[0])
        found = select(self.column(beyond, rest)).where(beyond.columns["id"] == source.of(field)[0])
        return found.scalar_subquery()

    def target(self, object_name: str) -> Source:
        """The records of an object, under a name of their own."""
        if object_name == USER_OBJECT:
            return Source(None, MEMBER.alias().c)  # type: ignore[arg-type]
        described = self.live.table(object_name)
        return Source(described.object, described.table.alias().c)  # type: ignore[arg-type]

    def of_the_moment(self, source: Source, field: Field) -> ColumnElement[Any] | None:
        """The value of a field that changes with the clock; nothing for every other one, which is stored."""
        from record_store.computed.clock import formula_of_the_moment  # formulas are compiled over this

        if field.computed is None or source.object is None:
            return None
        formula = formula_of_the_moment(self.live, source.object.name, field.name)
        if formula is None:
            return None
        made: ColumnElement[Any] = compile_sql(
            formula.checked, lambda parts: self.column(source, parts), formula.blanks, self.moment,
            self.dialect, as_condition=False, into=field.columns[0].type,
        )  # fmt: skip
        return made


def _fields(source: Source) -> Mapping[str, Field]:
    return source.object.by_name if source.object else member_fields()
