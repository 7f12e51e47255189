"""An object in the studio: palette, fields, settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Document, Issue, Object
from metamodel.field_types.choice_type import COLORS
from metamodel.field_types.common_settings import COMMON_SETTINGS
from metamodel.references import Use, where_used
from studio.drafts import DraftState, object_body, read_state, surroundings
from studio.object_edits import field_of
from studio.pages.studio_visit import BuilderVisit
from studio.palette import palette
from studio.settings_form import SettingInput, bind_settings, read_settings
from web.expression_reading import read_expression
from web.forms import Form
from web.kinds import KINDS
from web.pages import redirect, render_fragment, render_page
from web.visit import Visit

router = APIRouter(prefix="/{tenant}/studio/o/{object}", include_in_schema=False)

OBJECT_SETTINGS: Mapping[str, Mapping[str, Any]] = {
    "label": {"x-widget": "label", "x-label": {"en": "Label", "zh-CN": "名称"}},
    "plural_label": {"x-widget": "label", "x-label": {"en": "Label of many", "zh-CN": "复数名称"}},
    "icon": {"type": "string", "x-label": {"en": "Icon", "zh-CN": "图标"}, "x-widget": "icon"},
    "title_field": {"x-widget": "own_field", "x-label": {"en": "Records are named by", "zh-CN": "标题字段"}},
    "history": {
        "type": "boolean",
        "default": True,
        "x-label": {"en": "Keep a history of changes", "zh-CN": "保留修改历史"},
    },
}
"""The settings of an object beside its fields, described like those of any kind of thing."""


@router.get("", name="studio_object")
def show_object(visit: BuilderVisit, request: Request, object: str, field: str = "") -> Response:
    return render_page(request, visit, "studio/object.html", **object_context(visit, object, field))


@router.get("/field/{field}", name="studio_field")
def select_field(visit: BuilderVisit, request: Request, object: str, field: str) -> Response:
    """The workspace with the field selected."""
    return render_workspace(visit, request, object, field)


@router.post("", name="studio_object_save")
def save_object(visit: BuilderVisit, request: Request, object: str, form: Form) -> Response:
    """Label, icon and the other settings of the object itself."""
    body = object_body(read_state(visit), object)
    visit.releases.put(visit.tenant, visit.actor, read_settings(OBJECT_SETTINGS, body, form))
    return render_workspace(visit, request, object)


@router.post("/remove", name="studio_object_remove")
def remove_object(visit: BuilderVisit, request: Request, object: str) -> Response:
    """Take the object out of the draft; publishing sends its table to the trash."""
    visit.releases.remove(visit.tenant, visit.actor, "object", object)
    return redirect(request, "studio", tenant=visit.tenant)


def render_workspace(
    visit: Visit, request: Request, object_name: str, field: str = "", **more: Any
) -> Response:
    """The three panes and the publish bar as they are now, for an htmx answer."""
    context = {**object_context(visit, object_name, field), **more}
    return render_fragment(request, visit, "studio/workspace.html", "answer", **context)


def object_context(visit: Visit, object_name: str, field: str = "") -> dict[str, Any]:
    """What the page of an object shows."""
    state = read_state(visit)
    body = object_body(state, object_name)
    described = state.blueprint.objects[object_name]
    selected = field if any(entry["name"] == field for entry in body["fields"]) else ""
    shown = _field_settings(state, described, selected, visit.locale) if selected else None
    return {
        "state": state,
        "described": described,
        "groups": palette(),
        "rows": [_row(state, described, index, entry) for index, entry in enumerate(body["fields"])],
        "selected": selected,
        "entry": field_of(body, selected) if selected else None,
        "settings": shown or _object_settings(state, described, visit.locale),
        "uses": _uses(state, object_name, selected),
        "removed": None,
        "colors": tuple(COLORS),
    }


def _row(state: DraftState, described: Object, index: int, entry: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "entry": entry,
        "field": described.by_name.get(entry["name"]),
        "issues": state.issues_under("object", described.name, "fields", index),
    }


def _field_settings(
    state: DraftState, described: Object, name: str, locale: str
) -> tuple[tuple[SettingInput, ...], tuple[SettingInput, ...]] | None:
    """The type's own settings first, then those that fields of every type have."""
    field = described.by_name.get(name)
    if field is None:
        return None
    index = next(n for n, entry in enumerate(described.document.body["fields"]) if entry["name"] == name)
    issues = state.issues_under("object", described.name, "fields", index)
    around = surroundings(state.blueprint, locale)
    own = bind_settings(
        field.type.settings_schema, field.type.required_settings, field.settings, around, issues
    )
    common = bind_settings(common_settings(field.type.kind), (), field.settings, around, issues)
    return own, common


def common_settings(kind: str) -> Mapping[str, Mapping[str, Any]]:
    """The common settings that fit a field of the type."""
    from metamodel import FIELD_TYPES

    unfit = FIELD_TYPES[kind].unfit_settings
    return {name: schema for name, schema in COMMON_SETTINGS.items() if name not in unfit}


def _object_settings(
    state: DraftState, described: Object, locale: str
) -> tuple[tuple[SettingInput, ...], tuple[SettingInput, ...]]:
    issues: Iterable[Issue] = state.issues_under("object", described.name)
    around = surroundings(state.blueprint, locale)
    return bind_settings(OBJECT_SETTINGS, (), described.document.body, around, issues), ()


def _uses(state: DraftState, object_name: str, field: str) -> list[tuple[Use, Document]]:
    """Where the field, or the object, is used: each document once."""
    target = f"field/{object_name}.{field}" if field else f"object/{object_name}"
    found = where_used(state.blueprint, KINDS, read_expression).get(target, ())
    once = {use.document: use for use in found if use.document != ("object", object_name)}
    return [(use, state.blueprint.documents[key]) for key, use in once.items()]
