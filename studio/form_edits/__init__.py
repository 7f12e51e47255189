"""Edits of a form as pure functions from body to body: parts added, moved, widened, renamed, removed."""

from studio.form_edits.adding import add_part
from studio.form_edits.changing import rename_part, set_columns, widen_items
from studio.form_edits.layout import Layout, key_of, outline, part_at, path_of, place_of, places, seat_of
from studio.form_edits.moving import move_parts
from studio.form_edits.new_form import form_from, new_form
from studio.form_edits.removing import remove_parts

__all__ = [
    "Layout",
    "add_part",
    "form_from",
    "key_of",
    "move_parts",
    "new_form",
    "outline",
    "part_at",
    "path_of",
    "place_of",
    "places",
    "remove_parts",
    "rename_part",
    "seat_of",
    "set_columns",
    "widen_items",
]
