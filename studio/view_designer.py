"""The designer of views: columns by drag over the real list, the settings of the view's type from its registry."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import Request

from metamodel import Blueprint, Document, Field, Label
from metamodel.field_types.values import USER_OBJECT
from metamodel.paths import resolve
from metamodel.view import View
from studio.designers import Designer, Part, Tile, TileGroup, Workspace
from studio.designers.parts import Body
from studio.view_edits import EDITS, first_columns, path_of, with_needed
from studio.view_parts import column_part, label_of, view_part
from web.visit import Visit

UNUSED = Label({"en": "Not in the view yet", "zh-CN": "尚未使用的字段"})
SYSTEM = Label({"en": "About the record", "zh-CN": "记录信息"})
USED = Label({"en": "In the view already", "zh-CN": "已在视图中"})


class ViewDesigner(Designer):
    kind = "view"
    segment = "v"
    icon = "list-details"
    palette_label = Label({"en": "Fields", "zh-CN": "字段"})
    palette_search = Label({"en": "Find a field", "zh-CN": "查找字段"})
    palette_none = Label({"en": "No field is called so", "zh-CN": "没有这个名称的字段"})
    canvas_label = Label({"en": "View", "zh-CN": "视图"})
    page_template = "studio/view/view.html"
    canvas_template = "studio/view/_canvas.html"
    head_template = "studio/view/_head.html"
    palette_follows = True
    edits = EDITS

    def part(self, document: Document, blueprint: Blueprint, key: str) -> Part | None:
        return column_part(document, blueprint, key) if key else view_part(document, blueprint)

    def with_part(self, document: Document, blueprint: Blueprint, key: str, values: Body) -> dict[str, Any]:
        if not key:
            shown = view_part(document, blueprint).schemas
            body = {**{k: v for k, v in document.body.items() if k not in shown}, **values}
            return with_needed(body, blueprint) if body.get("type") != document.body.get("type") else body
        width = values.get("width")
        columns = [
            ({"field": key, "width": width} if width else key) if path_of(column) == key else column
            for column in document.body["columns"]
        ]
        return {**document.body, "columns": columns}

    def palette(self, shown: Workspace) -> Sequence[TileGroup]:
        blueprint, view = shown.blueprint, View(shown.document)
        described = blueprint.objects.get(view.object)
        if described is None:
            return []
        used = set(shown_paths(shown.document, blueprint))
        plain = [field for field in described.all_fields if field.columns and field.name != "id"]
        own = [field for field in plain if not field.system]
        groups = [
            TileGroup(UNUSED, list(_tiles(f for f in own if f.name not in used)), "columns"),
            *(_behind(blueprint, field, used) for field in own),
            TileGroup(SYSTEM, list(_tiles(f for f in plain if f.system and f.name not in used)), "columns"),
            TileGroup(USED, list(_tiles((f for f in plain if f.name in used), used=True)), "columns"),
        ]
        return [group for group in groups if group.tiles]

    def context(self, request: Request, visit: Visit, shown: Workspace) -> dict[str, Any]:
        view, blueprint = View(shown.document), shown.blueprint
        live = visit.live.blueprint
        paths = shown_paths(shown.document, blueprint)
        return {
            "view": view,
            "described": blueprint.objects.get(view.object),
            "is_live": view.object in live.objects,
            "is_published": shown.document.key in live.documents,
            "columns": [
                (path, label_of(blueprint, view.object, path), _icon(blueprint, view, path)) for path in paths
            ],
        }


def shown_paths(document: Document, blueprint: Blueprint) -> list[str]:
    """The paths of the columns; the first fields where the view names none."""
    view = View(document)
    named = [column.path for column in view.columns]
    return named or (first_columns(blueprint, view.object) if view.object in blueprint.objects else [])


def _icon(blueprint: Blueprint, view: View, path: str) -> str:
    field = resolve(blueprint, view.object, path)
    return field.type.icon if field else "alert-circle"


def _tiles(fields: Any, *, used: bool = False, before: str = "") -> Iterator[Tile]:
    for field in fields:
        yield Tile(f"field.{before}{field.name}", field.label, field.type.icon, used=used)


def _behind(blueprint: Blueprint, field: Field, used: set[str]) -> TileGroup:
    """The fields behind a look-up, under its label."""
    targets = field.type.targets(field)
    label = Label({locale: f"{text} ›" for locale, text in field.label.texts.items()})
    if len(targets) != 1 or targets[0] == USER_OBJECT or targets[0] not in blueprint.objects:
        return TileGroup(label, [], "columns")
    inside = [
        one
        for one in blueprint.objects[targets[0]].fields
        if one.columns and f"{field.name}.{one.name}" not in used
    ]
    return TileGroup(label, list(_tiles(inside, before=f"{field.name}.")), "columns")
