"""Edits of a view: its columns by drag, a new view with what its type needs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from starlette.datastructures import FormData

from metamodel import Blueprint, Document, Invalid, Issue
from metamodel.paths import resolve
from metamodel.view import View
from metamodel.view_types import VIEW_TYPES
from studio.designers import Edited, Told
from studio.designers.parts import Body
from studio.form_numbers import number_of
from studio.object_edits import free_name
from studio.view_parts import GROUPED_BY, fitting
from ui_kit.messages import N_

NARROWEST, WIDEST = 40, 1000
FIRST_COLUMNS = 6


def add(document: Document, blueprint: Blueprint, form: FormData) -> Edited:
    """The field `added` as a column at `index`, else at the end. Raises: Invalid."""
    path = str(form.get("added", "")).removeprefix("field.")
    field = resolve(blueprint, View(document).object, path)
    if field is None or not field.columns:
        raise Invalid(Issue("unknown_field", "/columns", "This cannot be a column"))
    columns = [column for column in _columns(document, blueprint) if path_of(column) != path]
    place = number_of(form, "index")
    columns.insert(len(columns) if place is None else max(0, place), path)
    return Edited({**document.body, "columns": columns}, (path,))


def sort(document: Document, blueprint: Blueprint, form: FormData) -> Edited:
    """The columns in this `order`; those it does not name stay behind the others. What was dropped comes in."""
    if form.get("added"):
        return add(document, blueprint, form)
    order = [str(path) for path in form.getlist("order")]
    return Edited({**document.body, "columns": _ordered(_columns(document, blueprint), order)})


def arrange(document: Document, blueprint: Blueprint, form: FormData) -> Edited:
    """Order and widths as the heads of the list were dragged."""
    order = [str(path) for path in form.getlist("order")]
    widths = dict(zip(order, (_width(text) for text in form.getlist("widths")), strict=False))
    known = {path_of(column): column for column in _columns(document, blueprint)}
    resized = {path: width for path, width in widths.items() if path in known and width}
    changed = str(form.get("resized", ""))
    columns = [
        {"field": path, "width": resized[path]}
        if path in (changed, *_sized(known)) and path in resized
        else column
        for path, column in known.items()
    ]
    return Edited({**document.body, "columns": _ordered(columns, order)})


def remove(document: Document, blueprint: Blueprint, form: FormData) -> Edited:
    """Without the columns `part`."""
    gone = {key for keys in form.getlist("part") for key in str(keys).split()}
    columns = [column for column in _columns(document, blueprint) if path_of(column) not in gone]
    if not columns:
        raise Invalid(Issue("out_of_range", "/columns", "A view keeps at least one column"))
    return Edited({**document.body, "columns": columns}, (), Told(N_("Taken out of the view"), undoes=True))


EDITS = {"add": add, "sort": sort, "arrange": arrange, "remove": remove}


def new_view(blueprint: Blueprint, object_name: str, kind: str, label: Mapping[str, str]) -> dict[str, Any]:
    """A view of that type with the first fields and what the type cannot do without. Raises: Invalid, NotFound."""
    described = blueprint.object(object_name)
    if kind not in VIEW_TYPES:
        raise Invalid(Issue("unknown_value", "/type", "Choose how the records are shown"))
    name = free_name(f"{object_name}_{kind}", [view.name for view in blueprint.of_kind("view")])
    words = dict(label) or dict(VIEW_TYPES[kind].label.texts)
    body: dict[str, Any] = {
        "kind": "view",
        "name": name,
        "label": words,
        "object": described.name,
        "type": kind,
    }
    body["columns"] = first_columns(blueprint, object_name)
    return with_needed(body, blueprint)


def copy_of(blueprint: Blueprint, document: Document) -> dict[str, Any]:
    """The same view under another name."""
    rest = {key: value for key, value in document.body.items() if key not in ("id", "name", "label")}
    name = free_name(f"{document.name}_copy", [view.name for view in blueprint.of_kind("view")])
    texts = {"en": "Copy of {}", "zh-CN": "{}副本"}
    label = {locale: texts.get(locale, "{}").format(text) for locale, text in document.label.texts.items()}
    return {**rest, "name": name, "label": label}


def with_needed(body: Body, blueprint: Blueprint) -> dict[str, Any]:
    """The view with a fitting field for what its type cannot do without and nobody has chosen."""
    view_type, described = (
        VIEW_TYPES[str(body.get("type", "list"))],
        blueprint.objects.get(str(body["object"])),
    )
    schemas = {"group_by": GROUPED_BY, **view_type.settings_schema}
    found = {}
    for name in view_type.required_settings:
        kinds = [str(kind) for kind in schemas[name].get("x-fits", ())]
        fields = fitting(described, kinds)
        if kinds:  # the schema names first what suits best: a choice before a look-up
            fields.sort(key=lambda field: kinds.index(field.type.kind))
        own = [field for field in fields if not field.system] or fields
        if not body.get(name) and own:
            found[name] = own[1 if name == "end" and len(own) > 1 else 0].name
    return {**body, **found}


def first_columns(blueprint: Blueprint, object_name: str) -> list[str]:
    """The title, then the first fields that a list has room for."""
    described = blueprint.object(object_name)
    plain = [field.name for field in described.fields if field.columns and field.type.sortable]
    others = [name for name in plain if name != described.title_field]
    return [described.title_field, *others[: FIRST_COLUMNS - 1]]


def path_of(column: str | Body) -> str:
    return column if isinstance(column, str) else str(column["field"])


def _columns(document: Document, blueprint: Blueprint) -> list[Any]:
    """The columns as written; the first fields where none are."""
    return list(document.body.get("columns", ())) or first_columns(blueprint, View(document).object)


def _ordered(columns: Sequence[Any], order: Sequence[str]) -> list[Any]:
    places = {path: index for index, path in enumerate(order)}
    return sorted(columns, key=lambda column: places.get(path_of(column), len(places)))


def _sized(known: Mapping[str, Any]) -> list[str]:
    """The columns that have a width of their own."""
    return [path for path, column in known.items() if not isinstance(column, str)]


def _width(text: object) -> int | None:
    try:
        return min(max(int(str(text)), NARROWEST), WIDEST)
    except ValueError:
        return None
