"""Sample records as they are written in a package: CSV cells and JSON values, and days counted from today."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator
from typing import Any

from metamodel import Invalid, Issue, Object
from web.json_bodies import parse_json
from web.template_packages.package import DataFile

Row = dict[str, Any]
_DAY = re.compile(r"today(?:([+-])(\d{1,4})(w)?)?(?: (\d{2}):(\d{2}))?")


def read_rows(file: DataFile, described: Object, now: dt.datetime) -> list[Row]:
    """The records of a data file; `today-12`, `today+2w`, `today+1 09:30` in fields of days and moments
    are counted from `now`, in its time zone.

    A CSV cell that begins with { or [ is JSON, an empty one is blank; a column `account.code` finds an
    account by its code.

    Raises: Invalid.
    """
    try:
        rows = list(_csv_rows(file.content) if file.format == "csv" else _json_rows(file.content))
    except Invalid as refused:
        raise Invalid([issue.under(file.path) for issue in refused.issues]) from None
    moving = {field.name: field.type.value_type for field in described.fields}
    return [{name: _moved(moving.get(name), value, now) for name, value in row.items()} for row in rows]


def _csv_rows(content: bytes) -> Iterator[Row]:
    try:
        lines = csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True)
        for number, cells in enumerate(lines):
            if None in cells or None in cells.values():
                raise _bad("This row has more or fewer cells than there are columns", number)
            row: Row = {}
            for column, cell in cells.items():
                _place(row, column.strip(), _cell(cell))
            yield row
    except UnicodeDecodeError:
        raise _bad("The file is not UTF-8") from None
    except csv.Error as reason:
        raise _bad("This is not CSV: {reason}", reason=str(reason)) from None


def _place(row: Row, column: str, value: Any) -> None:
    name, _, match = column.partition(".")
    row[name] = {"match": {match: value}} if match and value is not None else value


def _cell(text: str) -> Any:
    text = text.strip()
    if text[:1] in ("{", "["):
        return parse_json(text.encode())
    return text or None


def _json_rows(content: bytes) -> Iterator[Row]:
    rows = parse_json(content)
    if not isinstance(rows, list):
        raise _bad("The file should hold a list of records")
    for number, row in enumerate(rows):
        if not isinstance(row, dict):
            raise _bad("This should be a record", number)
        yield row


def _moved(value_type: str | None, value: Any, now: dt.datetime) -> Any:
    """A day counted from today as the day it is now."""
    found = _DAY.fullmatch(value) if value_type in ("date", "datetime") and isinstance(value, str) else None
    if found is None:
        return value
    sign, count, weeks, hour, minute = found.groups()
    shift = dt.timedelta(days=int(count or 0) * (7 if weeks else 1))
    moment = now - shift if sign == "-" else now + shift
    if value_type == "date":
        return moment.date().isoformat()
    return moment.replace(hour=int(hour or 0), minute=int(minute or 0), second=0, microsecond=0).isoformat()


def _bad(message: str, row: int | None = None, **values: Any) -> Invalid:
    place = "" if row is None else f"/{row}"
    return Invalid(Issue("bad_data", place, message, values=values), "The sample data is not in order")
