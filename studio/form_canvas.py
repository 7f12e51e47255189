"""A form on the canvas of its designer: every part as it is written, each item with the real widget it becomes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from form_engine import LAYOUT_ITEMS, BoundForm, BoundItem, Circumstances, bind, compile_form
from form_engine.layout_items.layout_item import CONDITIONS
from metamodel import Blueprint, Document, Issue, Label, TrellisError
from studio.designers import Workspace
from studio.form_edits import key_of, path_of
from studio.form_edits.layout import Body, Place
from studio.form_parts import icon_of, label_of, part_of
from ui_kit.dom_ids import dom_id

PREFIX = "canvas-form"
STANDS_IN = {"type": "divider"}
"""What is bound in the place of an item that cannot be bound, so that the others keep theirs."""


@dataclass(frozen=True)
class CanvasPart:
    """A tab, a section or an item; `conditions` are the names of those that it has."""

    key: str
    label: Label
    body: Body
    issues: tuple[Issue, ...]
    selected: bool
    named: bool = True
    icon: str = ""
    parts: tuple[CanvasPart, ...] = ()
    bound: BoundItem | None = None
    wide: bool = False

    @property
    def conditions(self) -> list[str]:
        return [name for name in CONDITIONS if self.body.get(name)]

    @property
    def columns(self) -> int:
        columns = self.body.get("columns", 2)
        return columns if columns in (1, 2, 3) else 2

    @property
    def kind(self) -> str:
        return str(self.body.get("type", ""))


@dataclass(frozen=True)
class FormCanvas:
    """The form of a workspace, bound in circumstances that hide nothing."""

    shown: Workspace
    around: Circumstances | None

    @property
    def document(self) -> Document:
        return self.shown.document

    @property
    def object_name(self) -> str:
        return str(self.document.body["object"])

    @cached_property
    def tabs(self) -> tuple[CanvasPart, ...]:
        return tuple(self._tab((t,), tab) for t, tab in enumerate(self.document.body["layout"]))

    @property
    def selects_tab(self) -> int | None:
        """The number of the tab in which something is selected."""
        return next((int(part.key.split(".")[0]) for part in self.shown.parts), None)

    @cached_property
    def bound(self) -> Mapping[str, BoundItem]:
        """The items that could be bound, by their ids."""
        form = self._bind()
        return {item.id: replace(item, visible=True) for item in form.items} if form else {}

    def _tab(self, place: Place, body: Body) -> CanvasPart:
        sections = tuple(self._section((*place, s), one) for s, one in enumerate(body.get("sections") or ()))
        return replace(self._part(place, body, "sections"), parts=sections)

    def _section(self, place: Place, body: Body) -> CanvasPart:
        items = tuple(self._item((*place, i), one) for i, one in enumerate(body.get("items") or ()))
        return replace(self._part(place, body, "items"), parts=items)

    def _part(self, place: Place, body: Body, inside: str) -> CanvasPart:
        part = part_of(self.document, self.shown.blueprint, place)
        assert part is not None
        issues = self.shown.issues_at(path_of(place))
        own = tuple(issue for issue in issues if issue.path.split("/")[1:2] != [inside])
        return CanvasPart(part.key, part.label, body, own, self._selected(place), bool(body.get("label")))

    def _item(self, place: Place, body: Body) -> CanvasPart:
        drawn = self.bound.get(dom_id(PREFIX, str(body.get("field") or path_of(place))))
        bound = None if self._is_wrong(place, body) else drawn
        return CanvasPart(
            key_of(place),
            label_of(body, self.shown.blueprint, self.object_name),
            body,
            self.shown.issues_at(path_of(place)),
            self._selected(place),
            icon=icon_of(body, self.shown.blueprint, self.object_name),
            bound=bound,
            wide=bound.wide if bound else _is_wide(body),
        )

    def _selected(self, place: Place) -> bool:
        return key_of(place) in (part.key for part in self.shown.parts)

    def _bind(self) -> BoundForm | None:
        if self.around is None:
            return None
        try:
            definition = compile_form(self._bindable, self.around.blueprint)
            return bind(definition, self.around)
        except TrellisError:
            return None

    @property
    def _bindable(self) -> Document:
        """The form without conditions, and without what is wrong."""
        body = self.document.body
        tabs = [
            {
                "sections": [
                    self._bindable_section((t, s), section)
                    for s, section in enumerate(tab.get("sections") or ())
                ]
            }
            for t, tab in enumerate(body["layout"])
        ]
        plain = {name: body[name] for name in ("kind", "name", "object", "purpose") if name in body}
        return Document.from_json({**plain, "layout": tabs})

    def _bindable_section(self, place: Place, section: Body) -> dict[str, Any]:
        items = enumerate(section.get("items") or ())
        return {"items": [self._bindable_item((*place, i), item) for i, item in items]}

    def _bindable_item(self, place: Place, item: Body) -> Mapping[str, Any]:
        if self._is_wrong(place, item):
            return STANDS_IN
        return {name: value for name, value in item.items() if name not in CONDITIONS}

    def _is_wrong(self, place: Place, item: Body) -> bool:
        """Whether the item cannot be bound; a condition that is wrong is no reason."""
        issues = self.shown.issues_at(path_of(place))
        return item.get("type") not in LAYOUT_ITEMS or any(not _is_of_condition(issue) for issue in issues)


def without_conditions(blueprint: Blueprint, object_name: str) -> Blueprint:
    """The blueprint with the fields of the object always shown and never locked: on a canvas nothing hides."""
    document = blueprint.documents.get(("object", object_name))
    if document is None:
        return blueprint
    fields = [
        {name: value for name, value in field.items() if name not in CONDITIONS}
        for field in document.body["fields"]
    ]
    return blueprint.with_document(Document.from_json({**document.body, "fields": fields}))


def _is_wide(body: Body) -> bool:
    kind = LAYOUT_ITEMS.get(str(body.get("type")))
    return str(body.get("width", kind.width if kind else "full")) == "full"


def _is_of_condition(issue: Issue) -> bool:
    return issue.path.split("/")[1:2] in [[name] for name in CONDITIONS]
