"""Conditions as rows that people edit: what was typed into them, and the chips of the expression behind them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from expressions import Chip, ChipGroup, Written, parse
from expressions.temporal import parse_datetime
from metamodel import Blueprint, Field, Invalid, Issue, ValueRefused, pointer
from metamodel.field_types.field_type import Reading
from metamodel.field_types.values import Match, Ref
from metamodel.operators import OPERATORS, Operator
from metamodel.paths import resolve

FORMULA = "="
"""A value that begins so is an expression: `=TODAY()`."""
UNFIT = frozenset({"lines"})
MOST_ROWS = 200
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class ConditionRow:
    """One comparison as it stands in its inputs; `chip` is missing while it is not complete."""

    path: str
    field: Field
    operator: Operator
    values: tuple[str, ...] = ()
    chip: Chip | None = None
    issues: tuple[Issue, ...] = ()

    @property
    def operators(self) -> tuple[Operator, ...]:
        """What the field may be compared with, and what stands here already."""
        offered = tuple(self.field.type.operators)
        return offered if self.operator in offered else (*offered, self.operator)

    @property
    def is_written(self) -> bool:
        """Whether the value is an expression of its own."""
        return any(value.startswith(FORMULA) for value in self.values)


@dataclass(frozen=True, slots=True)
class ConditionGroup:
    """Rows and groups, of which all or any must hold."""

    joiner: Literal["all", "any"] = "all"
    members: tuple[ConditionRow | ConditionGroup, ...] = ()

    @property
    def chips(self) -> ChipGroup:
        """What the complete rows say."""
        found = [
            member.chips if isinstance(member, ConditionGroup) else member.chip for member in self.members
        ]
        return ChipGroup(self.joiner, tuple(member for member in found if member is not None))


def rows_of(
    group: ChipGroup, blueprint: Blueprint, object_name: str, zone: dt.tzinfo
) -> ConditionGroup | None:
    """The rows that say the same; None where a chip is about something that is no field."""
    members: list[ConditionRow | ConditionGroup] = []
    for member in group.members:
        shown = (
            rows_of(member, blueprint, object_name, zone)
            if isinstance(member, ChipGroup)
            else _row(member, blueprint, object_name, zone)
        )
        if shown is None:
            return None
        members.append(shown)
    return ConditionGroup(group.joiner, tuple(members))


def read_rows(sent: Any, blueprint: Blueprint, object_name: str, zone: dt.tzinfo) -> ConditionGroup:
    """The rows as a browser sends them: `{"joiner", "members": [{"path", "operator", "values"} or a group]}`.

    Raises: Invalid for what no builder of conditions sends.
    """
    return _RowReader(blueprint, object_name, zone).group(sent, 0)


def read_condition_value(field: Field, raw: str, zone: dt.tzinfo) -> Any:
    """The value as expressions write it: a day, a number, an id, a text. Raises: Invalid."""
    if raw.startswith(FORMULA):
        text = raw.removeprefix(FORMULA)
        parse(text)
        return Written(text)
    if field.type.value_type in ("text", "list") or "options" in field.settings:
        return raw.strip()
    try:
        value = field.type.parser(field, Reading(zone=zone))(raw)
    except ValueRefused as refused:
        raise Invalid(refused.issue.under("/value")) from None
    if isinstance(value, Match):
        raise Invalid(Issue("not_chosen", "/value", "Choose a record from the list"))
    found = value.id if isinstance(value, Ref) else field.type.expression_value(field, value)
    return Decimal(format(found.normalize(), "f")) if isinstance(found, Decimal) else found


def typed_condition_value(field: Field, value: Any, zone: dt.tzinfo) -> str:
    """The value as it would be typed; a date and time on the clocks of the zone."""
    if isinstance(value, Written):
        return FORMULA + value.text
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, Decimal):
        return format(value, "f")
    if field.type.value_type == "datetime" and isinstance(value, str):
        return _on_the_clock(value, zone)
    return str(value)


def read_chip(path: str, field: Field, operator: Operator, raws: Iterable[str], zone: dt.tzinfo) -> Chip:
    """The chip of what was typed. Raises: Invalid."""
    values = [read_condition_value(field, raw, zone) for raw in raws if raw.strip()]
    if not {"none": True, "one": len(values) >= 1, "two": len(values) == 2, "many": len(values) >= 1}[
        operator.arity
    ]:
        said = "Say what {field} is compared with"
        raise Invalid(Issue("value_needed", pointer("value"), said, values={"field": field.label}))
    if operator.arity == "none":
        return Chip(path, operator.name)
    return Chip(path, operator.name, values[0] if operator.arity == "one" else tuple(values))


class _RowReader:
    """Reads what a browser sent, row by row."""

    def __init__(self, blueprint: Blueprint, object_name: str, zone: dt.tzinfo) -> None:
        self.blueprint = blueprint
        self.object_name = object_name
        self.zone = zone
        self.count = 0

    def group(self, sent: Any, depth: int) -> ConditionGroup:
        members = sent.get("members") if isinstance(sent, Mapping) else None
        if not isinstance(members, list) or depth > DEEPEST:
            raise _malformed()
        read = [self.member(member, depth) for member in members]
        return ConditionGroup(
            "any" if sent.get("joiner") == "any" else "all", tuple(one for one in read if one is not None)
        )

    def member(self, sent: Any, depth: int) -> ConditionRow | ConditionGroup | None:
        self.count += 1
        if not isinstance(sent, Mapping) or self.count > MOST_ROWS:
            raise _malformed()
        return self.group(sent, depth + 1) if "members" in sent else self.row(sent)

    def row(self, sent: Mapping[str, Any]) -> ConditionRow | None:
        """The row; one about another field than before begins anew with what that field can be compared with."""
        path = str(sent.get("path", ""))
        field = fit_field(self.blueprint, self.object_name, path)
        if field is None:
            return None
        operator = OPERATORS.get(str(sent.get("operator", "")))
        if operator is None or operator not in field.type.operators:
            operator = field.type.operators[0]
        raws = sent.get("values")
        values = tuple(str(raw) for raw in raws if raw is not None) if isinstance(raws, list) else ()
        typed = tuple(value for value in values if value.strip())
        try:
            chip = read_chip(path, field, operator, typed, self.zone)
        except Invalid as refused:
            told = refused.issues if typed else ()
            return ConditionRow(path, field, operator, typed, issues=told)
        return ConditionRow(path, field, operator, typed, chip)


def fit_field(blueprint: Blueprint, object_name: str, path: str) -> Field | None:
    """The field at the end of the path, where it can be compared."""
    field = resolve(blueprint, object_name, path)
    fits = field is not None and field.type.operators and field.type.kind not in UNFIT
    return field if fits else None


def _row(chip: Chip, blueprint: Blueprint, object_name: str, zone: dt.tzinfo) -> ConditionRow | None:
    field = fit_field(blueprint, object_name, chip.path)
    if field is None:
        return None
    values = chip.value if isinstance(chip.value, tuple) else () if chip.value is None else (chip.value,)
    operator = OPERATORS[chip.operator]
    if operator.arity != "none" and (not values or None in values):
        return None  # `= null` has no row: it is said as “is blank”
    typed = tuple(typed_condition_value(field, value, zone) for value in values)
    return ConditionRow(chip.path, field, operator, typed, chip)


def _on_the_clock(text: str, zone: dt.tzinfo) -> str:
    try:
        return parse_datetime(text).astimezone(zone).strftime("%Y-%m-%dT%H:%M")
    except Invalid:
        return text


def _malformed() -> Invalid:
    return Invalid(Issue("malformed", "/rows", "These are no conditions"))
