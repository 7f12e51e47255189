"""Whole numbers, percentages, stars and progress."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.metamodel.field_types.reading import read, refusal, short, shown

READ: list[tuple[str, Any, Any]] = [
    ("integer", "1,234", 1234),
    ("integer", "5.0", 5),
    ("integer", 5.0, 5),
    ("integer", Decimal("5.00"), 5),
    ("integer", "1.2万", 12_000),
    ("integer", "-７", -7),
    ("integer", 2**63 - 1, 2**63 - 1),
    ("percent", "12.5%", Decimal("12.50")),
    ("percent", "12.5", Decimal("12.50")),
    ("percent", "150％", Decimal("150.00")),
    ("progress", "40%", 40),
    ("progress", 40, 40),
    ("rating", "★★★☆☆", 3),
    ("rating", "3/5", 3),
    ("rating", "3星", 3),
    ("rating", 3.0, 3),
]
REFUSED: list[tuple[str, Any, str]] = [
    ("integer", "5.5", "not_whole"),
    ("integer", 5.5, "not_whole"),
    ("integer", True, "not_a_number"),
    ("integer", float("nan"), "not_a_number"),
    ("integer", 2**63, "number_too_large"),
    ("integer", 10**5000, "number_too_large"),
    ("integer", 1e30, "number_too_large"),
    ("integer", "12%", "not_whole"),
    ("progress", 101, "too_large"),
    ("progress", -1, "too_small"),
    ("rating", 0, "too_small"),
    ("rating", 6, "too_large"),
]


@pytest.mark.parametrize(("kind", "raw", "value"), READ)
def test_it_is_read(kind: str, raw: Any, value: Any) -> None:
    assert read(kind, raw) == value


@pytest.mark.parametrize(("kind", "raw", "code"), REFUSED, ids=short)
def test_it_is_refused(kind: str, raw: Any, code: str) -> None:
    assert refusal(kind, raw).code == code


def test_they_are_shown() -> None:
    assert shown("integer", 1234567) == "1,234,567"
    assert shown("percent", Decimal("12.50")) == "12.5%"
    assert shown("percent", Decimal("20.00"), "zh-CN") == "20%"
    assert shown("progress", 40) == "40%"
    assert shown("rating", 3) == "★★★☆☆"
