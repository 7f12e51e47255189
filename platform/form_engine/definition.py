"""A form as compiled once for a release: tabs, sections and items with their conditions prepared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from form_engine.automatic import follows
from form_engine.choosing import computed_from, deciding_fields, filter_paths
from form_engine.conditions import Condition, compile_condition, named_in
from form_engine.layout_items import LAYOUT_ITEMS, LayoutItem
from metamodel import Document, Field, Label, Object
from metamodel.blueprint import Blueprint
from metamodel.issues import pointer

PURPOSES: Mapping[str, Label] = {
    "edit": Label({"en": "Create and edit", "zh-CN": "新建和编辑"}),
    "detail": Label({"en": "Record page", "zh-CN": "详情页"}),
    "quick": Label({"en": "Quick entry", "zh-CN": "快速录入"}),
    "public": Label({"en": "Public form", "zh-CN": "公开表单"}),
    "phone": Label({"en": "Phone", "zh-CN": "手机"}),
}
MOST_COLUMNS = 3
MOST_LINE_COLUMNS = 8
TOO_LARGE = frozenset({"lines", "many_to_many", "rich_text", "json", "signature", "address"})
"""Field types that a cell of a line item has no room for unless a form asks for them."""


@dataclass(frozen=True)
class Item:
    """An item of a section; `path` is its JSON pointer in the document."""

    kind: LayoutItem
    settings: Mapping[str, Any]
    path: str
    visible_when: tuple[Condition, ...] = ()
    required_when: tuple[Condition, ...] = ()
    readonly_when: tuple[Condition, ...] = ()
    columns: tuple[Item, ...] = ()
    """The fields of line items, as items of their own."""
    parents: frozenset[str] = frozenset()
    """The fields of the form's own object that decide what may be chosen in line items."""
    computes: bool = False
    """Whether a column of the line items is worked out from others."""

    @property
    def field(self) -> str | None:
        """The name of the field that it holds, if it holds one."""
        name = self.settings.get("field")
        return str(name) if name else None

    @property
    def conditions(self) -> tuple[Condition, ...]:
        return self.visible_when + self.required_when + self.readonly_when


