"""What the buttons of the grid do to line items: add, copy, remove, bring back, move, paste."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from form_engine.entries import Entries, number_in
from form_engine.line_rows import LineRows, RemovedLine, read_removed
from form_engine.pasted_lines import Place, paste
from metamodel import Field

REMOVED = ".removed"
PASTED = ".pasted"
COLUMNS = ".columns"


@dataclass(frozen=True, slots=True)
class LineAction:
    """A button that was pressed: over which rows, with what was written after its name."""

    rows: LineRows
    arguments: Sequence[str]
    columns: Sequence[Field]
    pasted: str = ""

    def index(self, place: int = 0) -> int:
        """The number of a line of the grid, -1 where it names none."""
        found = number_in(self.arguments[place]) if len(self.arguments) > place else None
        return found if found is not None and found < len(self.rows) else -1


def read_rows(rows: LineRows, columns: Sequence[Field], name: str, entries: Entries) -> LineRows:
    """The rows with what the form carries along beside them."""
    rows.removed = read_removed(entries.text(name + REMOVED), (column.name for column in columns))
    return rows


def act(
    rows: LineRows, name: str, arguments: Sequence[str], columns: Sequence[Field], entries: Entries, grid: str
) -> LineRows:
    """The rows after the button; a button that is none, or names no line, changes nothing."""
    action = ACTIONS.get(name)
    if action is None:
        return rows
    drawn = entries.text(grid + COLUMNS).split(",") if grid + COLUMNS in entries else None
    open_columns = [column for column in columns if drawn is None or column.name in drawn]
    return action(LineAction(rows, arguments, open_columns, entries.text(grid + PASTED)))


def _add(done: LineAction) -> LineRows:
    at = done.index() + 1 if done.arguments else len(done.rows)
    done.rows.insert(at, {})
    return done.rows


def _copy(done: LineAction) -> LineRows:
    index = done.index()
    if index >= 0:
        row = {key: value for key, value in done.rows[index].items() if key != "id"}
        done.rows.insert(index + 1, row)
    return done.rows


def _remove(done: LineAction) -> LineRows:
    index = done.index()
    if index >= 0:
        done.rows.removed = RemovedLine(index, done.rows.pop(index))
    return done.rows


def _restore(done: LineAction) -> LineRows:
    removed = done.rows.removed
    if removed is not None:
        done.rows.insert(removed.index, removed.row)
        done.rows.removed = None
    return done.rows


def _move(done: LineAction) -> LineRows:
    start, end = done.index(), done.index(1)
    if start >= 0 and end >= 0:
        done.rows.insert(end, done.rows.pop(start))
    return done.rows


def _paste(done: LineAction) -> LineRows:
    index = done.index()
    line = len(done.rows) if index < 0 else index
    field = done.arguments[1] if len(done.arguments) > 1 else ""
    return LineRows(paste(done.rows, done.columns, done.pasted, Place(line, field)), done.rows.removed)


ACTIONS: Mapping[str, Callable[[LineAction], LineRows]] = {
    "add_line": _add,
    "copy_line": _copy,
    "remove_line": _remove,
    "restore_line": _restore,
    "move_line": _move,
    "paste_lines": _paste,
}
