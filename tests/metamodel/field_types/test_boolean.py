"""Yes and no."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from tests.metamodel.field_types.reading import read, refusal, shown

YES: list[Any] = [
    True,
    "是",
    "对",
    "yes",
    "Y",
    "TRUE",
    "t",
    "1",
    "on",
    " Yes ",
    "✓",
    "１",
    1,
    1.0,
    Decimal(1),
]
NO: list[Any] = [False, "否", "错", "no", "N", "False", "f", "0", "off", "无", "×", 0, 0.0]


@pytest.mark.parametrize("raw", YES)
def test_yes_is_read(raw: Any) -> None:
    assert read("boolean", raw) is True


@pytest.mark.parametrize("raw", NO)
def test_no_is_read(raw: Any) -> None:
    assert read("boolean", raw) is False


@pytest.mark.parametrize("raw", ["maybe", "2", 2, 0.5, [], float("nan")])
def test_neither_is_refused(raw: Any) -> None:
    assert refusal("boolean", raw).code == "not_yes_or_no"


def test_it_is_shown_in_words() -> None:
    assert [shown("boolean", value, "zh-CN") for value in (True, False)] == ["是", "否"]
    assert [shown("boolean", value) for value in (True, False)] == ["Yes", "No"]
