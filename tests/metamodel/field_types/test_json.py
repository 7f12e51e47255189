"""JSON values that other programs keep."""

from __future__ import annotations

from typing import Any

import pytest

from tests.metamodel.field_types.odd import Odd
from tests.metamodel.field_types.reading import read, refusal, short


@pytest.mark.parametrize("raw", ['{"a": [1, null]}', {"a": [1, None]}])
def test_an_object_is_read_from_text_or_as_it_is(raw: Any) -> None:
    assert read("json", raw) == {"a": [1, None]}


@pytest.mark.parametrize(
    "raw",
    [
        "{",
        "5",
        '"text"',
        5,
        True,
        {"a": "\x00"},
        '["\\u0000"]',
        {"a": "\ud800"},
        {1: 2},
        {"a": Odd()},
        {"a": 2**70},
    ],
    ids=short,
)
def test_what_is_no_object_or_list_is_refused(raw: Any) -> None:
    assert refusal("json", raw).code == "not_json"


def test_too_large_and_too_deep_are_refused() -> None:
    assert refusal("json", ["x" * 100_001]).code == "json_too_large"
    assert refusal("json", "[" * 60 + "]" * 60).code == "json_too_large"
    assert refusal("json", "[" * 50_000 + "]" * 50_000).code in ("json_too_large", "not_json")
