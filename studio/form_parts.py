"""The parts of a form as they are selected: the form itself, tabs, sections, items, each with its settings."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from form_engine import LAYOUT_ITEMS, SECTION_SETTINGS, TAB_SETTINGS, LayoutItem, form_settings
from metamodel import Blueprint, Document, Label
from metamodel.labels import humanise
from studio.designers import Part, SettingGroup
from studio.form_edits import key_of, part_at, path_of
from studio.form_edits.layout import ITEM, SECTION, TAB, Body, Place
from studio.settings_form import Schemas

CONDITIONS = Label({"en": "Conditions", "zh-CN": "条件"})
UNNAMED_TAB = Label({"en": "Tab", "zh-CN": "标签页"})
UNNAMED_SECTION = Label({"en": "Section", "zh-CN": "分组"})


def form_part(document: Document) -> Part:
    """The form itself."""
    schemas = form_settings(str(document.body.get("purpose", "edit")))
    values = {name: document.body[name] for name in schemas if name in document.body}
    target = f"form/{document.name}"
    return Part("", document.label, "forms", values, _grouped(schemas), target=target)


def part_of(document: Document, blueprint: Blueprint, place: Place) -> Part | None:
    """The tab, the section or the item in that place."""
    body = part_at(document.body, place)
    if body is None:
        return None
    if len(place) == ITEM:
        return _item(document, blueprint, place, body)
    schemas = TAB_SETTINGS if len(place) == TAB else SECTION_SETTINGS
    values = {name: value for name, value in body.items() if name in schemas}
    label = Label.of(body["label"]) if body.get("label") else _unnamed(place)
    icon = "folder" if len(place) == TAB else "layout-rows"
    return Part(key_of(place), label, icon, values, _grouped(schemas), path_of(place))


def label_of(item: Body, blueprint: Blueprint, object_name: str) -> Label:
    """What an item is called: by itself, by its field, by the object it lists, by its kind."""
    described = blueprint.objects.get(object_name)
    field = described.by_name.get(str(item.get("field"))) if described and item.get("field") else None
    if item.get("label"):
        return Label.of(item["label"])
    if field:
        return field.label
    other = blueprint.objects.get(str(item.get("object")))
    if other:
        return other.plural_label
    kind = LAYOUT_ITEMS.get(str(item.get("type")))
    return kind.label if kind else Label.of(humanise(str(item.get("field") or item.get("type") or "item")))


def icon_of(item: Body, blueprint: Blueprint, object_name: str) -> str:
    described = blueprint.objects.get(object_name)
    field = described.by_name.get(str(item.get("field"))) if described and item.get("field") else None
    kind = LAYOUT_ITEMS.get(str(item.get("type")))
    return field.type.icon if field else kind.icon if kind else "alert-circle"


def settings_of(kind: LayoutItem, item: Body, blueprint: Blueprint, object_name: str) -> Schemas:
    """All settings of an item but what makes it the item it is; columns are chosen among the fields they come from."""
    fixed = {"type", "field"} if "field" in kind.required_settings else {"type"}
    listed = _listed_object(item, blueprint, object_name)
    described = {**kind.settings_schema, **kind.schema()["properties"]}
    return {
        name: _of_fields(schema, listed) if schema.get("x-widget") == "chips" and listed else schema
        for name, schema in described.items()
        if name not in fixed
    }


def _item(document: Document, blueprint: Blueprint, place: Place, item: Body) -> Part:
    object_name = str(document.body["object"])
    kind = LAYOUT_ITEMS.get(str(item.get("type")))
    groups: tuple[SettingGroup, ...] = ()
    if kind:
        groups = _grouped(settings_of(kind, item, blueprint, object_name), kind.required_settings)
    field = item.get("field")
    return Part(
        key_of(place),
        label_of(item, blueprint, object_name),
        icon_of(item, blueprint, object_name),
        item,
        groups,
        path_of(place),
        f"field/{object_name}.{field}" if field else "",
    )


def _grouped(schemas: Schemas, required: tuple[str, ...] = ()) -> tuple[SettingGroup, ...]:
    """The settings, and under a heading of their own those that are conditions."""
    named = sorted(schemas, key=lambda name: name != "visible_when")
    conditions = {name: schemas[name] for name in named if schemas[name].get("x-widget") == "expression"}
    plain = {name: schema for name, schema in schemas.items() if name not in conditions}
    groups = (SettingGroup(plain, required=required), SettingGroup(conditions, CONDITIONS))
    return tuple(group for group in groups if group.schemas)


def _listed_object(item: Body, blueprint: Blueprint, object_name: str) -> str:
    """The object whose fields are the columns of an item: that of the line items, or the one it names."""
    described = blueprint.objects.get(object_name)
    field = described.by_name.get(str(item.get("field"))) if described and item.get("field") else None
    listed = (field.target if field else None) or str(item.get("object", ""))
    return listed if listed in blueprint.objects else ""


def _of_fields(schema: Mapping[str, Any], object_name: str) -> dict[str, Any]:
    return {**schema, "x-widget": "columns", "x-object": object_name}


def _unnamed(place: Place) -> Label:
    named = UNNAMED_TAB if len(place) == TAB else UNNAMED_SECTION
    assert len(place) in (TAB, SECTION)
    return Label({locale: f"{text} {place[-1] + 1}" for locale, text in named.texts.items()})