@dataclass(frozen=True)
class Section:
    path: str
    label: Label | None
    help: Label | None
    columns: int
    collapsed: bool
    visible_when: tuple[Condition, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Tab:
    path: str
    label: Label | None
    visible_when: tuple[Condition, ...]
    sections: tuple[Section, ...]


@dataclass(frozen=True)
class FormDefinition:
    """One form; `derived` tells that nobody made it by hand."""

    document: Document
    object: Object
    purpose: str
    for_roles: tuple[str, ...]
    when: tuple[Condition, ...]
    tabs: tuple[Tab, ...]
    derived: bool = False

    @property
    def name(self) -> str:
        return self.document.name

    @property
    def items(self) -> Iterator[Item]:
        return (item for tab in self.tabs for section in tab.sections for item in section.items)

    @cached_property
    def field_names(self) -> frozenset[str]:
        """The fields of the object that the form holds."""
        return frozenset(item.field for item in self.items if item.field)

    @cached_property
    def deciding(self) -> frozenset[str]:
        """The fields that decide what other fields may hold: about dependent options and filtered look-ups."""
        fields = [self.object.by_name[item.field] for item in self.items if item.field]
        own = {name for field in fields for name in deciding_fields(field)}
        return frozenset(own.union(*(item.parents for item in self.items)))

    @cached_property
    def computes(self) -> bool:
        """Whether something on the form is worked out from what is typed: of the object or of its line items."""
        own = any(self.object.by_name[item.field].computed for item in self.items if item.field)
        return own or any(item.computes for item in self.items)

    @cached_property
    def sources(self) -> frozenset[str]:
        """The fields that computed fields on the form are worked out from."""
        fields = [self.object.by_name[item.field] for item in self.items if item.field]
        return frozenset(name for field in fields for name in computed_from(self.object, field))

    @cached_property
    def followed(self) -> frozenset[str]:
        """The fields that defaults on the form are worked out from: a new record's form follows their changes."""
        fields = [self.object.by_name[item.field] for item in self.items if item.field]
        return frozenset(name for field in fields if follows(field) for name in named_in(field.default))

    @cached_property
    def watched(self) -> frozenset[str]:
        """The fields that some condition or choice looks at: when one changes, the form is drawn anew."""
        sections = [section for tab in self.tabs for section in tab.sections]
        conditions = [condition for tab in self.tabs for condition in tab.visible_when]
        conditions += [condition for section in sections for condition in section.visible_when]
        conditions += [condition for item in self.items for condition in item.conditions]
        return self.deciding | self.sources | {name for condition in conditions for name in condition.fields}


def compile_form(document: Document, blueprint: Blueprint, *, derived: bool = False) -> FormDefinition:
    """The form that a checked document describes; items of fields that are gone are left out.

    Raises: NotFound when its object is gone, Invalid when a condition cannot be compiled.
    """
    body = document.body
    described = blueprint.object(str(body["object"]))
    compiling = _Compiling(blueprint, described)
    tabs = tuple(compiling.tab(tab, pointer("layout", i)) for i, tab in enumerate(body["layout"]))
    return FormDefinition(
        document,
        described,
        str(body.get("purpose", "edit")),
        tuple(body.get("for_roles", ())),
        compiling.conditions(body.get("when")),
        tabs,
        derived,
    )


@dataclass(frozen=True)
class _Compiling:
    blueprint: Blueprint
    object: Object

    def tab(self, body: Mapping[str, Any], path: str) -> Tab:
        sections = tuple(
            self.section(section, path + pointer("sections", i)) for i, section in enumerate(body["sections"])
        )
        return Tab(path, _label(body, "label"), self.conditions(body.get("visible_when")), sections)

    def section(self, body: Mapping[str, Any], path: str) -> Section:
        items = tuple(
            self.item(item, path + pointer("items", i))
            for i, item in enumerate(body["items"])
            if self.holds(item)
        )
        return Section(
            path,
            _label(body, "label"),
            _label(body, "help"),
            int(body.get("columns", 2)),
            bool(body.get("collapsed")),
            self.conditions(body.get("visible_when")),
            items,
        )

    def holds(self, item: Mapping[str, Any]) -> bool:
        """Whether the item can be drawn in this release."""
        return item["type"] in LAYOUT_ITEMS and ("field" not in item or item["field"] in self.object.by_name)

    def item(self, settings: Mapping[str, Any], path: str) -> Item:
        """The item's conditions and those of its field hold together."""
        field = self.object.by_name.get(str(settings.get("field", "")))
        own = field.settings if field else {}
        visible, required, readonly = (
            self.conditions(own.get(name), settings.get(name))
            for name in ("visible_when", "required_when", "readonly_when")
        )
        columns = tuple(self.columns(field, settings)) if field and field.type.kind == "lines" else ()
        parents = frozenset(name for item in columns for name in self.parents(field, item))
        child = self.blueprint.objects.get(field.target or "") if field and columns else None
        computes = any(child.by_name[str(column.field)].computed for column in columns) if child else False
        return Item(
            LAYOUT_ITEMS[settings["type"]],
            settings,
            path,
            visible,
            required,
            readonly,
            columns,
            parents,
            computes,
        )

    def parents(self, lines: Field | None, column: Item) -> Iterator[str]:
        """What the look-up of a line reads of the record that the line belongs to."""
        child = self.blueprint.objects.get(lines.target or "") if lines else None
        if lines is not None and child is not None:
            for path in filter_paths(child.by_name[str(column.field)]):
                first, _, rest = path.partition(".")
                if rest and first == lines.settings.get("via"):
                    yield rest.split(".")[0]

    def columns(self, lines: Field, settings: Mapping[str, Any]) -> Iterator[Item]:
        """The chosen fields of the child object, or all that a row has room for."""
        child = self.blueprint.objects.get(lines.target or "")
        if child is None:
            return
        via = lines.settings.get("via")
        fitting = [
            field.name for field in child.fields if field.name != via and field.type.kind not in TOO_LARGE
        ]
        for name in settings.get("columns") or fitting[:MOST_LINE_COLUMNS]:
            if name in child.by_name:
                yield Item(LAYOUT_ITEMS["field"], {"type": "field", "field": name}, "")

    def conditions(self, *texts: str | None) -> tuple[Condition, ...]:
        distinct = dict.fromkeys(text for text in texts if text)
        return tuple(compile_condition(text, self.object, self.blueprint) for text in distinct)


def _label(body: Mapping[str, Any], name: str) -> Label | None:
    return Label.of(body[name]) if body.get(name) else None
