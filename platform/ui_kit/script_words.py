"""The few words that scripts say themselves; pages carry them in the person's language."""

from __future__ import annotations

from ui_kit.messages import N_

SCRIPT_WORDS = {
    "undo": N_("Undo"),
    "close": N_("Close"),
    "remove": N_("Remove"),
    "copied": N_("Copied"),
    "offline": N_("The server cannot be reached. Check your connection; nothing was lost."),
    "failed": N_("That did not work. Please try again."),
    "unsaved": N_("Your changes are not saved yet. Leave anyway?"),
    "nothing_found": N_("Nothing found"),
    "add": N_("Add “{text}”"),
    "suggestions": N_("{count} suggestions. Choose with the arrow keys and Enter."),
    "selected": N_("{count} selected"),
    "grabbed": N_("{item} grabbed. Move with the arrow keys, drop with Space, cancel with Escape."),
    "moved": N_("{item} moved to position {position} of {total}."),
    "moved_list": N_("{item} moved to {list}, position {position} of {total}."),
    "dropped": N_("{item} dropped."),
    "cancelled": N_("Move cancelled; {item} is back where it was."),
}
