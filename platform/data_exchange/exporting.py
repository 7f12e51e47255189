"""Records out: the ones that a person may export, as a spreadsheet that can come back in."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from data_exchange.cells import Cell, cells_of
from data_exchange.writing import FORMATS
from metamodel import Field, Invalid, Issue, NotAllowed, NotFound
from metamodel.paths import resolve
from record_store.queries import Query
from record_store.reading.paths import hidden_field
from record_store.records import Records

PAGE = 500


def export(records: Records, query: Query, file_format: str, locale: str) -> Iterator[bytes]:
    """The file in pieces: the query's records, all of them, with their `fields` as columns.

    Raises: Invalid for a format there is not, NotAllowed for one who may not export.
    """
    write = FORMATS.get(file_format)
    if write is None:
        values = {"format": file_format, "known": ", ".join(FORMATS)}
        issue = Issue(
            "unknown_format", "/format", "There is no format “{format}”", "Known are: {known}", values
        )
        raise Invalid(issue)
    records.rights.require(query.object, "export")
    paths = query.fields or exportable(records, query.object)
    columns = [(path, _field(records, query.object, path)) for path in paths]
    headings = _headings(columns, locale)
    return write(headings, _rows(records, query, columns, locale), records.moment.zone)


def exportable(records: Records, object_name: str) -> tuple[str, ...]:
    """The object's own fields that the person may read; line items are records of another object."""
    described = records.live.blueprint.object(object_name)
    readable = records.rights.readable(object_name)
    return tuple(
        each.name for each in described.fields if each.name in readable and each.type.kind != "lines"
    )


def _field(records: Records, object_name: str, path: str) -> Field:
    field = resolve(records.live.blueprint, object_name, path)
    if field is None:
        raise NotFound(Issue("unknown_field", "/fields", "There is no field “{path}”", values={"path": path}))
    first = path.partition(".")[0]
    if first not in records.rights.readable(object_name):
        raise NotAllowed(hidden_field(records.live.blueprint.object(object_name).field(first), "/fields"))
    return field


def _headings(columns: Sequence[tuple[str, Field]], locale: str) -> list[str]:
    """Labels; where two fields have the same, the path tells them apart."""
    labels = [field.label.text(locale) for _, field in columns]
    return [
        label if labels.count(label) == 1 else path for label, (path, _) in zip(labels, columns, strict=True)
    ]


def _rows(
    records: Records, query: Query, columns: Sequence[tuple[str, Field]], locale: str
) -> Iterator[list[Cell]]:
    cursor: str | None = None
    fields = tuple(path for path, _ in columns)
    cells = [(path, cells_of(field, locale, records.moment.zone)) for path, field in columns]
    while True:
        page = records.page(replace(query, fields=fields, limit=PAGE, cursor=cursor, action="export"))
        for record in page.records:
            yield [cell(record.values.get(path)) for path, cell in cells]
        cursor = page.next
        if cursor is None:
            return
