"""The designer of objects: their fields as rows, the settings of a field or of the object itself, rules beside."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

from fastapi import Request

from metamodel import FIELD_TYPES, Blueprint, Document, Field, Issue, Label, Object
from metamodel.labels import humanise
from studio.designers import Addresses, Designer, Part, SettingGroup, Tile, TileGroup, Workspace
from studio.designers.designer import Url
from studio.designers.parts import Body
from studio.drafts import DraftState
from studio.object_settings import OBJECT_SETTINGS, common_settings, field_settings
from studio.palette import palette
from studio.placements import Placement, placements
from web.visit import Visit


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field on the canvas; `field` is missing where its type is not known."""

    entry: Mapping[str, Any]
    field: Field | None
    issues: tuple[Issue, ...]


class ObjectWorkspace(Workspace):
    """An object in the draft, with one of its fields selected or none."""

    @property
    def described(self) -> Object:
        return self.blueprint.objects[self.document.name]

    @property
    def rows(self) -> list[FieldRow]:
        known = self.described.by_name
        return [
            FieldRow(entry, known.get(entry["name"]), self.issues_at(f"/fields/{index}"))
            for index, entry in enumerate(self.body["fields"])
        ]

    @property
    def entry(self) -> Mapping[str, Any] | None:
        """The selected field as written."""
        return self.part.values if self.selected else None

    @property
    def is_unnamed(self) -> bool:
        """Whether the field has the name its type gave it and is not live, so that it may follow its label."""
        entry = self.entry or {}
        live = self.state.draft.live.objects.get(self.document.name)
        made = re.fullmatch(rf"{entry.get('type')}(_\d+)?", self.selected) is not None
        return made and (live is None or self.selected not in live.by_name)

    @property
    def placements(self) -> tuple[Placement, ...]:
        return placements(self.blueprint, self.document.name, self.selected)

    @property
    def rules(self) -> list[tuple[Mapping[str, Any], tuple[Issue, ...]]]:
        """The object's rules, each with what is wrong with it."""
        rules = self.body.get("rules", ())
        return [(rule, self.issues_at(f"/rules/{index}")) for index, rule in enumerate(rules)]


class ObjectAddresses(Addresses):
    """The pages of an object had addresses of their own before there were other designers."""

    def page(self, *keys: str, **more: object) -> str:
        return self._object("", field=keys[0] if keys else None, **more)

    def select(self, *keys: str) -> str:
        return self.url("studio_field", tenant=self.tenant, object=self.name, field=keys[0] if keys else "-")

    def save(self, key: str = "") -> str:
        if not key:
            return self._object("_save")
        return self.url("studio_field_save", tenant=self.tenant, object=self.name, field=key)

    @property
    def add(self) -> str:
        return self.url("studio_field_add", tenant=self.tenant, object=self.name)

    @property
    def undo(self) -> str:
        return self._object("_undo")

    @property
    def redo(self) -> str:
        return self._object("_redo")

    def _object(self, page: str, **values: object) -> str:
        return self.url(f"studio_object{page}", tenant=self.tenant, object=self.name, **values)


class ObjectDesigner(Designer):
    kind = "object"
    segment = "o"
    icon = "table"
    palette_label = Label({"en": "Field types", "zh-CN": "字段类型"})
    palette_search = Label({"en": "Find a type", "zh-CN": "查找类型"})
    palette_none = Label({"en": "No type is called so", "zh-CN": "没有这样的类型"})
    canvas_label = Label({"en": "Fields", "zh-CN": "字段"})
    canvas_template = "studio/_object_canvas.html"
    page_template = "studio/object.html"
    settings_template = "studio/_object_settings.html"
    head_template = "studio/_object_head.html"
    beside_template = "studio/_rules.html"
    told_template = "studio/_object_told.html"
    nothing_told: ClassVar[Mapping[str, Any]] = {"removed": None, "removed_rule": ""}

    def part(self, document: Document, blueprint: Blueprint, key: str) -> Part | None:
        if not key:
            return _object_part(document, blueprint)
        fields = enumerate(document.body["fields"])
        found = next(((index, entry) for index, entry in fields if entry["name"] == key), None)
        return _field_part(document, blueprint, *found) if found else None

    def with_part(self, document: Document, blueprint: Blueprint, key: str, values: Body) -> dict[str, Any]:
        """A field's settings change other documents too: see `field_changes`."""
        return {**document.body, **values}

    def object_of(self, document: Document) -> str:
        return document.name

    def palette(self, shown: Workspace) -> Sequence[TileGroup]:
        return [
            TileGroup(label, [Tile(one.kind, one.label, one.icon) for one in types], "fields")
            for label, types in palette()
        ]

    def context(self, request: Request, visit: Visit, shown: Workspace) -> dict[str, Any]:
        described = shown.blueprint.objects[shown.document.name]
        return {"described": described, "groups": palette(), **self.nothing_told}

    def workspace(
        self, state: DraftState, document: Document, keys: tuple[str, ...], locale: str
    ) -> ObjectWorkspace:
        return ObjectWorkspace(self, state, document, keys, locale)

    def addresses(self, url: Url, tenant: str, name: str) -> ObjectAddresses:
        return ObjectAddresses(url, tenant, self.kind, name)


def own_settings(body: Mapping[str, Any]) -> dict[str, Any]:
    """What the form of the object itself changes."""
    return {name: body[name] for name in ("name", *OBJECT_SETTINGS) if name in body}


def _object_part(document: Document, blueprint: Blueprint) -> Part:
    described = blueprint.objects[document.name]
    groups = (SettingGroup(OBJECT_SETTINGS),)
    values = own_settings(document.body)
    return Part("", described.label, described.icon, values, groups, target=f"object/{document.name}")


def _field_part(document: Document, blueprint: Blueprint, index: int, entry: Mapping[str, Any]) -> Part:
    name, kind = str(entry["name"]), str(entry["type"])
    field = blueprint.objects[document.name].by_name.get(name)
    needed = tuple(field.declared.required_settings) if field else ()
    groups = _field_groups(kind, needed) if kind in FIELD_TYPES else ()
    return Part(
        name,
        Label.of(entry.get("label"), humanise(name)) if field else Label.of(name),
        field.declared.icon if field else "alert-circle",
        entry,
        groups,
        f"/fields/{index}",
        f"field/{document.name}.{name}",
    )


def _field_groups(kind: str, needed: tuple[str, ...]) -> tuple[SettingGroup, ...]:
    """The settings of its type, and those of every field."""
    common = Label({"en": "For every field", "zh-CN": "通用设置"})
    return (
        SettingGroup(field_settings(kind), required=needed),
        SettingGroup(common_settings(kind), common, folded=True),
    )
