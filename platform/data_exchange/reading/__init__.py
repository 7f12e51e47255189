"""Files of people as tables: CSV and Excel."""

from data_exchange.reading.csv_file import read_csv
from data_exchange.reading.table import Table
from data_exchange.reading.xlsx_file import read_xlsx, sheet_names

__all__ = ["Table", "read_csv", "read_table", "read_xlsx", "sheet_names"]

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"


def read_table(content: bytes, sheet: str | None = None) -> Table:
    """The table in a file, by what the file is rather than what it is called. Raises: Invalid."""
    if content.startswith((_ZIP, _OLE)):
        return read_xlsx(content, sheet)
    return read_csv(content)
