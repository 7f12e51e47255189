"""The rows of a condition: drawn from an expression, and read back into one, while a builder changes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import orjson
from fastapi import APIRouter, Request
from starlette.responses import Response

from expressions import parse, print_expression
from expressions.conditions import from_group, to_group
from form_engine import options_of, widget_of
from metamodel import Blueprint, Field, Invalid, Issue, not_found
from metamodel.field_types.values import USER_OBJECT
from metamodel.operators import Operator
from record_store.records import Records
from studio.pages.studio_visit import BuilderVisit
from web.condition_editing import ConditionGroup, ConditionRow, fit_field, read_rows, rows_of
from web.forms import Form
from web.pages import links_of, render_fragment
from web.visit import Visit

router = APIRouter(prefix="/{tenant}/studio/conditions", include_in_schema=False)
TEMPLATE = "studio/conditions.html"


@router.post("", name="studio_conditions")
def show_rows(visit: BuilderVisit, request: Request, form: Form) -> Response:
    """The rows of the expression `text`, or of `rows` as they stand with the expression that they say.

    Nothing where rows cannot say the expression.
    """
    blueprint = visit.releases.draft(visit.tenant).blueprint
    object_name = str(form.get("object", ""))
    if object_name not in blueprint.objects:
        raise not_found("object", object_name)
    with visit.reading() as records:
        zone = records.moment.zone
        if "rows" in form:
            group: ConditionGroup | None = read_rows(_json(form), blueprint, object_name, zone)
        else:
            group = _rows_of(str(form.get("text", "")), blueprint, object_name, zone)
        if group is None:
            return Response(status_code=204)
        drawing = Drawing(request, visit, records, blueprint, object_name)
        return render_fragment(
            request, visit, TEMPLATE, "rows", group=drawing.group(group), drawing=drawing, text=_text(group)
        )


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row with everything its inputs are drawn from."""

    path: str
    field: Field
    operator: Operator
    operators: tuple[Operator, ...]
    typed: tuple[str, ...]
    is_written: bool
    is_complete: bool
    issues: tuple[Issue, ...]
    widget: str
    options: tuple[Any, ...]
    target: str | None
    labels: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class ShownGroup:
    """Rows and groups ready to be drawn."""

    joiner: str
    members: tuple[ShownRow | ShownGroup, ...]


class Drawing:
    """Rows become inputs: options, look-ups and labels for the fields that they are about."""

    def __init__(
        self, request: Request, visit: Visit, records: Records, blueprint: Blueprint, object_name: str
    ) -> None:
        self.links, self.visit, self.records = links_of(request), visit, records
        self.blueprint, self.object_name = blueprint, object_name

    @cached_property
    def paths(self) -> frozenset[str]:
        """Everything that is offered."""
        return frozenset(choice["value"] for _, choices in self.fields for choice in choices)

    @cached_property
    def fields(self) -> list[tuple[str, list[dict[str, str]]]]:
        """What a row may be about: the object's fields, then those behind each of its look-ups."""
        own = self.blueprint.objects[self.object_name]
        groups = [("", self._choices(self.object_name))]
        for field in own.fields:
            target = field.target if field.type.value_type == "record" else None
            if target in self.blueprint.objects:
                inside = self._choices(str(target), f"{field.name}.")
                groups.append((field.label.text(self.visit.locale), inside))
        return groups

    def group(self, group: ConditionGroup) -> ShownGroup:
        members = [
            self.group(member) if isinstance(member, ConditionGroup) else self.row(member)
            for member in group.members
        ]
        return ShownGroup(group.joiner, tuple(members))

    def row(self, row: ConditionRow) -> ShownRow:
        target = next((one for one in row.field.type.targets(row.field) if self._is_live(one)), None)
        search = self.links.url("lookup", tenant=self.visit.tenant, object=target) if target else None
        labels = self.records.labels(target, row.values) if target else {}
        options = (
            options_of(row.field, self.visit.locale, row.values) if "options" in row.field.settings else ()
        )
        return ShownRow(
            row.path, row.field, row.operator, row.operators, row.values, row.is_written,
            row.chip is not None, row.issues, widget_of(row.field).kind, options, search, labels,
        )  # fmt: skip

    def _choices(self, object_name: str, before: str = "") -> list[dict[str, str]]:
        described = self.blueprint.objects[object_name]
        fields = sorted(described.all_fields, key=lambda field: field.system)
        return [
            {"value": before + field.name, "label": field.label.text(self.visit.locale)}
            for field in fields
            if field.name not in ("id", "version") and fit_field(self.blueprint, object_name, field.name)
        ]

    def _is_live(self, object_name: str) -> bool:
        return object_name == USER_OBJECT or object_name in self.records.live.blueprint.objects


def _rows_of(text: str, blueprint: Blueprint, object_name: str, zone: Any) -> ConditionGroup | None:
    if not text.strip():
        return ConditionGroup()
    try:
        group = to_group(parse(text.replace("\r\n", "\n")))
    except Invalid:
        return None
    return None if group is None else rows_of(group, blueprint, object_name, zone)


def _text(group: ConditionGroup) -> str:
    """The expression that the rows say; empty where none is complete."""
    chips = group.chips
    return print_expression(from_group(chips)) if any(_complete(group)) else ""


def _complete(group: ConditionGroup) -> list[bool]:
    found: list[bool] = []
    for member in group.members:
        found += _complete(member) if isinstance(member, ConditionGroup) else [member.chip is not None]
    return found


def _json(form: Form) -> Any:
    """Raises: Invalid."""
    try:
        return orjson.loads(str(form.get("rows", "")))
    except orjson.JSONDecodeError:
        raise Invalid(Issue("malformed", "/rows", "These are no conditions")) from None
