"""The contract of a tile: one thing on a dashboard."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from metamodel.kinds import Reference
from metamodel.labels import Label


@dataclass(frozen=True, slots=True)
class TileType:
    """One kind of tile; `names` are the settings that name a document, with the kind they name."""

    kind: str
    label: Label
    icon: str
    settings_schema: Mapping[str, Any]
    required_settings: tuple[str, ...] = ()
    names: Mapping[str, str] | None = None

    def references(self, tile: Mapping[str, Any], place: str) -> Iterable[Reference]:
        """The documents that a tile of this kind shows."""
        for setting, kind in (self.names or {}).items():
            if setting in tile:
                yield Reference(f"{kind}/{tile[setting]}", f"{place}/{setting}")
