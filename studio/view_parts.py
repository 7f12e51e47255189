"""What can be set in a view: its own words, what its type needs, which records in which order, one column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from metamodel import Blueprint, Document, Field, Label, Object
from metamodel.field_types.settings import choice, expression, setting, words
from metamodel.paths import resolve
from metamodel.view import View
from metamodel.view_types import VIEW_TYPES, field_setting
from studio.designers import Part, SettingGroup
from studio.designers.parts import Body
from studio.settings_form import Schemas

GROUPED_BY = field_setting(("Group by", "分组依据"), "select", "lookup", "user", "boolean", "date", "rating")
MOST_SORTED = 3


def view_part(document: Document, blueprint: Blueprint) -> Part:
    """The view itself: the settings of its type come from the registry."""
    view = View(document)
    described = blueprint.objects.get(view.object)
    groups = (
        SettingGroup(_general(view, described), required=("type", *view.type.required_settings)),
        SettingGroup(_records(document.body, described), Label({"en": "Records", "zh-CN": "记录"})),
    )
    names = [name for group in groups for name in group.schemas]
    values = {name: document.body[name] for name in names if name in document.body}
    return Part("", document.label, view.type.icon, values, groups, target=f"view/{document.name}")


def column_part(document: Document, blueprint: Blueprint, path: str) -> Part | None:
    """One column, called by its path."""
    view = View(document)
    index = next((at for at, column in enumerate(view.columns) if column.path == path), None)
    if index is None:
        return None
    field = resolve(blueprint, view.object, path)
    width = setting(("Width", "宽度"), {"type": "integer", "minimum": 40, "maximum": 1000},
                    help=("In pixels; by itself where nothing is said", "单位为像素；留空则自动"))  # fmt: skip
    values = {"width": view.columns[index].width} if view.columns[index].width else {}
    target = f"field/{view.object}.{path}" if "." not in path else ""
    label, icon = label_of(blueprint, view.object, path), field.type.icon if field else "alert-circle"
    return Part(path, label, icon, values, (SettingGroup({"width": width}),), f"/columns/{index}", target)


def label_of(blueprint: Blueprint, object_name: str, path: str) -> Label:
    """`Account › Industry` for a path, in every language that its fields have words in."""
    parts = path.split(".")
    fields = [resolve(blueprint, object_name, ".".join(parts[: at + 1])) for at in range(len(parts))]
    locales = dict.fromkeys(locale for one in fields if one for locale in one.label.texts)
    return Label(
        {
            locale: " › ".join(
                one.label.text(locale) if one else part for one, part in zip(fields, parts, strict=True)
            )
            for locale in locales or {"en": None}
        }
    )


def fitting(described: Object | None, fits: Iterable[str]) -> list[Field]:
    """The fields of the object that fit a setting."""
    wanted = tuple(fits)
    fields = described.all_fields if described else ()
    return [field for field in fields if field.columns and (not wanted or field.type.kind in wanted)]


def _general(view: View, described: Object | None) -> dict[str, Any]:
    types = {kind: (one.label.text("en"), one.label.text("zh-CN")) for kind, one in VIEW_TYPES.items()}
    own: dict[str, Any] = {"group_by": GROUPED_BY} if view.type.grouped else {}
    own |= view.type.settings_schema
    chosen = {name: _among_fields(schema, described, view.setting(name)) for name, schema in own.items()}
    share = setting(("Shown to", "可见角色"), {"type": "array"}, widget="roles",
                    help=("Nobody chosen means everybody", "不选则对所有人可见"))  # fmt: skip
    return {
        "label": words(("Label", "名称")),
        "type": choice(("Shown as", "展示方式"), types),
        **chosen,
        "share": share,
    }


def _records(body: Body, described: Object | None) -> Schemas:
    sortable = [field for field in fitting(described, ()) if field.type.sortable]
    fields = {field.name: dict(field.label.texts) for field in sortable}
    known = {str(entry).removeprefix("-") for entry in body.get("sort", ())}
    fields |= {path: {"en": path} for path in known if path not in fields}
    sort = {"type": "array", "items": {"enum": list(fields)}, "enum": list(fields), "x-enum-labels": fields}
    return {
        "filter": expression(("Only records where", "仅显示满足条件的记录")),
        "sort": setting(("Order", "排序"), sort, widget="sort"),
    }


def _among_fields(schema: Mapping[str, Any], described: Object | None, now: Any) -> dict[str, Any]:
    """The setting as a choice among the fields that fit; what it says now stays among them."""
    if schema.get("x-widget") != "own_field":
        return dict(schema)
    fields = {field.name: dict(field.label.texts) for field in fitting(described, schema.get("x-fits", ()))}
    if now and now not in fields:
        fields[str(now)] = {"en": str(now)}
    return {**schema, "enum": list(fields), "x-enum-labels": fields, "x-widget": "choice"}
