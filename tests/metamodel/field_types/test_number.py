"""Decimals as people write them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.fields import a_field
from tests.metamodel.field_types.reading import read, refusal, short, shown

WRITTEN: list[tuple[Any, str]] = [
    ("1234.5", "1234.50"),
    ("1,234.50", "1234.50"),
    ("1 234.50", "1234.50"),
    ("1\u00a0234,567", ""),
    ("１，２３４．５", "1234.50"),
    ("¥1,234", "1234.00"),
    ("￥1,234", "1234.00"),
    ("$ -5", "-5.00"),
    ("-$5", "-5.00"),
    ("(123)", "-123.00"),
    ("（1,234.5）", "-1234.50"),
    ("−7", "-7.00"),
    ("+7", "7.00"),
    (".5", "0.50"),
    ("5.", "5.00"),
    ("1.2万", "12000.00"),
    ("3亿", "300000000.00"),
    ("2千万元", "20000000.00"),
    ("1.5k", "1500.00"),
    ("1.2E+05", "120000.00"),
    ("12%", "0.12"),
    ("-0.001", "0.00"),
    ("1.005", "1.01"),
    ("-1.005", "-1.01"),
    (1.005, "1.01"),
    (0.1 + 0.2, "0.30"),
    (12, "12.00"),
    (Decimal("1E+3"), "1000.00"),
]
REFUSED: list[tuple[Any, str]] = [
    ("abc", "not_a_number"),
    ("1,23", "not_a_number"),
    ("1,2345", "not_a_number"),
    ("1.2.3", "not_a_number"),
    ("--1", "not_a_number"),
    ("-(1)", "not_a_number"),
    ("(1", "not_a_number"),
    ("1 2", "not_a_number"),
    ("1_000", "not_a_number"),
    ("0x10", "not_a_number"),
    ("NaN", "not_a_number"),
    ("Infinity", "not_a_number"),
    ("1e999", "not_a_number"),
    ("9" * 81, "not_a_number"),
    (True, "not_a_number"),
    ([1], "not_a_number"),
    (float("nan"), "not_a_number"),
    (float("inf"), "not_a_number"),
    (Decimal("NaN"), "not_a_number"),
    (Decimal("sNaN"), "not_a_number"),
    (Decimal("Infinity"), "number_too_large"),
    (Decimal("1E+999999"), "number_too_large"),
    (10**5000, "number_too_large"),
    ("1e50", "number_too_large"),
    (10**16, "number_too_large"),
    (1e15, "inexact_number"),
    (1e300, "inexact_number"),
]


@pytest.mark.parametrize(("raw", "value"), WRITTEN, ids=short)
def test_a_written_number_is_read(raw: Any, value: str) -> None:
    if value:
        assert str(read("number", raw)) == value
    else:
        assert refusal("number", raw).code == "not_a_number"


@pytest.mark.parametrize(("raw", "code"), REFUSED, ids=short)
def test_what_is_no_number_is_refused(raw: Any, code: str) -> None:
    assert refusal("number", raw).code == code


def test_the_scale_is_exact_and_zero_has_no_sign() -> None:
    assert str(read("number", "-0", scale=3)) == "0.000"
    assert str(read("number", "5", scale=0)) == "5"
    assert str(read("number", "0", scale=12)) == "0E-12"


@pytest.mark.parametrize(("raw", "code"), [("0.5", "too_small"), ("10.01", "too_large")])
def test_limits_are_kept(raw: str, code: str) -> None:
    assert refusal("number", raw, min=1, max=10).code == code


def test_limits_themselves_are_inside() -> None:
    assert read("number", "1", min=1, max=10) == 1
    assert read("number", "10", min=1, max=10) == 10


def test_digits_in_all_bound_the_whole_part() -> None:
    assert str(read("number", "999.99", precision=5, scale=2)) == "999.99"
    assert refusal("number", "999.995", precision=5, scale=2).code == "number_too_large"


def test_a_number_shows_its_unit() -> None:
    unit = {"en": "kg", "zh-CN": "公斤"}
    assert shown("number", Decimal("1234.50"), unit=unit) == "1,234.50 kg"
    assert shown("number", Decimal("1234.50"), "zh-CN", unit=unit, grouping=False) == "1234.50 公斤"


@pytest.mark.parametrize(
    ("settings", "path"), [({"min": 5, "max": 1}, "/max"), ({"precision": 2, "scale": 2}, "/scale")]
)
def test_settings_that_leave_no_number_are_issues(settings: dict[str, Any], path: str) -> None:
    field = a_field("number", **settings)
    assert [issue.path for issue in field.type.check(field)] == [path]
