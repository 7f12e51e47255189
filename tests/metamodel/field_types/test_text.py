"""Texts: one line, several lines, and what is never stored."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from tests.metamodel.field_types.reading import read, refusal, short

LINES: list[tuple[Any, str | None]] = [
    ("Hello", "Hello"),
    ("  two   spaces \t and\r\nlines　 ", "two spaces and lines"),
    ("e\u0301", "é"),
    ("\ufeffbyte order mark", "byte order mark"),
    ("\u202a13800138000\u202c", "13800138000"),
    ("👩‍💻", "👩‍💻"),
    (" \n ", None),
    (12, "12"),
    (13800138000.0, "13800138000"),
    (1.5, "1.5"),
    (Decimal("1.50"), "1.50"),
    (True, "true"),
    (dt.date(2024, 3, 5), "2024-03-05"),
]


@pytest.mark.parametrize(("raw", "value"), LINES, ids=short)
def test_a_line_is_clean(raw: Any, value: str | None) -> None:
    assert read("text", raw) == value


@pytest.mark.parametrize("raw", ["a\x00b", "\x07", "\ud800", "x\udfff"], ids=ascii)
def test_what_cannot_be_stored_is_refused(raw: str) -> None:
    assert refusal("text", raw).code == "unreadable_text"
    assert refusal("long_text", raw).code == "unreadable_text"


@pytest.mark.parametrize("raw", [["a"], {"a": 1}, b"a", object()], ids=lambda raw: type(raw).__name__)
def test_what_is_no_text_is_refused(raw: object) -> None:
    assert refusal("text", raw).code == "wrong_type"


def test_the_longest_text_counts_characters() -> None:
    assert read("text", "客户名称", max_length=4) == "客户名称"
    issue = refusal("text", "客户名称长", max_length=4)
    assert (issue.code, issue.sentence()) == ("too_long", "Text takes at most 4 characters")


def test_lines_are_kept_in_long_texts() -> None:
    assert read("long_text", "\r\n one\r\n\r\ntwo\rthree\u2028four \n") == "one\n\ntwo\nthree\nfour"
