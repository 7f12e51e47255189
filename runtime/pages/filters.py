"""The filter chips of a list: conditions in words, added and taken away one by one, an expression behind them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import orjson
from fastapi import APIRouter, Request
from starlette.responses import Response

from expressions import parse, print_expression
from expressions.conditions import Chip, Written, from_chips, to_chips
from form_engine import Showing, options_of, widget_of
from metamodel import Field, Invalid, Issue, Object, ValueRefused
from metamodel.field_types.field_type import Reading
from metamodel.operators import OPERATORS
from metamodel.paths import resolve
from record_store.records import Records
from runtime.pages.list_state import ListState, state_of
from runtime.pages.showing import circumstances_of, showing_of
from web.addresses import is_fragment
from web.condition_editing import UNFIT, read_chip, typed_condition_value
from web.pages import links_of, redirect_to, render_fragment
from web.visit import PageVisit

router = APIRouter(include_in_schema=False)


@dataclass(frozen=True, slots=True)
class ShownChip:
    """A chip in words, what brings up its editor, and the filter without it."""

    label: str
    operator: str
    value: str
    icon: str
    field: str
    operator_name: str
    values: tuple[str, ...]
    without: str


@dataclass(frozen=True)
class FilterBar:
    """`written` stands in the box of the expression; `chips` are empty where it is no row of simple conditions."""

    expression: str
    written: str
    chips: tuple[ShownChip, ...] = ()
    issues: tuple[str, ...] = ()

    @classmethod
    def of(
        cls, records: Records, state: ListState, showing: Showing, refused: str, issues: tuple[str, ...]
    ) -> FilterBar:
        chips = chips_of(state.filter) or ()
        shown = tuple(_shown(records, state, showing, chips, index) for index in range(len(chips)))
        known = tuple(chip for chip in shown if chip)
        whole = known if len(known) == len(shown) else ()
        return cls(state.filter, refused or state.filter, whole, issues)


@router.get("/{tenant}/o/{object}/filter-editor", name="filter_editor")
def edit_filter(request: Request, visit: PageVisit, object: str) -> Response:
    """The editor of one condition: its field, its operator and what it takes."""
    with visit.reading() as records:
        return _editor(request, visit, records, object)


@router.get("/{tenant}/o/{object}/filtered", name="add_filter")
def add_filter(request: Request, visit: PageVisit, object: str) -> Response:
    """To the list with one more condition; the editor again where its value cannot be read."""
    sent = request.query_params
    with visit.reading() as records:
        state = state_of(records, object, sent)
        try:
            chip = _read_chip(
                records,
                state.described,
                sent.get("field", ""),
                sent.get("operator", ""),
                sent.getlist("value"),
            )
        except Invalid as refused:
            return _editor(request, visit, records, object, refused.issues)
        address = links_of(request).url(
            "records", tenant=visit.tenant, object=object, **state.address(filter=_with(state.filter, chip))
        )
    if not is_fragment(request):
        return redirect_to(request, address)
    target = {"path": address, "target": "#listing", "swap": "outerMorph"}
    return Response(status_code=204, headers={"HX-Location": orjson.dumps(target).decode()})


def chips_of(text: str) -> tuple[Chip, ...] | None:
    """The chips of an expression; nothing where it is no plain AND of simple conditions."""
    if not text:
        return ()
    try:
        return to_chips(parse(text))
    except Invalid:
        return None


def _editor(
    request: Request, visit: PageVisit, records: Records, object: str, issues: tuple[Issue, ...] = ()
) -> Response:
    state = state_of(records, object, request.query_params)
    sent, showing = request.query_params, showing_of(request, visit)
    fields = filterable(records, state.described)
    field = next(
        (field for field in fields if field.name == sent.get("field")), fields[0] if fields else None
    )
    if field is None:
        return Response(status_code=204)
    operator = next(
        (one for one in field.type.operators if one.name == sent.get("operator")), field.type.operators[0]
    )
    values = [value for value in sent.getlist("value") if value != ""]
    around = circumstances_of(request, visit, records)
    target = next(
        iter(filter(None, (around.targets(name, field, None) for name in field.type.targets(field)))), None
    )
    labels = {
        value: label
        for name in field.type.targets(field)
        for value, label in around.labels(name, values).items()
    }
    context = {
        "state": state,
        "described": state.described,
        "fields": fields,
        "field": field,
        "operator": operator,
        "values": values,
        "labels": labels,
        "options": options_of(field, showing.locale, values) if "options" in field.settings else (),
        "target": target,
        "widget": widget_of(field).kind,
        "issues": [issue.sentence(showing.locale, around.translate) for issue in issues],
    }
    return render_fragment(
        request, visit, "runtime/records/filter.html", "editor", status=422 if issues else 200, **context
    )


def filterable(records: Records, described: Object) -> list[Field]:
    """The fields a person may filter by, their own before those of every object."""
    readable = records.rights.readable(described.name)
    fields = (
        field
        for field in described.all_fields
        if field.name not in ("id", "version") and field.type.operators
    )
    fitting = [field for field in fields if field.name in readable and field.type.kind not in UNFIT]
    return sorted(fitting, key=lambda field: field.system)


def _read_chip(
    records: Records, described: Object, name: str, operator_name: str, raws: Iterable[str]
) -> Chip:
    """The chip of what was typed. Raises: Invalid, NotFound."""
    field = described.field(name)
    operator = OPERATORS.get(operator_name)
    if operator is None or operator not in field.type.operators:
        raise Invalid(
            Issue(
                "unknown_operator",
                "/operator",
                "{field} cannot be compared so",
                values={"field": field.label},
            )
        )
    return read_chip(name, field, operator, raws, records.moment.zone)


def _with(text: str, chip: Chip) -> str:
    """The filter with one more condition."""
    chips = chips_of(text)
    added = print_expression(from_chips((chip,)))
    if chips is None:
        return f"({text}\n) AND {added}"
    return print_expression(from_chips((*chips, chip)))


def _shown(
    records: Records, state: ListState, showing: Showing, chips: tuple[Chip, ...], index: int
) -> ShownChip | None:
    chip = chips[index]
    field = resolve(records.live.blueprint, state.described.name, chip.path)
    if field is None:
        return None
    others = chips[:index] + chips[index + 1 :]
    values = chip.value if isinstance(chip.value, tuple) else () if chip.value is None else (chip.value,)
    texts = [_text(records, field, value, showing) for value in values]
    return ShownChip(
        field.label.text(showing.locale),
        OPERATORS[chip.operator].label.text(showing.locale),
        ("、" if showing.locale.startswith("zh") else ", ").join(texts),
        field.type.icon,
        chip.path,
        chip.operator,
        tuple(typed_condition_value(field, value, showing.zone) for value in values),
        print_expression(from_chips(others)) if others else "",
    )


def _text(records: Records, field: Field, value: Any, showing: Showing) -> str:
    """A value of a chip in words."""
    if isinstance(value, Written):
        return value.text
    for option in options_of(field, showing.locale) if "options" in field.settings else ():
        if option.value == value:
            return option.label
    for name in field.type.targets(field):
        label = (
            records.labels(name, [str(value)]).get(str(value))
            if name in records.live.blueprint.objects or name == "user"
            else None
        )
        if label:
            return label
    try:
        parsed = field.type.parser(field, Reading(zone=showing.zone))(value)
        return widget_of(field).show(field, parsed, showing).text or str(value)
    except ValueRefused:
        return str(value)
