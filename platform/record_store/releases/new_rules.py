"""Records that are there already and break what a release newly asks of them: counted, named, left as they are."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, Table, and_, func, select

from metamodel import Blueprint, Field, Issue, Object
from metamodel.changes import pair_fields
from record_store.tables import build_tables

KEPT = "They stay as they are; whoever changes one of them next has to mend it"


@dataclass(frozen=True)
class _Rule:
    """A condition that a stored value breaks, and how to say it."""

    broken: ColumnElement[bool]
    code: str
    message: str


def broken_rules(connection: Connection, old: Blueprint, new: Blueprint) -> tuple[Issue, ...]:
    """A warning for each rule of a field that became stricter and that records break."""
    return tuple(_broken_rules(connection, old, new))


def _broken_rules(connection: Connection, old: Blueprint, new: Blueprint) -> Iterator[Issue]:
    before = {described.id: described for described in old.objects.values()}
    tables = build_tables(old)
    for described in new.objects.values():
        known = before.get(described.id)
        if known is None:
            continue
        table = tables[known.name].table
        for was, field in pair_fields(known, described):
            if field is not None:
                yield from _of_field(connection, table, described, was, field)


def _of_field(
    connection: Connection, table: Table, described: Object, was: Field | None, field: Field
) -> Iterator[Issue]:
    for rule in _rules(table, was, field):
        broken = select(func.count()).select_from(table).where(table.c.deleted_at.is_(None), rule.broken)
        rows = connection.scalar(broken) or 0
        if rows:
            values = {"field": field.label, "object": described.label, "rows": rows}
            place = f"/object/{described.name}/{field.name}"
            yield Issue(rule.code, place, rule.message, KEPT, values, severity="warning")


def _rules(table: Table, was: Field | None, field: Field) -> Iterator[_Rule]:
    if field.required and (was is None or not was.required):
        if was is None and field.columns:
            yield _Rule(
                table.c.id.is_not(None),
                "required",
                "{field} is new and needed: {rows} records of {object} lack it",
            )
        elif was is not None and was.columns:
            blank = table.c[was.columns[0].name(was.name)].is_(None)
            yield _Rule(blank, "required", "{field} becomes needed: {rows} records of {object} lack it")
    if was is None or was.type is not field.type or not was.columns:
        return
    column = table.c[was.columns[0].name(was.name)]
    longest = field.settings.get("max_length")
    if longest is not None and longest != was.settings.get("max_length"):
        message = "{field} becomes shorter: {rows} records of {object} hold longer texts"
        yield _Rule(func.length(column) > longest, "too_long", message)
    if field.type.kind == "select" and (removed := _options(was) - _options(field)):
        message = "Options of {field} go: {rows} records of {object} have them"
        yield _Rule(and_(column.in_(sorted(removed))), "not_an_option", message)
    yield from _range(column, was, field)


def _range(column: ColumnElement[object], was: Field, field: Field) -> Iterator[_Rule]:
    low, high = field.settings.get("min"), field.settings.get("max")
    if field.type.value_type != "number":
        return
    if low is not None and low != was.settings.get("min"):
        message = "{field} gets a smallest value: {rows} records of {object} are below it"
        yield _Rule(column < low, "too_small", message)
    if high is not None and high != was.settings.get("max"):
        message = "{field} gets a largest value: {rows} records of {object} are above it"
        yield _Rule(column > high, "too_large", message)


def _options(field: Field) -> set[str]:
    return {str(option["value"]) for option in field.settings.get("options", ())}
