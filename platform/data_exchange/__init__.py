"""Spreadsheets in and out: reading, mapping, rehearsal, import with undo, export."""

from data_exchange.exporting import export
from data_exchange.import_settings import MODES, ImportSettings
from data_exchange.imports import (
    RowsRefused,
    Upload,
    complete,
    keep_upload,
    kept_table,
    own_import,
    perform,
    rehearse,
    rehearse_again,
    rehearse_file,
)
from data_exchange.mapping import ColumnMapping, parse_mapping, suggest_mapping
from data_exchange.outcome import Outcome, RowOutcome
from data_exchange.reading import Table, read_table, sheet_names
from data_exchange.undoing import revert
from data_exchange.writing import FORMATS

__all__ = [
    "FORMATS",
    "MODES",
    "ColumnMapping",
    "ImportSettings",
    "Outcome",
    "RowOutcome",
    "RowsRefused",
    "Table",
    "Upload",
    "complete",
    "export",
    "keep_upload",
    "kept_table",
    "own_import",
    "parse_mapping",
    "perform",
    "read_table",
    "rehearse",
    "rehearse_again",
    "rehearse_file",
    "revert",
    "sheet_names",
    "suggest_mapping",
]
