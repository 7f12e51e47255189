"""Documents of the kind `dashboard`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from metamodel import Blueprint, Document, Issue, Label
from metamodel.kinds import DocumentKind, Reference, document_schema
from metamodel.labels import LABEL_SCHEMA
from report_engine.dashboard import GRID_COLUMNS, Dashboard
from report_engine.tiles import TILES

MAX_TILES = 40


class DashboardKind(DocumentKind):
    name = "dashboard"
    label = Label({"en": "Dashboard", "zh-CN": "仪表盘"})

    def schema(self) -> dict[str, Any]:
        own = {name: schema for tile in TILES.values() for name, schema in tile.settings_schema.items()}
        tile = {
            "type": "object",
            "properties": {
                "type": {"enum": list(TILES)},
                "title": LABEL_SCHEMA,
                "width": {"type": "integer", "minimum": 1, "maximum": GRID_COLUMNS},
                "height": {"type": "integer", "minimum": 1, "maximum": 20},
                **own,
            },
            "required": ["type"],
            "additionalProperties": False,
        }
        properties = {
            "tiles": {"type": "array", "items": tile, "maxItems": MAX_TILES},
            "for_roles": {"type": "array", "items": {"type": "string"}},
        }
        return document_schema("dashboard", properties, ("tiles",))

    def references(self, document: Document, blueprint: Blueprint) -> Iterable[Reference]:
        dashboard = Dashboard(document)
        for index, tile in enumerate(dashboard.tiles):
            yield from tile.type.references(tile.settings, f"/tiles/{index}")
        for index, role in enumerate(dashboard.for_roles):
            yield Reference(f"role/{role}", f"/for_roles/{index}")

    def check(self, document: Document, blueprint: Blueprint) -> Iterable[Issue]:
        for index, tile in enumerate(Dashboard(document).tiles):
            for setting in tile.type.required_settings:
                if not tile.settings.get(setting):
                    values = {"tile": tile.type.label, "setting": setting}
                    yield Issue(
                        "required", f"/tiles/{index}", "A tile “{tile}” needs “{setting}”", values=values
                    )
