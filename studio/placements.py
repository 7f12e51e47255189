"""Where a field is shown: the forms and views of its object that list their fields, and how they come to list it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from metamodel import Blueprint, Document

Body = Mapping[str, Any]
AT_ONCE = ("edit", "detail")
"""Forms of these purposes show a new field at once."""


@dataclass(frozen=True, slots=True)
class Placement:
    """A form or a view that may show the field; `shown` when it does."""

    document: Document
    shown: bool

    @property
    def value(self) -> str:
        return f"{self.document.kind}/{self.document.name}"


def placements(blueprint: Blueprint, object_name: str, field: str) -> tuple[Placement, ...]:
    """The forms and views of the object that say themselves which fields they show."""
    return tuple(
        Placement(document, shows(document.body, field)) for document in _listing(blueprint, object_name)
    )


def placed_at_once(blueprint: Blueprint, object_name: str, field: str, kind: str) -> list[dict[str, Any]]:
    """The forms that show a new field without being asked, with the field in them."""
    forms = [document.body for document in _listing(blueprint, object_name) if document.kind == "form"]
    return [placed(body, field, kind) for body in forms if body.get("purpose", "edit") in AT_ONCE]


def unplaced_everywhere(blueprint: Blueprint, object_name: str, field: str) -> list[dict[str, Any]]:
    """The forms and views that show the field, without it; those too that show it in a grid of line items."""
    found = [document.body for document in _listing(blueprint, object_name) if shows(document.body, field)]
    own = [unplaced(body, field) for body in found]
    return [*own, *_grids_without(blueprint, object_name, field)]


def _grids_without(blueprint: Blueprint, object_name: str, field: str) -> Iterable[dict[str, Any]]:
    """The forms of other objects whose line items are records of this one, without the column."""
    for form in blueprint.of_kind("form"):
        owner = blueprint.objects.get(str(form.body.get("object", "")))
        if owner is None or owner.name == object_name or not form.body.get("layout"):
            continue
        lines = {
            one.name
            for one in owner.fields
            if one.type.kind == "lines" and one.settings.get("object") == object_name
        }
        body = {
            **form.body,
            "layout": [_tab_without_column(tab, lines, field) for tab in form.body["layout"]],
        }
        if body != form.body:
            yield body


def _tab_without_column(tab: Body, lines: set[str], field: str) -> Body:
    """The tab whose grids of these lines have no such column, nor its total."""

    def item(one: Body) -> Body:
        if one.get("type") != "lines" or one.get("field") not in lines:
            return one
        lists = {
            key: [name for name in one[key] if name != field] for key in ("columns", "totals") if key in one
        }
        return {**one, **lists}

    sections = [
        {**section, "items": [item(one) for one in section["items"]]} if "items" in section else section
        for section in tab.get("sections", ())
    ]
    return {**tab, "sections": sections} if "sections" in tab else tab


def shows(body: Body, field: str) -> bool:
    return field in (_columns(body) if body["kind"] == "view" else _form_fields(body))


def placed(body: Body, field: str, kind: str) -> dict[str, Any]:
    """The form or view with a field of that type at its end."""
    if shows(body, field):
        return dict(body)
    if body["kind"] == "view":
        return {**body, "columns": [*body["columns"], field]}
    item = {"type": "lines" if kind == "lines" else "field", "field": field}
    tab, *more = body["layout"]
    *sections, last = tab.get("sections") or [{"items": []}]
    longer = {**last, "items": [*last.get("items", ()), item]}
    return {**body, "layout": [{**tab, "sections": [*sections, longer]}, *more]}


def unplaced(body: Body, field: str) -> dict[str, Any]:
    """The form or view without the field."""
    if body["kind"] == "view":
        columns = [column for column in body["columns"] if _column_path(column) != field]
        sort = [entry for entry in body.get("sort", ()) if entry.removeprefix("-") != field]
        return {**body, "columns": columns, **({"sort": sort} if "sort" in body else {})}
    return {**body, "layout": [_tab_without(tab, field) for tab in body["layout"]]}


def _tab_without(tab: Body, field: str) -> Body:
    sections = [
        {**section, "items": [item for item in section.get("items", ()) if item.get("field") != field]}
        for section in tab.get("sections", ())
    ]
    return {**tab, "sections": sections}


def _listing(blueprint: Blueprint, object_name: str) -> Iterable[Document]:
    for document in (*blueprint.of_kind("form"), *blueprint.of_kind("view")):
        listed = document.body.get("layout" if document.kind == "form" else "columns")
        if document.body.get("object") == object_name and listed:
            yield document


def _columns(body: Body) -> list[str]:
    return [_column_path(column) for column in body.get("columns", ())]


def _column_path(column: str | Body) -> str:
    return column if isinstance(column, str) else str(column["field"])


def _form_fields(body: Body) -> list[str]:
    sections = [section for tab in body["layout"] for section in tab.get("sections", ())]
    return [str(item.get("field")) for section in sections for item in section.get("items", ())]
