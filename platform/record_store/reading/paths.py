"""Paths through look-ups as joins: each look-up is joined once, and only records the person may see."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, FromClause, and_

from metamodel import Field, Invalid, Issue, NotAllowed
from metamodel.field_types.values import USER_OBJECT
from record_store.access import Rights
from record_store.reading.behind import Behind
from record_store.reading.source import Found, Source, member_fields
from record_store.system_tables import MEMBER

if TYPE_CHECKING:
    from record_store.records import Records

Steps = tuple[str, ...]
MAX_STEPS = 5


class Paths:
    """The joins of one statement; `from_clause` grows with every path that is asked for."""

    def __init__(self, records: Records, rights: Rights, root: Source, start: FromClause) -> None:
        self.records = records
        self.live = records.live
        self.rights = rights
        self.root = root
        self.from_clause = start
        self._joined: dict[Steps, Source] = {(): root}

    def find(self, path: str, place: str = "") -> Found:
        """The field at the end of the path. Raises: Invalid, NotAllowed where a field on the way is hidden."""
        *steps, name = path.split(".")
        if len(steps) > MAX_STEPS:
            raise Invalid(
                Issue(
                    "path_too_long", place, "“{name}” goes through too many look-ups", values={"name": path}
                )
            )
        source = self.follow(tuple(steps), place)
        field = self._visible_field(source, name, place)
        if field.computed is None:
            return Found(field, source)
        made = Behind(self.live, self.records.moment, self.records.dialect).of_the_moment(source, field)
        if made is not None:
            self.records.ask_the_clock()
        return Found(field, source, made)

    def follow(self, steps: Steps, place: str = "") -> Source:
        """The records at the end of these look-ups, joined."""
        if steps not in self._joined:
            before = self.follow(steps[:-1], place)
            field = self._visible_field(before, steps[-1], place)
            self._joined[steps] = self._join(before, field, place)
        return self._joined[steps]

    def join_target(self, steps: Steps, source: Source, field: Field) -> Source:
        """The records that a look-up of a source refers to; `steps` is the path of the source."""
        key = (*steps, field.name)
        if key not in self._joined:
            self._joined[key] = self._join(source, field, "")
        return self._joined[key]

    def _join(self, before: Source, field: Field, place: str) -> Source:
        target = single_target(field)
        reference = before.of(field)[0] if field.columns else None
        if target is None or reference is None:
            raise Invalid(
                Issue(
                    "no_lookup", place, "“{name}” does not refer to one record", values={"name": field.name}
                )
            )
        if target == USER_OBJECT:
            people = MEMBER.alias(f"person_{len(self._joined)}")
            self.from_clause = self.from_clause.outerjoin(people, people.c.id == reference)
            return Source(None, people.c)  # type: ignore[arg-type]
        described = self.live.table(target)
        alias = described.table.alias(f"{target[:40]}_{len(self._joined)}")
        source = Source(described.object, alias.c)  # type: ignore[arg-type]
        on: ColumnElement[bool] = and_(alias.c.id == reference, self.rights.where(source, "read"))
        self.from_clause = self.from_clause.outerjoin(alias, on)
        return source

    def _visible_field(self, source: Source, name: str, place: str) -> Field:
        fields = source.object.by_name if source.object else member_fields()
        field = fields.get(name)
        if field is None:
            values = {"name": name, "object": source.object.label if source.object else "User"}
            raise Invalid(Issue("unknown_field", place, "{object} has no field “{name}”", values=values))
        if source.object and name not in self.rights.readable(source.object.name):
            raise NotAllowed(hidden_field(field, place))
        return field


def single_target(field: Field) -> str | None:
    """The one object that the field's values refer to, if there is just one."""
    targets = field.type.targets(field)
    return targets[0] if len(targets) == 1 else None


def hidden_field(field: Field, place: str) -> Issue:
    return Issue("field_hidden", place, "You may not see {field}", values={"field": field.label})
