"""Binding: a form definition joined with rights, values, what was typed and what was refused."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import Any

from form_engine.automatic import follows, write_automatic
from form_engine.bound import BoundField, BoundForm, BoundLines, BoundSection, BoundTab
from form_engine.circumstances import Asking, Circumstances
from form_engine.conditions import Condition
from form_engine.definition import FormDefinition, Item, Section, Tab
from form_engine.field_binding import bind_field
from form_engine.line_binding import bind_lines
from form_engine.line_values import TypedLines, line_values
from form_engine.pending import labelled, pending_values
from form_engine.placed_issues import PlacedIssues
from form_engine.widgets import widget_of
from form_engine.widgets.files import File
from metamodel import Field, Issue, Label, Object
from metamodel.blueprint import Blueprint
from ui_kit.dom_ids import dom_id


def bind(definition: FormDefinition, circumstances: Circumstances) -> BoundForm:
    """The form as templates see it."""
    return Binding(definition, circumstances).form()


class Binding:
    """One form being bound; layout items ask it for what they need."""

    def __init__(self, definition: FormDefinition, circumstances: Circumstances) -> None:
        self.definition = definition
        self.circumstances = circumstances
        self.locale = circumstances.showing.locale
        self.issues = PlacedIssues(circumstances.issues, self.locale, circumstances.translate)

    @property
    def object(self) -> Object:
        return self.definition.object

    @property
    def blueprint(self) -> Blueprint:
        return self.circumstances.blueprint

    @cached_property
    def pending(self) -> Mapping[str, Any]:
        """The values that conditions look at: the stored ones and, over them, those being typed."""
        around = self.circumstances
        typed = pending_values(self.object, around.values, around.typed, around)
        return {**typed, **self._computed(typed)} if self._computes else typed

    @property
    def _computes(self) -> bool:
        """Whether computed fields may be other than they are stored."""
        around = self.circumstances
        return self.definition.computes and not around.reading and (bool(around.typed) or around.id is None)

    def _computed(self, typed: Mapping[str, Any]) -> Mapping[str, Any]:
        """What computed fields would be; those of line items are put into their rows."""
        around, grids = self.circumstances, self._grids
        lines = {name: grid.rows for name, grid in grids.items()}
        made = around.compute(self.object, around.id, around.values, typed, lines)
        for name, computed in made.lines.items():
            child = grids[name].child
            for row, values in zip(grids[name].rows, computed, strict=True):
                row.update(self._named(child, values))
        return self._named(self.object, made.values)

    def _named(self, described: Object, values: Mapping[str, Any]) -> dict[str, Any]:
        return {
            name: labelled(value, None, self.circumstances.labels)
            for name, value in values.items()
            if name in described.by_name
        }

    @cached_property
    def _grids(self) -> Mapping[str, TypedLines]:
        """The line items that were posted, by field."""
        found = {}
        for item in self.definition.items:
            field = self.object.by_name.get(item.field or "")
            child = self.blueprint.objects.get(field.target or "") if field else None
            if field is not None and child is not None and field.type.kind == "lines":
                around = self.circumstances
                if field.name in around.typed:
                    stored = list(line_values(around.values.get(field.name)))
                    found[field.name] = TypedLines(
                        child, stored, list(around.typed[field.name] or ()), around
                    )
        return found

    def posted_lines(self, field: Field) -> TypedLines | None:
        """The line items of a field as typed, computed ones worked out; nothing where they were not posted."""
        return self._grids.get(field.name) if self.pending is not None else None

    @cached_property
    def notices(self) -> PlacedIssues:
        """What the answers so far make unfit, said at its field at once; a save would refuse it."""
        around = self.circumstances
        found: tuple[Issue, ...] = ()
        if around.typed and self.definition.deciding:
            found = around.judge(self.object, around.id, around.values, self.pending)
        told = {(issue.code, issue.path) for issue in around.issues}
        news = [issue for issue in found if (issue.code, issue.path) not in told]
        return PlacedIssues(news, self.locale, around.translate)

    def reacts(self, field: Field) -> bool:
        """Whether a change of the field changes other parts of the form."""
        definition, is_new = self.definition, self.circumstances.id is None
        return field.name in definition.watched or (is_new and field.name in definition.followed)

    def alike(self, field: Field) -> str:
        """Where is asked for records that look like this one by the field; empty where it tells nothing."""
        if not any(field.name in names for names in self.object.duplicates):
            return ""
        return self.circumstances.alikes(self.object, field, self.circumstances.id)

    def issues_at(self, name: str) -> tuple[str, ...]:
        return self.issues.at(name) + self.notices.at(name)

    @property
    def asking(self) -> Asking:
        """The record as the look-ups of the form see it."""
        return Asking(self.object, self.circumstances.id or "", self.pending)

    def holds(self, condition: Condition) -> bool:
        around = self.circumstances
        return condition.holds(
            self.pending, around.values if around.id else None, around.moment, around.follow
        )

    def sentence(self, issue: Issue) -> str:
        """The issue in the person's language."""
        return issue.sentence(self.locale, self.circumstances.translate)

    def may_read(self, object_name: str) -> bool:
        return self.circumstances.rights.allows(object_name, "read")

    def frame(self, item: Item) -> dict[str, Any]:
        """What every bound item has."""
        return {
            "kind": item.kind.kind,
            "id": dom_id(self.circumstances.prefix, item.field or item.path),
            "template": item.kind.template,
            "visible": all(self.holds(condition) for condition in item.visible_when),
            "wide": item.settings.get("width", item.kind.width) == "full",
        }

    def field(self, item: Item) -> BoundField | None:
        """The field of an item; nothing where the person may not see it."""
        field = self.object.by_name[str(item.field)]
        if not self._readable(field):
            return None
        return bind_field(self, item, field, frame=self._field_frame(item, field))

    def lines(self, item: Item) -> BoundLines | None:
        """The line items of an item; nothing where the person may not see them."""
        field = self.object.by_name[str(item.field)]
        child = self.blueprint.objects.get(field.target or "")
        if child is None or not self._readable(field) or not self.may_read(child.name):
            return None
        return bind_lines(self, item, field, child)

    def readonly(self, item: Item, field: Field) -> bool:
        """Whether the field may only be seen here."""
        around = self.circumstances
        return (
            around.reading
            or not field.writable
            or bool(item.settings.get("readonly"))
            or field.name not in around.rights.writable(self.object.name)
            or any(self.holds(condition) for condition in item.readonly_when)
        )

    def required(self, item: Item, field: Field) -> bool:
        return field.required or any(self.holds(condition) for condition in item.required_when)

    def form(self) -> BoundForm:
        """The whole form; parts that hold nothing for this person are left out."""
        tabs = tuple(bound for tab in self.definition.tabs if (bound := self._tab(tab)).sections)
        definition, around = self.definition, self.circumstances
        placed = {item.field.name: item for tab in tabs for section in tab.sections for item in section.items
                  if isinstance(item, BoundField | BoundLines)}  # fmt: skip
        return BoundForm(
            id=around.prefix,
            name=definition.name,
            label=definition.document.label.text(self.locale),
            object=self.object,
            purpose=definition.purpose,
            tabs=tabs,
            issues=self.issues.summary(self.object, placed),
            version=around.version,
            tab=around.tab,
            multipart=any(isinstance(widget_of(item.field), File) for item in placed.values()),
            automatic=self._automatic(placed.values()),
        )

    def _automatic(self, placed: Iterable[BoundField | BoundLines]) -> str:
        """What the form filled in itself, as long as nobody touched it."""
        around = self.circumstances
        if around.id is not None:
            return ""
        items = (item for item in placed if isinstance(item, BoundField) and not item.readonly)
        own = (item for item in items if follows(item.field) and item.field.name not in around.typed)
        drawn = {item.field.name: item.value for item in own}
        return write_automatic(drawn) if drawn else ""

    def _tab(self, tab: Tab) -> BoundTab:
        sections = tuple(bound for section in tab.sections if (bound := self._section(section)).items)
        return BoundTab(
            id=dom_id(self.circumstances.prefix, "tab", tab.path),
            label=self._text(tab.label),
            visible=all(self.holds(condition) for condition in tab.visible_when),
            sections=sections,
        )

    def _section(self, section: Section) -> BoundSection:
        return BoundSection(
            id=dom_id(self.circumstances.prefix, "section", section.path),
            label=self._text(section.label),
            help=self._text(section.help),
            columns=section.columns,
            collapsed=section.collapsed,
            visible=all(self.holds(condition) for condition in section.visible_when),
            items=tuple(bound for item in section.items if (bound := item.kind.bind(item, self)) is not None),
        )

    def _field_frame(self, item: Item, field: Field) -> dict[str, Any]:
        frame = self.frame(item)
        if "width" not in item.settings and widget_of(field).wide:
            frame["wide"] = True
        if self.circumstances.id is None and not field.writable and field.name not in self.pending:
            frame["visible"] = False
        return frame

    def _readable(self, field: Field) -> bool:
        return field.name in self.circumstances.rights.readable(self.object.name)

    def _text(self, label: Label | None) -> str:
        return label.text(self.locale) if label else ""
