"""What every field type of the registry keeps."""

from __future__ import annotations

import re
import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import orjson
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from metamodel import FIELD_TYPES, Field, ValueRefused, dump_values, field_entry_schema, field_schema
from metamodel.field_types import Parser
from metamodel.field_types.common_settings import COMMON_SETTINGS
from metamodel.operators import OPERATORS
from tests.fields import a_field, interesting_fields, interesting_settings
from tests.metamodel.field_types.odd import Odd
from tests.metamodel.field_types.reading import short
from tests.strategies import values_for

ROOT = Path(__file__).parents[3]
GROUPS = {"text", "number", "choice", "date", "people", "relation", "file", "china", "computed"}
VALUE_TYPES = {
    "text",
    "number",
    "boolean",
    "date",
    "datetime",
    "time",
    "duration",
    "record",
    "list",
    "opaque",
}
JUNK: list[Any] = [
    "", "   ", "\x00", "\ud800", "x" * 100_000, "9" * 5000, "1e999999", "--", "{", 10**400, -1, 0.1, 1e308,
    float("nan"), float("inf"), True, False, [], {}, [[]], [None], {"id": 1}, {"match": {}}, {"a": {"b": []}},
    {"lat": "x", "lng": None}, {1: 2}, {None: None}, [{"x": Odd()}], Odd(), b"bytes", ("a", "b"), {"a"},
]  # fmt: skip

every_kind = pytest.mark.parametrize("kind", FIELD_TYPES)
every_field = pytest.mark.parametrize("field", interesting_fields(), ids=lambda field: field.type.kind)


@every_kind
def test_a_type_has_words_in_both_languages_and_an_icon(kind: str) -> None:
    field_type = FIELD_TYPES[kind]
    assert field_type.kind == kind
    assert set(field_type.label.texts) == {"en", "zh-CN"}
    assert field_type.icon in (ROOT / "platform/ui_kit/icons.txt").read_text().split()
    assert field_type.group in GROUPS
    assert field_type.value_type in VALUE_TYPES
    assert field_type.widget


@every_kind
def test_operators_are_of_the_list(kind: str) -> None:
    assert all(OPERATORS[operator.name] is operator for operator in FIELD_TYPES[kind].operators)


@every_kind
def test_settings_can_be_drawn_as_a_form(kind: str) -> None:
    for schema in FIELD_TYPES[kind].settings_schema.values():
        assert set(schema["x-label"]) == {"en", "zh-CN"}
        assert schema["title"] == schema["x-label"]["en"]
        assert set(schema.get("x-help", {"en": "", "zh-CN": ""})) == {"en", "zh-CN"}
        assert list(schema.get("x-enum-labels", {})) == (schema["enum"] if "x-enum-labels" in schema else [])
        assert {"type", "enum", "x-widget"} & set(schema)


@every_kind
def test_settings_that_do_not_fit_are_common_ones(kind: str) -> None:
    assert FIELD_TYPES[kind].unfit_settings <= set(COMMON_SETTINGS)
    assert not set(FIELD_TYPES[kind].settings_schema) & set(COMMON_SETTINGS)


@every_kind
def test_the_schema_of_an_entry_is_a_schema(kind: str) -> None:
    Draft202012Validator.check_schema(field_entry_schema(kind))


def test_the_schema_of_all_entries_takes_interesting_fields() -> None:
    Draft202012Validator.check_schema(field_schema())
    validator = Draft202012Validator({"type": "array", "items": field_schema()})
    assert list(validator.iter_errors(interesting_settings())) == []


@pytest.mark.parametrize("entry", interesting_settings(), ids=lambda entry: entry["type"])
def test_an_entry_fits_the_schema_of_its_type_and_has_no_issues(entry: dict[str, Any]) -> None:
    assert list(Draft202012Validator(field_entry_schema(entry["type"])).iter_errors(entry)) == []
    field = a_field(**{"kind": entry["type"], **{k: v for k, v in entry.items() if k != "type"}})
    assert field.type.check(field) == ()


def test_an_unknown_setting_is_refused() -> None:
    validator = Draft202012Validator(field_entry_schema("text"))
    assert not validator.is_valid({"name": "title", "type": "text", "max_lenght": 20})


@every_field
def test_a_value_schema_is_a_schema_that_json_can_carry(field: Field) -> None:
    Draft202012Validator.check_schema(field.type.value_schema(field))
    orjson.dumps(field.type.value_schema(field))


@every_field
@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_value_survives_json_columns_and_being_read_again(field: Field, data: st.DataObject) -> None:
    value = data.draw(values_for(field))
    field_type, parse = field.type, field.type.parser(field)
    written = dump_values(field_type.to_json(field, value))
    assert parse(value) == value
    assert _read_or_too_exact(parse, orjson.loads(written)) in (value, "too exact")
    assert parse(field_type.to_json(field, value)) == value
    Draft202012Validator(field_type.value_schema(field)).validate(field_type.to_json(field, value))
    assert len(field_type.to_columns(field, value)) == len(field.columns)
    if field.columns:
        assert field_type.from_columns(field, field_type.to_columns(field, value)) == value
    for locale in ("en", "zh-CN", "de", "xx"):
        assert isinstance(field_type.show(field, value, locale), str)
    assert isinstance(field_type.search_text(field, value), str)


