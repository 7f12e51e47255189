"""A bound form holds everything a template shows, and nothing it would have to decide."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from metamodel import Issue
from metamodel.field_types.values import Address, PersonName, Ref
from record_store.record import Record
from tests.form_engine.builders import blueprint, bound, field, form, lines, role


@pytest.mark.parametrize(
    ("name", "stored", "typed", "shown"),
    [
        ("title", "Big one", "Big one", "Big one"),
        ("title", None, "", ""),
        ("stage", "open", "open", "Open"),
        ("amount", Decimal("1234.50"), "1234.50", "CN¥1,234.50"),
        ("close_date", date(2026, 3, 4), "2026-03-04", "Mar 4, 2026"),
        ("active", True, True, "Yes"),
        ("active", None, False, ""),
        ("tags", ("vip", "new"), ["vip", "new"], "vip, new"),
        ("account", Ref("account", "a1", "Acme"), "a1", "Acme"),
        ("person", PersonName("王", "小明"), {"family": "王", "given": "小明"}, "王小明"),
    ],
)
def test_a_stored_value_is_typed_plainly_and_shown_in_words(
    name: str, stored: Any, typed: Any, shown: str
) -> None:
    item = bound(form(field(name)), values={name: stored}).fields[name]
    assert (item.value, item.shown.text) == (typed, shown)


def test_an_address_is_held_in_its_parts() -> None:
    address = Address("CN", "广东省", "深圳市", "南山区", "科技路1号", "518000")
    item = bound(form(field("place")), values={"place": address}).fields["place"]
    assert item.value == {
        "country": "China",
        "province": "广东省",
        "city": "深圳市",
        "district": "南山区",
        "street": "科技路1号",
        "postcode": "518000",
    }


def test_what_was_typed_stays_as_it_was_typed() -> None:
    issue = Issue("not_a_number", "/amount", "{field} takes a number", values={"field": "Amount"})
    item = bound(
        form(field("amount")), values={"amount": Decimal(5)}, typed={"amount": "12,x"}, issues=(issue,)
    )
    assert item.fields["amount"].value == "12,x"
    assert item.fields["amount"].issues == ("Amount takes a number",)


def test_the_summary_leads_to_the_input_and_keeps_what_has_none() -> None:
    issues = (Issue("required", "/title", "Give it a title"), Issue("odd", "", "Something else"))
    summary = bound(form(field("title")), issues=issues).issues
    assert [(issue.sentence, issue.target) for issue in summary] == [
        ("Give it a title", "form-title"),
        ("Something else", ""),
    ]


@pytest.mark.parametrize(
    ("settings", "values", "seen"),
    [
        ({"visible_when": 'stage = "won"'}, {"stage": "won"}, (True, False, False)),
        ({"visible_when": 'stage = "won"'}, {"stage": "open"}, (False, False, False)),
        ({"required_when": "amount > 100"}, {"amount": Decimal(200)}, (True, True, False)),
        ({"required_when": "amount > 100"}, {"amount": Decimal(50)}, (True, False, False)),
        ({"readonly_when": "NOT ISNEW()"}, {"stage": "open"}, (True, False, True)),
        ({"readonly": True}, {}, (True, False, True)),
        ({"visible_when": "account.tier = 1 / 0"}, {}, (False, False, False)),
    ],
)
def test_conditions_decide_what_is_seen_needed_and_locked(
    settings: dict[str, Any], values: dict[str, Any], seen: tuple[bool, bool, bool]
) -> None:
    if "1 / 0" in str(settings):
        settings = {"visible_when": "1 / (amount - amount) > 0"}
    item = bound(form(field("notes", **settings)), values=values, id="r1").fields["notes"]
    assert (item.visible, item.required, item.readonly) == seen


def test_a_condition_follows_what_is_being_typed() -> None:
    definition = form(field("stage"), field("notes", visible_when='stage = "won"'))
    seen = bound(definition, values={"stage": "open"}, typed={"stage": "won"})
    assert seen.fields["notes"].visible
    assert seen.fields["stage"].reacts
    assert not seen.fields["notes"].reacts


def test_a_condition_looks_behind_a_chosen_record() -> None:
    definition = form(field("account"), field("notes", visible_when='account.tier = "A"'))
    chosen = {"account": "0198aaaa-0000-7000-8000-000000000001"}
    seen = bound(definition, typed=chosen, follow=lambda ref, path: "A" if path == "tier" else None)
    assert seen.fields["notes"].visible


def test_the_condition_of_a_field_and_of_its_item_hold_together() -> None:
    fields = [
        {"name": "title", "type": "text"},
        {"name": "stage", "type": "text"},
        {"name": "notes", "type": "text", "visible_when": 'title = "x"'},
    ]
    of = blueprint(fields)
    definition = form(field("notes", visible_when='stage = "y"'), of=of)
    assert bound(definition, of, values={"title": "x", "stage": "y"}).fields["notes"].visible
    assert not bound(definition, of, values={"title": "x", "stage": "z"}).fields["notes"].visible


def test_sections_and_tabs_hide_with_all_they_hold() -> None:
    layout = [
        {"label": "One", "sections": [{"items": [field("title")]}]},
        {"label": "Two", "visible_when": 'stage = "won"', "sections": [{"items": [field("notes")]}]},
    ]
    definition = form(layout=layout)
    assert [tab.label for tab in bound(definition, values={"stage": "won"}).shown_tabs] == ["One", "Two"]
    assert [tab.label for tab in bound(definition, values={}).shown_tabs] == ["One"]


@pytest.mark.parametrize(
    ("right", "there", "readonly"), [("hidden", False, None), ("read", True, True), ("write", True, False)]
)
def test_the_rights_of_a_role_reach_every_field(right: str, there: bool, readonly: bool | None) -> None:
    of = blueprint((*blueprint_fields(),), role(amount=right))
    fields = bound(form(field("title"), field("amount"), of=of), of, roles=("rep",), id="r1").fields
    assert ("amount" in fields) == there
    if there:
        assert fields["amount"].readonly == readonly


def blueprint_fields() -> list[dict[str, Any]]:
    return [{"name": "title", "type": "text"}, {"name": "amount", "type": "money"}]


def test_labels_come_in_the_language_of_the_person() -> None:
    item = bound(
        form(field("stage", label={"en": "Phase", "zh-CN": "阶段"})), locale="zh-CN", values={"stage": "open"}
    )
    assert item.fields["stage"].label == "阶段"
    assert item.fields["stage"].shown.text == "进行中"


def test_a_value_that_is_no_longer_an_option_is_not_lost() -> None:
    options = bound(form(field("stage")), values={"stage": "gone"}).fields["stage"].options
    assert [(option.value, option.selected) for option in options] == [
        ("open", False),
        ("won", False),
        ("gone", True),
    ]


def test_line_items_are_rows_of_bound_fields_with_totals() -> None:
    rows = (
        Record("line", "l1", 1, {"product": "Pump", "price": Decimal("10.50")}),
        Record("line", "l2", 1, {"product": "Pipe", "price": Decimal("2.00")}),
    )
    grid = next(iter(bound(form(lines(columns=["product", "price"])), values={"lines": rows}, id="r1").items))
    assert [head.label for head in grid.heads] == ["Product", "Price"]  # type: ignore[attr-defined]
    assert [row.id for row in grid.rows] == ["l1", "l2"]  # type: ignore[attr-defined]
    assert [cell.name for cell in grid.rows[1].cells] == ["lines-1-product", "lines-1-price"]  # type: ignore[attr-defined]
    assert grid.totals == ("", "CN¥12.50")  # type: ignore[attr-defined]


def test_an_issue_of_a_line_stands_at_its_cell() -> None:
    issue = Issue("required", "/lines/1/product", "A product is needed")
    typed = {"lines": [{"product": "Pump"}, {"product": ""}]}
    seen = bound(form(lines(columns=["product"])), typed=typed, issues=(issue,))
    grid = next(iter(seen.items))
    assert grid.rows[1].cells[0].issues == ("A product is needed",)  # type: ignore[attr-defined]
    assert grid.issues == ()  # type: ignore[attr-defined]
    assert seen.issues[0].target == "form-lines-1-product"
