"""Which column of a table fills which field, and how its values are put into the field's own words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as default
from typing import Any

from rapidfuzz import fuzz, process
from rapidfuzz.utils import default_process

from metamodel import Field, Invalid, Issue, Object

NEAR_ENOUGH = 88
"""How alike a heading and a label must be (0–100) to be taken for the same."""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """A column of the file and the field it fills.

    `by` names the field of the looked-up object that the column's values are compared with; its title else.
    `values` turns words of the file into words of the field: `{"GTXPro": "GTX Pro"}`.
    """

    column: str
    field: str
    by: str | None = None
    values: Mapping[str, str] = default(default_factory=dict)


def suggest_mapping(
    headings: Sequence[str], described: Object, writable: Sequence[str]
) -> tuple[ColumnMapping, ...]:
    """The mapping that headings suggest: by name, by label in any language, by likeness; no field twice."""
    words = _words(described, writable)
    taken: set[str] = set()
    mapped = []
    for heading in headings:
        name = _nearest(heading, words)
        if name is not None and name not in taken:
            taken.add(name)
            mapped.append(ColumnMapping(heading, name))
    return tuple(mapped)


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


def check_mapping(mapping: Sequence[ColumnMapping], headings: Sequence[str], described: Object) -> None:
    """Raises: Invalid with every column and field that is not there, and every field that is filled twice."""
    issues = []
    taken: set[str] = set()
    for index, each in enumerate(mapping):
        place = f"/mapping/{index}"
        if each.column not in headings:
            known = {"column": each.column, "known": ", ".join(headings)}
            message = "There is no column “{column}”"
            issues.append(Issue("unknown_column", place, message, "Known are: {known}", known))
        if each.field not in described.by_name:
            values = {"field": each.field, "object": described.label}
            issues.append(Issue("unknown_field", place, "{object} has no field “{field}”", values=values))
        if each.field in taken:
            issues.append(
                Issue("duplicate", place, "“{field}” is filled twice", values={"field": each.field})
            )
        taken.add(each.field)
    if issues:
        raise Invalid(issues, "The mapping does not fit")


def translate(each: ColumnMapping, described: Object, cell: Any) -> Any:
    """What the field is given for a cell of the column."""
    if isinstance(cell, str):
        cell = each.values.get(cell.strip(), cell)
    if cell in ("", None):
        return None
    if each.by and described.field(each.field).type.refers:
        return {"match": {each.by: cell}}
    return cell


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
    return words


def _nearest(heading: str, words: Mapping[str, str]) -> str | None:
    plain = default_process(heading)
    if plain in words:
        return words[plain]
    found = process.extractOne(plain, list(words), scorer=fuzz.ratio, score_cutoff=NEAR_ENOUGH)
    return words[found[0]] if found else None
