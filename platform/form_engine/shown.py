"""A value as templates show it: a text, and what its look needs beside."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Shown:
    """`look` names the macro that draws it; `text` is what a sentence or a spreadsheet would say.

    `parts` are the single values of a list (options, files, records); `value` is what a look needs raw.
    """

    look: str = "plain"
    text: str = ""
    value: Any = None
    href: str = ""
    color: str = ""
    parts: tuple[Shown, ...] = ()

    @property
    def blank(self) -> bool:
        return not self.text and not self.parts


NOTHING = Shown()
