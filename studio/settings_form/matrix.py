"""Options by another field as a matrix: its values as rows, the options as columns, a tick where one may be chosen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from starlette.datastructures import FormData

from metamodel import Label


@dataclass(frozen=True, slots=True)
class Tick:
    """One cell; `value` is what the form sends for it."""

    value: str
    label: str
    ticked: bool


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """One value of the other field."""

    label: str
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """The setting, ready to be drawn; no rows as long as no field is chosen."""

    field: str = ""
    columns: tuple[str, ...] = ()
    rows: tuple[MatrixRow, ...] = ()


def matrix_of(written: Any, options: Any, deciding: Mapping[str, Mapping[str, str]], locale: str) -> Matrix:
    """The ticks that the setting says; what it names although it is not there any more can be unticked.

    `deciding` has the values of every field that may decide, with their words.
    """
    rule = written if isinstance(written, Mapping) else {}
    field, lists = str(rule.get("field", "")), _lists(rule)
    if not field:
        return Matrix()
    columns = {
        str(one["value"]): Label.of(one.get("label"), str(one["value"])).text(locale) for one in options or ()
    }
    columns |= {name: name for names in lists.values() for name in names if name not in columns}
    rows = dict(deciding.get(field, {}))
    rows |= {value: value for value in lists if value not in rows}
    return Matrix(
        field,
        tuple(columns.values()),
        tuple(_row(value, label, columns, lists.get(value, ())) for value, label in rows.items()),
    )


def read_matrix(name: str, schema: Mapping[str, Any], form: FormData, before: Any) -> Any:
    """The setting as the ticks say; another field begins without any. None where no field is chosen."""
    field = str(form.get(f"{name}.field", "")).strip()
    if not field:
        return None
    known = _lists(before) if isinstance(before, Mapping) and before.get("field") == field else {}
    sent = form.getlist(f"{name}.tick") if form.get(f"{name}.drawn") == field else ()
    ticked = _ticked(str(one) for one in sent)
    if before and known and _same(known, ticked):
        return before
    return {
        "field": field,
        "options": {value: _ordered(ticked[value], known.get(value, ())) for value in ticked},
    }


def _lists(rule: Mapping[str, Any]) -> dict[str, list[str]]:
    lists = rule.get("options")
    if not isinstance(lists, Mapping):
        return {}
    return {
        str(value): [str(one) for one in names] for value, names in lists.items() if isinstance(names, list)
    }


def _row(value: str, label: str, columns: Mapping[str, str], listed: Iterable[str]) -> MatrixRow:
    chosen = set(listed)
    return MatrixRow(
        label,
        tuple(
            Tick(orjson.dumps([value, option]).decode(), words, option in chosen)
            for option, words in columns.items()
        ),
    )


def _ticked(sent: Iterable[str]) -> dict[str, list[str]]:
    """The options of each value; what is no cell of a matrix is passed over."""
    found: dict[str, list[str]] = {}
    for text in sent:
        try:
            cell = orjson.loads(text)
        except orjson.JSONDecodeError:
            continue
        if isinstance(cell, list) and len(cell) == 2 and all(isinstance(part, str) for part in cell):
            found.setdefault(cell[0], []).append(cell[1])
    return {value: list(dict.fromkeys(options)) for value, options in found.items()}


def _same(known: Mapping[str, list[str]], ticked: Mapping[str, list[str]]) -> bool:
    """A value with an empty list says as much as one without a list."""
    return {value: set(names) for value, names in known.items() if names} == {
        value: set(names) for value, names in ticked.items()
    }


def _ordered(names: list[str], before: Iterable[str]) -> list[str]:
    """Those that stood there in their order, new ones behind."""
    kept = [name for name in before if name in names]
    return [*kept, *(name for name in names if name not in kept)]
