"""Amounts of money."""

from __future__ import annotations

from decimal import Decimal

import pytest

from metamodel import dump_values
from tests.fields import a_field
from tests.metamodel.field_types.reading import read, refusal, shown

SAME_CURRENCY = [
    ("CNY", "¥1,234.50"), ("CNY", "￥1234.5"), ("CNY", "1234.5元"), ("CNY", "RMB 1,234.50"), ("CNY", "1234.50 CNY"),
    ("CNY", "人民币1234.50"), ("JPY", "¥1234.50"), ("USD", "$1,234.50"), ("USD", "US$1,234.50"), ("USD", "1234.5 usd"),
    ("USD", "1234.5美元"), ("EUR", "€1,234.50"), ("HKD", "HK$1,234.50"),
]  # fmt: skip
OTHER_CURRENCY = [("CNY", "$5"), ("USD", "¥5"), ("USD", "5元"), ("EUR", "5 USD"), ("USD", "HK$5")]


@pytest.mark.parametrize(("currency", "raw"), SAME_CURRENCY)
def test_an_amount_in_the_fields_currency_is_read(currency: str, raw: str) -> None:
    assert str(read("money", raw, currency=currency)) == "1234.50"


@pytest.mark.parametrize(("currency", "raw"), OTHER_CURRENCY)
def test_an_amount_in_another_currency_is_refused(currency: str, raw: str) -> None:
    assert refusal("money", raw, currency=currency).code == "wrong_currency"


def test_a_percentage_is_no_amount() -> None:
    assert refusal("money", "12%").code == "not_a_number"


def test_json_has_the_exact_decimals() -> None:
    field = a_field("money")
    assert dump_values({"amount": field.type.to_json(field, Decimal("1234.50"))}) == b'{"amount":1234.50}'


@pytest.mark.parametrize(
    ("locale", "currency", "text"),
    [
        ("en", "USD", "$1,234.50"), ("zh-CN", "CNY", "¥1,234.50"), ("en", "CNY", "CN¥1,234.50"),
        ("zh-CN", "USD", "US$1,234.50"), ("de", "EUR", "1.234,50\xa0€"),
    ],
)  # fmt: skip
def test_money_is_shown_by_locale(locale: str, currency: str, text: str) -> None:
    assert shown("money", Decimal("1234.50"), locale, currency=currency) == text
