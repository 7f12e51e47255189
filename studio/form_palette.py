"""The palette of the form designer: fields that are not on the form, parts, blocks, fields that are on it."""

from __future__ import annotations

from collections.abc import Iterable

from metamodel import Blueprint, Document, Field, Label
from studio.designers import Tile, TileGroup
from studio.form_edits import places
from studio.form_edits.adding import blocks

UNUSED = Label({"en": "Not on the form yet", "zh-CN": "尚未使用的字段"})
PARTS = Label({"en": "Layout", "zh-CN": "布局"})
BLOCKS = Label({"en": "Blocks", "zh-CN": "内容块"})
SYSTEM = Label({"en": "About the record", "zh-CN": "记录信息"})
USED = Label({"en": "On the form already", "zh-CN": "已在表单中"})
SECTION = Tile("section", Label({"en": "Section", "zh-CN": "分组"}), "layout-rows")
TAB = Tile("tab", Label({"en": "Tab", "zh-CN": "标签页"}), "folder")


def form_palette(document: Document, blueprint: Blueprint) -> list[TileGroup]:
    """The groups that have tiles."""
    described = blueprint.objects.get(str(document.body["object"]))
    used = {str(part.get("field")) for _, part in places(document.body) if part.get("field")}
    own = described.fields if described else ()
    system = (
        [field for field in described.all_fields if field.system and field.name != "id"] if described else []
    )
    groups = (
        TileGroup(UNUSED, _tiles(field for field in own if field.name not in used), "items"),
        TileGroup(PARTS, [SECTION, TAB], "parts"),
        TileGroup(
            BLOCKS, [Tile(f"block.{one.kind}", one.label, one.icon) for one in blocks(document.body)], "items"
        ),
        TileGroup(SYSTEM, _tiles(field for field in system if field.name not in used), "items"),
        TileGroup(USED, _tiles((f for f in (*own, *system) if f.name in used), used=True), "items"),
    )
    return [group for group in groups if group.tiles]


def _tiles(fields: Iterable[Field], *, used: bool = False) -> list[Tile]:
    return [Tile(f"field.{field.name}", field.label, field.type.icon, used=used) for field in fields]
