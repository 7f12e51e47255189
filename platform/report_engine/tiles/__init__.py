"""What a dashboard can show: one explicit list."""

from collections.abc import Mapping

from metamodel.labels import LABEL_SCHEMA, Label
from report_engine.tiles.tile import TileType

__all__ = ["TILES", "TileType"]

_NAME = {"type": "string"}

TILES: Mapping[str, TileType] = {
    tile.kind: tile
    for tile in (
        TileType(
            "report",
            Label({"en": "Report", "zh-CN": "报表"}),
            "chart-bar",
            {"report": _NAME},
            ("report",),
            {"report": "report"},
        ),
        TileType(
            "number",
            Label({"en": "Number", "zh-CN": "指标数字"}),
            "hash",
            {"report": _NAME},
            ("report",),
            {"report": "report"},
        ),
        TileType(
            "list",
            Label({"en": "List", "zh-CN": "列表"}),
            "table",
            {"view": _NAME, "limit": {"type": "integer", "minimum": 1, "maximum": 50}},
            ("view",),
            {"view": "view"},
        ),
        TileType(
            "text", Label({"en": "Text", "zh-CN": "文字"}), "letter-case", {"text": LABEL_SCHEMA}, ("text",)
        ),
    )
}
