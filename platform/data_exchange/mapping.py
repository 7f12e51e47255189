"""Which column of a table fills which field, and how its values are put into the field's own words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from data_exchange.cells import from_json_text, takes_json, unshield
from metamodel import Blueprint, Field, Invalid, Issue, Object, Reading, ValueRefused, pointer
from metamodel.field_types.field_type import DateOrder
from metamodel.field_types.values import USER_OBJECT

NEAR_ENOUGH = 88
"""How alike a heading and a label must be (0–100) to be taken for the same."""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """A column of the file and the field it fills.

    `by` names the field of the looked-up object that the column's values are compared with; its title else.
    `values` turns words of the file into words of the field: `{"GTXPro": "GTX Pro"}`, an empty one into none.
    `dates` says what 03/04/2024 is, which is refused otherwise.
    """

    column: str
    field: str
    by: str | None = None
    values: Mapping[str, str] = default(default_factory=dict)
    dates: DateOrder | None = None


def suggest_mapping(
    headings: Sequence[str], described: Object, writable: Sequence[str]
) -> tuple[ColumnMapping, ...]:
    """The mapping that headings suggest: by name, by label in any language, by likeness; no field twice."""
    words = _words(described, writable)
    found: dict[str, str] = {}
    for search in (_exact, _nearest):
        for heading in headings:
            left = {word: name for word, name in words.items() if name not in found.values()}
            name = None if heading in found else search(default_process(heading), left)
            if name is not None:
                found[heading] = name
    return tuple(ColumnMapping(heading, found[heading]) for heading in headings if heading in found)


def parse_mapping(pairs: Sequence[str], value_pairs: Sequence[str] = ()) -> tuple[ColumnMapping, ...]:
    """The mapping written as `Column=field` or `Column=field.by`, and `Column:from=to` for values.

    Raises: Invalid for a pair that is not written like that.
    """
    values: dict[str, dict[str, str]] = {}
    for pair in value_pairs:
        column, _, change = pair.partition(":")
        old, equals, new = change.partition("=")
        if not equals:
            raise _malformed(pair, "Column:from=to")
        values.setdefault(column, {})[old] = new
    return tuple(_parse_pair(pair, values) for pair in pairs)


def check_mapping(
    mapping: Sequence[ColumnMapping], headings: Sequence[str], described: Object, blueprint: Blueprint
) -> None:
    """Raises: Invalid with every column and field that is not there or does not fit, and every field filled twice."""
    issues: list[Issue] = []
    taken: set[str] = set()
    for index, each in enumerate(mapping):
        found = _column_issues(each, headings, described, blueprint)
        issues += (issue.under(pointer("mapping", index)) for issue in found)
        if each.field in taken:
            values = {"field": each.field}
            issues.append(Issue("duplicate", f"/mapping/{index}", "“{field}” is filled twice", values=values))
        taken.add(each.field)
    if not mapping:
        hint = "Choose a field for at least one column"
        issues.append(Issue("required", "/mapping", "No column fills a field", hint))
    if issues:
        raise Invalid(issues, "The mapping does not fit")


def _column_issues(
    each: ColumnMapping, headings: Sequence[str], described: Object, blueprint: Blueprint
) -> Iterator[Issue]:
    field = described.by_name.get(each.field)
    if each.column not in headings:
        known = {"column": each.column, "known": ", ".join(headings)}
        yield Issue("unknown_column", "", "There is no column “{column}”", "Known are: {known}", known)
    if field is None:
        values = {"field": each.field, "object": described.label}
        yield Issue("unknown_field", "", "{object} has no field “{field}”", values=values)
    elif field.type.kind == "lines":
        message, hint = "“{field}” cannot be filled from a cell", "Import its records into their own object"
        yield Issue("unfit_field", "", message, hint, {"field": field.label})
    elif each.by and each.by not in _search_fields(field, blueprint):
        values = {"field": field.label, "by": each.by}
        yield Issue("unknown_field", "/by", "“{field}” cannot be looked up by “{by}”", values=values)


def _search_fields(field: Field, blueprint: Blueprint) -> frozenset[str]:
    """The fields that the records a look-up leads to can be found by."""
    if not field.type.refers:
        return frozenset()
    targets = [blueprint.objects[name] for name in field.type.targets(field) if name in blueprint.objects]
    found = (each.name for target in targets for each in target.all_fields if each.columns)
    return frozenset(("name", "email") if field.type.targets(field) == (USER_OBJECT,) else found)


def reader_of(each: ColumnMapping, field: Field, zone: dt.tzinfo = dt.UTC) -> Callable[[Any], Any]:
    """What turns a cell of the column into what the field is given."""
    words = {key.strip(): value for key, value in each.values.items()}
    many = field.type.kind == "many_to_many"
    structured = takes_json(field)
    in_order = _in_order(each, field, zone)

    def read(cell: Any) -> Any:
        cell = unshield(cell)
        if words:
            cell = words.get(str(cell).strip(), cell)
        if cell is None or cell == "":
            return None
        if structured and (parts := from_json_text(cell)) is not cell:
            return parts
        if not each.by:
            return in_order(cell)
        if many and isinstance(cell, str):
            return [{"match": {each.by: part.strip()}} for part in cell.split(";") if part.strip()]
        return {"match": {each.by: cell}}

    return read


def _in_order(each: ColumnMapping, field: Field, zone: dt.tzinfo) -> Callable[[Any], Any]:
    """What reads days with the mapping's order; what it cannot read is left to the write, which says why."""
    if each.dates is None or field.type.value_type not in ("date", "datetime"):
        return lambda cell: cell
    parse = field.type.parser(field, Reading(zone, each.dates))

    def read(cell: Any) -> Any:
        try:
            return parse(cell)
        except ValueRefused:
            return cell

    return read


def _parse_pair(pair: str, values: Mapping[str, Mapping[str, str]]) -> ColumnMapping:
    column, equals, path = pair.rpartition("=")
    if not equals or not path:
        raise _malformed(pair, "Column=field")
    name, _, by = path.strip().partition(".")
    return ColumnMapping(column.strip(), name, by or None, dict(values.get(column.strip(), {})))


def _malformed(pair: str, expected: str) -> Invalid:
    values = {"given": pair, "expected": expected}
    return Invalid(
        Issue("malformed", "/mapping", "“{given}” is no mapping", "Write it as {expected}", values)
    )


def _words(described: Object, writable: Sequence[str]) -> dict[str, str]:
    """Every word that may stand for a field, and the field's name."""
    fields: list[Field] = [each for each in described.all_fields if each.name in writable]
    words: dict[str, str] = {}
    for each in fields:
        for word in (each.name, each.name.replace("_", " "), *each.label.texts.values()):
            words.setdefault(default_process(word), each.name)
    if described.title_field in writable:  # a column “Account” in a list of accounts holds their names
        for word in (described.name, *described.label.texts.values()):
            words.setdefault(default_process(word), described.title_field)
    return words


def _exact(word: str, words: Mapping[str, str]) -> str | None:
    return words.get(word)


def _nearest(word: str, words: Mapping[str, str]) -> str | None:
    found = process.extractOne(word, list(words), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    return words[found[0]] if found else None
