"""From a spreadsheet to an object: what was guessed, what the builder chose, and making it."""

from studio.spreadsheets.choices import ObjectPlan, PlannedColumn, guessed_plan, read_plan
from studio.spreadsheets.making import Making, make_object, makings_of
from studio.spreadsheets.preview import preview_rows
from studio.spreadsheets.sheet import Sheet, keep_file, open_sheet
from studio.spreadsheets.undoing import undo_making

__all__ = [
    "Making",
    "ObjectPlan",
    "PlannedColumn",
    "Sheet",
    "guessed_plan",
    "keep_file",
    "make_object",
    "makings_of",
    "open_sheet",
    "preview_rows",
    "read_plan",
    "undo_making",
]
