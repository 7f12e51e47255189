"""A dashboard as its document describes it: tiles on a grid of twelve columns."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from metamodel import Issue, Label, NotAllowed
from metamodel.documents import Described
from report_engine.tiles import TILES, TileType

GRID_COLUMNS = 12


@dataclass(frozen=True, slots=True)
class Tile:
    """One tile: what it shows and where; `width` in columns, `height` in rows of the grid."""

    type: TileType
    title: Label | None
    width: int
    height: int
    settings: Mapping[str, Any]


@dataclass(frozen=True)
class Dashboard(Described):
    """A dashboard document as pages read it."""

    @property
    def for_roles(self) -> tuple[str, ...]:
        """Whose dashboard it is; everybody's where nobody is named."""
        return tuple(self.document.body.get("for_roles", ()))

    def is_for(self, roles: Iterable[str]) -> bool:
        """Whether it is made for one who has these roles."""
        return not self.for_roles or not set(self.for_roles).isdisjoint(roles)

    def require(self, roles: Iterable[str]) -> None:
        """Raises: NotAllowed for one whose roles it is not made for."""
        if not self.is_for(roles):
            raise NotAllowed(Issue("not_your_dashboard", "", "This dashboard is made for other roles"))

    @property
    def tiles(self) -> tuple[Tile, ...]:
        return tuple(
            Tile(
                TILES[entry["type"]],
                Label.of(entry["title"]) if entry.get("title") else None,
                int(entry.get("width", 6)),
                int(entry.get("height", 4)),
                entry,
            )
            for entry in self.document.body.get("tiles", ())
        )
