"""The designer of apps: the navigation by drag, icons and words of its entries, and where each role begins."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from fastapi import Request
from starlette.datastructures import FormData

from metamodel import Blueprint, Document, Invalid, Issue, Label
from metamodel.app import ANY_ROLE
from metamodel.field_types.settings import choice, setting, words
from studio.designers import Designer, Edited, Part, SettingGroup, Tile, TileGroup, Told, Workspace
from studio.designers.parts import Body
from studio.form_numbers import number_of
from studio.navigation import (
    GROUP,
    Row,
    destinations,
    icon_of,
    in_order,
    label_of,
    navigation_of,
    rows_of,
    target_of,
)
from studio.seen import seal
from ui_kit.messages import N_
from web.visit import Visit

HOME = "home."
KINDS = {
    "object": Label({"en": "Objects", "zh-CN": "对象"}),
    "dashboard": Label({"en": "Dashboards", "zh-CN": "仪表盘"}),
    "report": Label({"en": "Reports", "zh-CN": "报表"}),
    "view": Label({"en": "Views", "zh-CN": "视图"}),
}
ICON = setting(("Icon", "图标"), {"type": "string"}, widget="icon")


def add(document: Document, blueprint: Blueprint, form: FormData) -> Edited:
    """A group, or an entry that leads to `added`, at `index` or at the end. Raises: Invalid."""
    added, rows = str(form.get("added", "")), rows_of(document.body)
    if added == GROUP:
        entry: dict[str, Any] = {"label": {"en": "New group", "zh-CN": "新分组"}}
    elif added in destinations(blueprint):
        kind, _, name = added.partition("/")
        entry = {kind: name}
    else:
        raise Invalid(Issue("unknown_destination", "/navigation", "Nothing of that name can be led to"))
    place = number_of(form, "index")
    at = len(rows) if place is None else min(max(place, 0), len(rows))
    order = [row.key for row in rows]
    new = Row("new", entry, 0)
    ordered = in_order([*rows, new], [*order[:at], "new", *order[at:]], "new" if place is not None else "")
    return _edited(document, ordered, "new", is_new=added == GROUP)


def sort(document: Document, blueprint: Blueprint, form: FormData) -> Edited:
    """The entries in this `order`, `item` being the one that was moved; what was dropped comes in."""
    if form.get("added"):
        return add(document, blueprint, form)
    item, order = str(form.get("item", "")), [str(key) for key in form.getlist("order")]
    return _edited(document, in_order(rows_of(document.body), order, item), item)


def remove(document: Document, blueprint: Blueprint, form: FormData) -> Edited:
    """Without these entries; what is in a group that goes stays behind on its own."""
    gone = {key for keys in form.getlist("part") for key in str(keys).split()}
    left = [row for row in rows_of(document.body) if row.key not in gone]
    body = {**document.body, "navigation": navigation_of(left)}
    return Edited(body, (), Told(N_("Taken out of the navigation"), undoes=True))


def _edited(document: Document, rows: Sequence[Row], key: str, *, is_new: bool = False) -> Edited:
    body = {**document.body, "navigation": navigation_of(rows)}
    entry = next((row.entry for row in rows if row.key == key), None)
    now = next((row.key for row in rows_of(body) if row.entry == entry), "")
    return Edited(body, (now,) if now else (), is_new=is_new)


class AppDesigner(Designer):
    kind = "app"
    segment = "a"
    icon = "apps"
    palette_label = Label({"en": "What people open", "zh-CN": "可打开的内容"})
    palette_search = Label({"en": "Find an object, a report…", "zh-CN": "查找对象、报表…"})
    canvas_label = Label({"en": "Navigation", "zh-CN": "导航"})
    canvas_template = "studio/app/_canvas.html"
    palette_follows = True
    edits = {"add": add, "sort": sort, "remove": remove}

    def part(self, document: Document, blueprint: Blueprint, key: str) -> Part | None:
        if not key:
            return _app_part(document, blueprint)
        row = next((one for one in rows_of(document.body) if one.key == key), None)
        if row is None:
            return None
        schemas = {"label": words(("Label", "名称"))} | ({} if row.is_group else {"icon": ICON})
        values = {name: row.entry[name] for name in schemas if name in row.entry}
        path = "/navigation/" + key.replace(".", "/items/")
        label, icon = label_of(row.entry, blueprint), icon_of(row.entry, blueprint)
        return Part(key, label, icon, values, (SettingGroup(schemas),), path, target_of(row.entry))

    def with_part(self, document: Document, blueprint: Blueprint, key: str, values: Body) -> dict[str, Any]:
        if not key:
            return _with_app(document, blueprint, values)
        rows = [
            Row(row.key, _with(row.entry, values), row.depth) if row.key == key else row
            for row in rows_of(document.body)
        ]
        return {**document.body, "navigation": navigation_of(rows)}

    def drawn(self, document: Document) -> str:
        return seal({"navigation": document.body.get("navigation", [])})

    def palette(self, shown: Workspace) -> Sequence[TileGroup]:
        used = {target_of(row.entry) for row in rows_of(shown.body)}
        found = destinations(shown.blueprint)
        group = Tile(GROUP, Label({"en": "Group", "zh-CN": "分组"}), "folder")
        groups = [TileGroup(Label({"en": "Layout", "zh-CN": "布局"}), [group], "entries")]
        for kind, label in KINDS.items():
            names = [target for target in found if target.startswith(f"{kind}/")]
            tiles = [_tile(target, found[target], shown.blueprint, used) for target in names]
            groups.append(TileGroup(label, sorted(tiles, key=lambda tile: tile.used), "entries"))
        return [one for one in groups if one.tiles]

    def context(self, request: Request, visit: Visit, shown: Workspace) -> dict[str, Any]:
        rows = [
            (row, label_of(row.entry, shown.blueprint), icon_of(row.entry, shown.blueprint))
            for row in rows_of(shown.body)
        ]
        return {"rows": rows, "drawn": self.drawn(shown.document)}


def _tile(target: str, document: Document, blueprint: Blueprint, used: set[str]) -> Tile:
    kind, _, name = target.partition("/")
    entry = {kind: name}
    return Tile(target, label_of(entry, blueprint), icon_of(entry, blueprint), used=target in used)


def _app_part(document: Document, blueprint: Blueprint) -> Part:
    """The app itself, and the home of each role among what can be led to."""
    found = {
        target: (one.label.text("en"), one.label.text("zh-CN"))
        for target, one in destinations(blueprint).items()
    }
    roles = {name: role.label for name, role in blueprint.roles.items()}
    everybody = Label({"en": "Everybody else", "zh-CN": "其他所有人"})
    homes = {
        f"{HOME}{name}": choice((label.text("en"), label.text("zh-CN")), found)
        for name, label in {**roles, ANY_ROLE: everybody}.items()
    }
    own = {"label": words(("Label", "名称")), "icon": ICON}
    values = {name: document.body[name] for name in own if name in document.body}
    for role, home in document.body.get("home", {}).items():
        values[f"{HOME}{role}"] = target_of(home)
    groups = (SettingGroup(own), SettingGroup(homes, Label({"en": "Where people begin", "zh-CN": "首页"})))
    return Part("", document.label, str(document.body.get("icon") or "apps"), values, groups)


def _with_app(document: Document, blueprint: Blueprint, values: Body) -> dict[str, Any]:
    own = {name: value for name, value in values.items() if not name.startswith(HOME)}
    homes = {
        name.removeprefix(HOME): dict([str(target).split("/", 1)])
        for name, target in values.items()
        if name.startswith(HOME) and target
    }
    shown = ("label", "icon", "home")
    rest = {name: value for name, value in document.body.items() if name not in shown}
    return {**rest, **own, **({"home": homes} if homes or "home" in document.body else {})}


def _with(entry: Body, values: Body) -> dict[str, Any]:
    return {**{name: value for name, value in entry.items() if name not in ("label", "icon")}, **values}
