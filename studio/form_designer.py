"""The designer of forms: the real form as canvas, fields and blocks as palette."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from urllib.parse import parse_qs, urlsplit

from fastapi import Request

from form_engine.definition import PURPOSES
from metamodel import Blueprint, Document, Label
from studio.designers import Designer, Part, TileGroup, Workspace
from studio.designers.parts import Body
from studio.form_canvas import PREFIX, FormCanvas, without_conditions
from studio.form_circumstances import Sample, sample_record
from studio.form_edits import Layout, outline, place_of, places
from studio.form_edits.posted import EDITS
from studio.form_palette import form_palette
from studio.form_parts import form_part, part_of
from studio.seen import seal, unsealed
from web.visit import Visit

GONE = "-"
"""The key of a part that is not there any more."""


class FormDesigner(Designer):
    kind = "form"
    segment = "f"
    icon = "forms"
    palette_label = Label({"en": "Fields and blocks", "zh-CN": "字段与内容块"})
    palette_search = Label({"en": "Find a field or a block", "zh-CN": "查找字段或内容块"})
    palette_none = Label({"en": "No field and no block is called so", "zh-CN": "没有这个名称的字段或内容块"})
    canvas_label = Label({"en": "Form", "zh-CN": "表单"})
    page_template = "studio/form/form.html"
    canvas_template = "studio/form/_canvas.html"
    several_template = "studio/form/_several.html"
    head_template = "studio/form/_head.html"
    told_template = "studio/form/_told.html"
    tells = ("on_form",)
    palette_follows = True
    edits = EDITS

    def part(self, document: Document, blueprint: Blueprint, key: str) -> Part | None:
        if not key:
            return form_part(document)
        place = place_of(key)
        return part_of(document, blueprint, place) if place else None

    def with_part(self, document: Document, blueprint: Blueprint, key: str, values: Body) -> dict[str, Any]:
        part = self.part(document, blueprint, key)
        if not key or part is None:
            shown = form_part(document).values
            return {**{k: v for k, v in document.body.items() if k not in shown}, **values}
        layout = Layout(document.body)
        target = layout.part(key)
        kept = {name: value for name, value in target.items() if name not in part.values}
        target.clear()
        target.update(values, **kept)
        return layout.body

    def found(self, document: Document, blueprint: Blueprint, key: str, seen: str) -> str:
        """An item that moved meanwhile is found by its field, any other part by being just as it was seen."""
        place, before = place_of(key), unsealed(seen)
        if not place or not before:
            return key
        others = [other for other, _ in places(document.body) if len(other) == len(place) and other != place]
        for other in (place, *others):
            part = part_of(document, blueprint, other)
            if part and _is_it(part.values, before):
                return part.key
        return GONE if _identity(before) else key

    def drawn(self, document: Document) -> str:
        return outline(document.body)

    def palette(self, shown: Workspace) -> Sequence[TileGroup]:
        return form_palette(shown.document, shown.blueprint)

    def context(self, request: Request, visit: Visit, shown: Workspace) -> dict[str, Any]:
        """The canvas, bound over the record that the page was asked to show."""
        object_name = str(shown.document.body["object"])
        nothing = {"described": None, "record": None, "record_label": "", "purposes": PURPOSES}
        if object_name not in shown.blueprint.objects:
            return {**nothing, "canvas": FormCanvas(shown, None)}
        plain = without_conditions(shown.blueprint, object_name)
        reading = shown.document.body.get("purpose") == "detail"
        with visit.reading() as records:
            record = sample_record(records, object_name, asked_record(request))
            sample = Sample(request, visit, records, plain, object_name, record=record)
            around = sample.circumstances(prefix=PREFIX, reading=reading)
            canvas = FormCanvas(shown, around)
            label = records.labels(object_name, [record.id]).get(record.id, "") if record else ""
            assert canvas.bound is not None, "bound while records can be read"
        described = shown.blueprint.objects[object_name]
        return {
            **nothing,
            "canvas": canvas,
            "described": described,
            "record": record,
            "record_label": label,
        }


def asked_record(request: Request) -> str:
    """The record that the address names, or that of the page which asks for a part of itself."""
    own = request.query_params.get("record")
    if own is not None:
        return own
    page = urlsplit(request.headers.get("hx-current-url", ""))
    return parse_qs(page.query).get("record", [""])[0]


def _is_it(values: Body, before: Body) -> bool:
    """Whether it is the item of the same field or the same list, else whether nothing of it changed."""
    identity = _identity(before)
    return _identity(values) == identity if identity else seal(values) == seal(before)


def _identity(item: Body) -> tuple[Any, ...]:
    """What an item is, whatever its settings; nothing for what can stand on a form more than once."""
    marks = tuple(item.get(name) for name in ("type", "field", "object", "via"))
    return marks if marks[1] or marks[2] else ()
