"""The palette of a designer: what can be added, in groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from metamodel import Label


@dataclass(frozen=True, slots=True)
class Tile:
    """One thing to press or to drag onto the canvas; `value` is what `added` says then.

    `used` things come last and quietly; `note` stands under the label, and is found by too.
    """

    value: str
    label: Label
    icon: str
    note: Label | None = None
    used: bool = False

    @property
    def words(self) -> str:
        """What it is found by, in every language."""
        notes = self.note.texts.values() if self.note else ()
        return " ".join((*self.label.texts.values(), *notes))


@dataclass(frozen=True, slots=True)
class TileGroup:
    """Tiles under a heading; `drags_to` is the kind of list that takes them, as its `data-accept` says."""

    label: Label
    tiles: Sequence[Tile]
    drags_to: str = "parts"
