"""Settings as a form: what is drawn and sent back untouched stays as it was, whatever the type."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pytest
from starlette.datastructures import FormData

from metamodel import FIELD_TYPES
from studio.object_settings import OBJECT_SETTINGS, RULE_SETTINGS, common_settings, field_settings
from studio.settings_form import (
    Choice,
    Schemas,
    SettingInput,
    Surroundings,
    bind_settings,
    read_settings,
    widget_of,
)
from tests.fields import interesting_settings

AROUND = Surroundings(
    (Choice("account", "Account"),), {"deal_line": (Choice("deal", "Deal"),)}, "en", (Choice("name", "Name"),)
)
EVERYWHERE = {
    "required": True,
    "unique": False,
    "help": {"en": "Look twice", "zh-CN": "请核对", "ja": "確認"},
    "placeholder": "Type here",
    "visible_when": 'stage = "won"',
    "default": {"expression": "TODAY()"},
    "searchable": False,
}
"""Settings of every kind of widget that any field may have."""


def sent(inputs: Sequence[SettingInput], **typed: str) -> FormData:
    """What the drawn form sends, with some boxes typed over."""
    pairs = [pair for one in inputs for pair in pairs_of(one)]
    kept = [(name, value) for name, value in pairs if name not in typed]
    return FormData([*kept, *typed.items()])


def pairs_of(one: SettingInput) -> list[tuple[str, str]]:
    value = one.value
    if one.widget == "switch":
        return [(one.name, "true")] if value else []
    if one.widget == "label":
        return label_pairs(one.name, value)
    if one.widget == "options":
        return [
            pair
            for number, option in enumerate(value or ())
            for pair in option_pairs(one.name, number, option)
        ]
    if one.widget == "options_when" and one.matrix:
        ticks = [tick.value for row in one.matrix.rows for tick in row.ticks if tick.ticked]
        field = one.matrix.field
        return [
            (f"{one.name}.field", field),
            (f"{one.name}.drawn", field),
            *((f"{one.name}.tick", t) for t in ticks),
        ]
    if one.widget == "field_sets":
        rows = [(f"{one.name}.row", str(number)) for number, _ in enumerate(value or ())]
        return rows + [(f"{one.name}.{n}", name) for n, names in enumerate(value or ()) for name in names]
    if one.widget == "objects":
        return [(one.name, str(each)) for each in value or ()]
    if one.widget == "chips":
        return [(one.name, ", ".join(value or ()))]
    return [(one.name, one.text)]


def label_pairs(name: str, value: Any) -> list[tuple[str, str]]:
    texts = value if isinstance(value, dict) else {"en": value or ""}
    return [(f"{name}.{locale}", texts.get(locale, "")) for locale in ("en", "zh-CN")]


def option_pairs(name: str, number: int, option: dict[str, Any]) -> list[tuple[str, str]]:
    row = f"{name}.{number}"
    color = [(f"{row}.color", option["color"])] if "color" in option else []
    return [
        (f"{name}.row", str(number)),
        (f"{row}.value", option["value"]),
        *label_pairs(row, option.get("label")),
        *color,
    ]


def form_of(*pairs: tuple[str, str]) -> FormData:
    return FormData([(name, value) for name, value in pairs])


def read_back(schemas: Schemas, settings: dict[str, Any], **typed: str) -> dict[str, Any]:
    inputs = bind_settings(schemas, (), settings, AROUND)
    return read_settings(schemas, settings, sent(inputs, **typed))


def everything(kind: str) -> Schemas:
    return {**field_settings(kind), **common_settings(kind)}


@pytest.mark.parametrize("entry", interesting_settings(), ids=lambda entry: entry["type"])
def test_what_nobody_touches_stays_exactly_as_it_was(entry: dict[str, Any]) -> None:
    schemas = everything(entry["type"])
    full = {**entry, **{name: value for name, value in EVERYWHERE.items() if name in schemas}}
    assert read_back(schemas, entry) == entry
    assert read_back(schemas, full) == full


@pytest.mark.parametrize("kind", FIELD_TYPES)
def test_every_setting_of_every_type_is_drawn_with_words(kind: str) -> None:
    for one in bind_settings(everything(kind), (), {}, AROUND):
        assert one.label != one.name
        assert one.widget == widget_of(everything(kind)[one.name])


@pytest.mark.parametrize(
    ("kind", "typed", "read"),
    [
        ("integer", {"min": "-1,200"}, {"min": -1200}),
        ("number", {"max": "0.5"}, {"max": 0.5}),
        ("number", {"max": "1e999"}, {"max": "1e999"}),
        ("number", {"max": "nan"}, {"max": "nan"}),
        ("number", {"max": "much"}, {"max": "much"}),
        ("integer", {"min": "9" * 5000}, {"min": "9" * 5000}),
        ("text", {"default": "= UPPER(name) "}, {"default": {"expression": "UPPER(name)"}}),
        ("text", {"default": "true"}, {"default": True}),
        ("text", {"default": "{not json"}, {"default": "{not json"}),
        ("json", {"default": '{"a": [1]}'}, {"default": {"a": [1]}}),
        ("text", {"required": "true"}, {"required": True}),
        ("text", {"required": "<script>"}, {}),
        ("text", {"help.en": " Mind the gap "}, {"help": {"en": "Mind the gap"}}),
        ("file", {"accept": "image/*,application/pdf,image/*"}, {"accept": ["image/*", "application/pdf"]}),
        ("date", {"min": "2026-01-31"}, {"min": "2026-01-31"}),
    ],
)
def test_what_is_typed_becomes_json(kind: str, typed: dict[str, str], read: dict[str, Any]) -> None:
    assert read_back(everything(kind), {"name": "x"}, **typed) == {"name": "x", **read}


def test_an_option_without_a_value_takes_it_from_its_label() -> None:
    form = form_of(
        ("options.row", "n1"),
        ("options.n1.en", "Very hot"),
        ("options.n1.color", "red"),
        ("options.row", "n2"),
        ("options.row", "0"),
        ("options.0.value", "cold"),
    )
    assert read_settings(field_settings("select"), {}, form)["options"] == [
        {"value": "very_hot", "label": {"en": "Very hot"}, "color": "red"},
        {"value": "cold"},
    ]


def test_a_switch_that_is_on_by_itself_can_be_switched_off() -> None:
    schemas = common_settings("text")
    assert schemas["searchable"]["default"] is True
    assert read_settings(schemas, {}, FormData([])) == {"searchable": False}


def test_sets_of_fields_are_read_row_by_row() -> None:
    form = form_of(
        ("unique.row", "0"),
        ("unique.0", "name"),
        ("unique.0", "city"),
        ("unique.row", "n1"),
        ("unique.row", "n2"),
        ("unique.n2", "code"),
        ("history", "true"),
    )
    read = read_settings(OBJECT_SETTINGS, {"unique": [["city", "name"]], "fields": []}, form)
    assert read == {"fields": [], "unique": [["city", "name"], ["code"]]}


def test_issues_stand_at_their_setting() -> None:
    from metamodel import Issue

    found = bind_settings(RULE_SETTINGS, ("when",), {}, AROUND, [Issue("x", "/when/3", "Wrong")])
    assert {one.name: len(one.issues) for one in found} == {"name": 0, "when": 1, "field": 0, "message": 0}
    assert [one.name for one in found if one.required] == ["when"]
