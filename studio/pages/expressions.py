"""What the formula editor asks while a builder types: is it right, what could follow, what it gives on a record."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from expressions import Blanks, Checked, describe, record_labels
from expressions.environment import USER_OBJECT
from expressions.type_words import spoken_label
from metamodel import FIELD_TYPES, Blueprint, Invalid, not_found
from record_store.queries import Query
from studio.pages.studio_visit import BuilderVisit
from web.expression_editing import (
    BLANKS,
    ExpressionPlace,
    Sample,
    choose_sample,
    examine,
    field_words,
    function_words,
    try_on,
    variable_words,
)
from web.expression_editing.place import is_type
from web.forms import Form
from web.json_bodies import JsonResponse
from web.pages import render_fragment
from web.visit import Visit

router = APIRouter(prefix="/{tenant}/studio/expressions", include_in_schema=False)
TEMPLATE = "studio/expression.html"
FEW = 12


@router.post("/check", name="studio_expression_check")
def check_expression(visit: BuilderVisit, request: Request, form: Form) -> Response:
    """The type of the expression, what it says in words and what it gives on a record, or what is wrong with it."""
    blueprint = visit.releases.draft(visit.tenant).blueprint
    text = str(form.get("text", "")).replace("\r\n", "\n")
    place = _place(form, blueprint)
    found = examine(text, place, blueprint)
    checked = found.checked
    context: dict[str, Any] = {"place": place, "findings": found.findings, "checked": checked}
    if checked is not None:
        sample = _sample(visit, blueprint, place, checked, str(form.get("sample", "")))
        context |= {
            "gives": spoken_label(checked.type).text(visit.locale),
            "words": _words(checked, blueprint, place, visit.locale),
            "sample": sample,
        }
    return render_fragment(request, visit, TEMPLATE, "answer", **context)


@router.get("/fields", name="studio_expression_fields")
def list_fields(visit: BuilderVisit, object: str = "", prior: bool = False, record: str = "") -> JsonResponse:
    """The fields that a path may go on with, and the variables where `prior` and `record` say which there are."""
    blueprint = visit.releases.draft(visit.tenant).blueprint
    fields = field_words(blueprint, object, visit.locale) if object else []
    variables = variable_words(visit.locale, object if prior else "", record)
    return JsonResponse({"fields": fields, "variables": variables})


@router.get("/functions", name="studio_expression_functions")
def list_functions(visit: BuilderVisit) -> JsonResponse:
    return JsonResponse({"functions": function_words(visit.locale)})


@router.get("/records", name="studio_expression_records")
def search_samples(visit: BuilderVisit, request: Request, object: str = "", q: str = "") -> Response:
    """Records of the object as it is live, the newest where nothing was typed."""
    blueprint = visit.releases.draft(visit.tenant).blueprint
    words = " ".join(q[:200].split())
    with visit.reading() as records:
        newest = choose_sample(records, blueprint, object) if object in blueprint.objects else None
        choices = []
        if newest is not None:
            query = Query(
                newest.object, q=words or None, sort=() if words else ("-created_at",), fields=(), limit=FEW
            )
            ids = [record.id for record in records.page(query).records]
            labels = records.labels(newest.object, ids)
            choices = [SampleChoice(id, labels.get(id, "")) for id in ids]
    return render_fragment(request, visit, "studio/samples.html", "choices", choices=choices)


@dataclass(frozen=True, slots=True)
class SampleChoice:
    """One record that an expression may be tried on."""

    value: str
    label: str


def _place(form: Form, blueprint: Blueprint) -> ExpressionPlace:
    """Where the expression stands, as the editor says. Raises: NotFound for an object that is not in the draft."""
    object_name = str(form.get("object", "")) or None
    if object_name is not None and object_name not in blueprint.objects:
        raise not_found("object", object_name)
    named = str(form.get("expects", ""))
    expects = FIELD_TYPES[named].value_type if named in FIELD_TYPES else named
    blanks: Blanks = next((one for one in BLANKS if one == form.get("blanks")), "blank")
    expects = expects if is_type(expects) else ""
    record = str(form.get("record", "")) or None
    return ExpressionPlace(object_name, expects, blanks, form.get("prior") == "true", record)


def _sample(visit: Visit, blueprint: Blueprint, place: ExpressionPlace, checked: Checked, id: str) -> Sample:
    with visit.reading() as records:
        record = choose_sample(records, blueprint, place.object, id) if place.object else None
        sample = try_on(records, blueprint, place, checked, record)
        return _labelled(records, checked, sample)


def _labelled(records: Any, checked: Checked, sample: Sample) -> Sample:
    """The sample with the label of the record it gives instead of its id."""
    target = checked.type.object
    if checked.type.kind != "record" or sample.value is None or target is None:
        return sample
    id = str(getattr(sample.value, "id", sample.value))
    known = target == USER_OBJECT or target in records.live.blueprint.objects
    label = records.labels(target, [id]).get(id, id) if known else id
    return Sample(sample.id, sample.label, label)


def _words(checked: Checked, blueprint: Blueprint, place: ExpressionPlace, locale: str) -> str:
    """The expression in words; empty where there is no object whose labels could be used."""
    if place.object is None:
        return ""
    try:
        return describe(checked, locale, record_labels(blueprint, place.object))
    except Invalid:
        return ""
