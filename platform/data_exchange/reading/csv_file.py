"""CSV files: separated by commas, semicolons or tabs."""

from __future__ import annotations

import csv
import io

from data_exchange.reading.table import Table, make_table
from data_exchange.reading.text import decode
from metamodel import Invalid, Issue

SEPARATORS = ",;\t|"
_MAX_CELL = 2_000_000


def read_csv(content: bytes) -> Table:
    """Raises: Invalid for what is no CSV."""
    text = decode(content).replace("\x00", "")
    csv.field_size_limit(_MAX_CELL)
    try:
        return make_table(
            list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=False))
        )
    except csv.Error as reason:
        message = "This is not a CSV file: {reason}"
        raise Invalid(Issue("unreadable", "/file", message, values={"reason": str(reason)})) from None


def _separator(text: str) -> str:
    """The one that stands most often in the first line, outside quotation marks."""
    first = next((line for line in text.splitlines() if line.strip()), "")
    bare = "".join(part for place, part in enumerate(first.split('"')) if place % 2 == 0)
    return max(SEPARATORS, key=bare.count)
