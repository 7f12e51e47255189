"""Tables as files of people: CSV and Excel."""

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from data_exchange.cells import Cell
from data_exchange.writing.csv_file import write_csv
from data_exchange.writing.xlsx_file import write_xlsx

__all__ = ["FORMATS", "Write"]

Write = Callable[[Sequence[str], Iterable[Sequence[Cell]], dt.tzinfo], Iterator[bytes]]

FORMATS: Mapping[str, Write] = {"csv": write_csv, "xlsx": write_xlsx}
"""What records can be exported as."""
