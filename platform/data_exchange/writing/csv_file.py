"""CSV out: UTF-8 with a mark, which Excel needs to read Chinese."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Iterator, Sequence

from data_exchange.cells import Cell, to_text

MARK = "\ufeff"


def write_csv(headings: Sequence[str], rows: Iterable[Sequence[Cell]], zone: dt.tzinfo) -> Iterator[bytes]:
    """The file, a piece for every row, so that any number of rows takes little memory; times are in UTC and say so."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    buffer.write(MARK)
    writer.writerow(headings)
    yield _take(buffer)
    for row in rows:
        writer.writerow([to_text(cell) for cell in row])
        yield _take(buffer)


def _take(buffer: io.StringIO) -> bytes:
    piece = buffer.getvalue().encode()
    buffer.seek(0)
    buffer.truncate()
    return piece
