"""Emails, phones, links, codes and colours: many spellings, one value."""

from __future__ import annotations

from typing import Any

import pytest

from metamodel import Reading
from tests.metamodel.field_types.reading import read, refusal, shown

READ: list[tuple[str, Any, str]] = [
    ("email", "Li.Lei@Example.COM", "li.lei@example.com"),
    ("email", "Li Lei <li@example.com>", "li@example.com"),
    ("email", "mailto:li+crm@example.co.uk", "li+crm@example.co.uk"),
    ("email", "ｌｉ＠example.com", "li@example.com"),
    ("email", "李雷@例子.中国", "李雷@例子.中国"),
    ("phone", "13800138000", "+8613800138000"),
    ("phone", "138-0013-8000", "+8613800138000"),
    ("phone", "+86 138 0013 8000", "+8613800138000"),
    ("phone", "010-6234 5678", "+861062345678"),
    ("phone", "（0755）88888888转12", "+8675588888888;ext=12"),
    ("phone", "+1 (650) 253-0000 ext. 7", "+16502530000;ext=7"),
    ("phone", 13800138000.0, "+8613800138000"),
    ("mobile_cn", "+86 138-0013-8000", "13800138000"),
    ("mobile_cn", "１３８００１３８０００", "13800138000"),
    ("mobile_cn", 13800138000, "13800138000"),
    ("uscc", "91350100m000100y43", "91350100M000100Y43"),
    ("uscc", "9135 0100 M000 100Y 43", "91350100M000100Y43"),
    ("url", "example.com", "https://example.com"),
    ("url", "HTTP://Example.COM/Path?q=1#x", "http://example.com/Path?q=1#x"),
    ("url", "localhost:8000/x", "https://localhost:8000/x"),
    ("url", "https://例子.中国/路径 二", "https://例子.中国/路径%20二"),
    ("color", "#1E90FF", "#1e90ff"),
    ("color", "18f", "#1188ff"),
    ("color", "RGB(30, 144, 255)", "#1e90ff"),
]
REFUSED: list[tuple[str, Any, str]] = [
    ("email", "li@", "not_an_email"),
    ("email", "li@example", "not_an_email"),
    ("email", "a..b@example.com", "not_an_email"),
    ("email", "a b@example.com", "not_an_email"),
    ("email", "a@b@example.com", "not_an_email"),
    ("email", "a" * 65 + "@example.com", "not_an_email"),
    ("phone", "call me", "not_a_phone"),
    ("phone", "12", "not_a_phone"),
    ("phone", "+999 1234", "not_a_phone"),
    ("mobile_cn", "12800138000", "not_a_mobile_number"),
    ("mobile_cn", "1380013800", "not_a_mobile_number"),
    ("uscc", "91350100M000100Y44", "not_a_uscc"),
    ("uscc", "91350100I000100Y43", "not_a_uscc"),
    ("url", "javascript:alert(1)", "not_a_link"),
    ("url", "data:text/html,x", "not_a_link"),
    ("url", "ftp://example.com", "not_a_link"),
    ("url", "https://user:pw@example.com", "not_a_link"),
    ("url", "just words", "not_a_link"),
    ("url", "https://[::1", "not_a_link"),
    ("url", "https://example.com:99999", "not_a_link"),
    ("color", "blue", "not_a_color"),
    ("color", "rgb(1,2,300)", "not_a_color"),
]


@pytest.mark.parametrize(("kind", "raw", "value"), READ)
def test_a_spelling_is_read(kind: str, raw: Any, value: str) -> None:
    assert read(kind, raw) == value


@pytest.mark.parametrize(("kind", "raw", "code"), REFUSED)
def test_a_wrong_one_is_refused(kind: str, raw: Any, code: str) -> None:
    assert refusal(kind, raw).code == code


def test_the_country_of_a_phone_is_the_fields_or_the_readers() -> None:
    assert read("phone", "(650) 253-0000", region="US") == "+16502530000"
    assert read("phone", "(650) 253-0000", Reading(region="US")) == "+16502530000"
    assert read("phone", "010-62345678", Reading(region="US"), region="CN") == "+861062345678"


def test_phones_are_shown_with_spaces() -> None:
    assert shown("phone", "+8613800138000") == "+86 138 0013 8000"
    assert shown("phone", "+8675588888888;ext=12") == "+86 755 8888 8888 ext. 12"
    assert shown("mobile_cn", "13800138000") == "138 0013 8000"


@pytest.mark.parametrize(
    ("format", "raw", "value"),
    [
        ("any", "ABC-123 客户", "ABC-123 客户"),
        ("ean13", "4 006381 333931", "4006381333931"),
        ("ean13", "４００６３８１３３３９３１", "4006381333931"),
        ("ean8", "73513537", "73513537"),
        ("upc_a", "036000291452", "036000291452"),
        ("code128", "AB 12", "AB 12"),
    ],
)
def test_a_barcode_is_read(format: str, raw: str, value: str) -> None:
    assert read("barcode", raw, format=format) == value


@pytest.mark.parametrize(
    ("format", "raw"), [("ean13", "4006381333932"), ("ean8", "123"), ("code128", "客户")]
)
def test_a_wrong_barcode_is_refused(format: str, raw: str) -> None:
    assert refusal("barcode", raw, format=format).code == "not_a_barcode"