def _read_or_too_exact(parse: Parser, raw: Any) -> Any:
    """The value; numbers of more than 15 digits do not survive as binary ones, but are refused, never changed."""
    try:
        return parse(raw)
    except ValueRefused as refused:
        return "too exact" if refused.issue.code == "inexact_number" else refused


@every_field
def test_blank_stays_blank(field: Field) -> None:
    field_type, parse = field.type, field.type.parser(field)
    assert parse(None) is None
    assert parse("") is None
    assert field_type.to_json(field, None) is None
    assert field_type.show(field, None) == ""
    assert field_type.search_text(field, None) == ""
    assert field_type.expression_value(field, None) is None
    assert field_type.to_columns(field, None) == (None,) * len(field.columns)
    assert field_type.from_columns(field, (None,) * len(field.columns)) is None


@every_kind
@pytest.mark.parametrize("raw", JUNK, ids=short)
def test_junk_is_read_or_refused_with_a_sentence(kind: str, raw: Any) -> None:
    field = a_field(kind)
    try:
        value = field.type.parser(field)(raw)
    except ValueRefused as refused:
        issue = refused.issue
        assert issue.path == ""
        assert set(re.findall(r"\{(\w+)\}", issue.message + issue.hint)) <= set(issue.values)
        assert len(issue.sentence()) < 400
        orjson.dumps(issue.to_json())
    else:
        field.type.show(field, value)


@every_kind
@given(raw=st.text(max_size=30))
@settings(max_examples=30, deadline=None)
def test_any_text_is_read_to_something_that_reads_as_itself_or_refused(kind: str, raw: str) -> None:
    field = a_field(kind)
    parse = field.type.parser(field)
    try:
        value = parse(raw)
    except ValueRefused:
        return
    assert parse(field.type.to_json(field, value)) == value


HOSTILE = ["-" + " " * 50_000 + "x", "1" * 50_000, "1,000" * 10_000, "<" * 50_000, "a." * 50_000, "a@" * 50_000,
    "区县" * 50_000, "[" * 50_000, "mar " * 50_000, "1:" * 50_000, "\ufdfa" * 20_000, "<div>" * 5_000, "https://" + "a-" * 50_000,
]  # fmt: skip


@every_kind
def test_hostile_texts_are_answered_at_once(kind: str) -> None:
    parse = a_field(kind).type.parser(a_field(kind))
    start = time.process_time()
    for raw in HOSTILE:
        with suppress(ValueRefused):
            parse(raw)
    assert time.process_time() - start < 2


def test_a_default_that_the_field_refuses_is_an_issue() -> None:
    field = a_field("select", default="nowhere")
    assert [(issue.path, issue.code) for issue in field.type.check(field)] == [("/default", "not_an_option")]


WRONG_SETTINGS: list[tuple[str, dict[str, Any], str, str]] = [
    ("text", {"unique": True, "default": "x"}, "/default", "default_not_unique"),
    ("integer", {"default": "x"}, "/default", "not_a_number"),
    ("integer", {"min": 2, "max": 1}, "/max", "empty_range"),
    ("money", {"currency": "ZZZ"}, "/currency", "unknown_currency"),
    ("phone", {"region": "XX"}, "/region", "unknown_country"),
    ("address", {"country": "QX"}, "/country", "unknown_country"),
    ("lookup", {"on_delete": "clear", "required": True}, "/on_delete", "cannot_clear"),
    (
        "select",
        {"options": [{"value": "a", "label": "X"}, {"value": "b", "label": "x"}]},
        "/options/1/label",
        "repeated_label",
    ),
]


@pytest.mark.parametrize(("kind", "given", "path", "code"), WRONG_SETTINGS)
def test_settings_that_make_no_sense_are_issues(
    kind: str, given: dict[str, Any], path: str, code: str
) -> None:
    field = a_field(kind, **given)
    assert [(issue.path, issue.code) for issue in field.type.check(field)] == [(path, code)]


def test_a_default_by_expression_is_left_to_the_expressions() -> None:
    field = a_field("integer", default={"expression": "1 + 1"})
    assert field.type.check(field) == ()


def test_the_reference_page_describes_every_type_and_setting() -> None:
    page = (ROOT / "docs/kinds/field-types.md").read_text(encoding="utf-8")
    sections = dict(re.findall(r"^### `(\w+)`[^\n]*\n(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL))
    palette = {kind: field_type for kind, field_type in FIELD_TYPES.items() if field_type.palette}
    missing = sorted(set(palette) - set(sections))
    unsaid = [
        f"{kind}.{name}"
        for kind, field_type in palette.items()
        for name in field_type.settings_schema
        if f"`{name}`" not in sections.get(kind, "")
    ]
    assert (missing, unsaid, sorted(set(sections) - set(palette))) == ([], [], [])


def test_the_reference_page_describes_every_common_setting() -> None:
    page = (ROOT / "docs/kinds/field-types.md").read_text(encoding="utf-8")
    assert [name for name in COMMON_SETTINGS if f"`{name}`" not in page] == []
