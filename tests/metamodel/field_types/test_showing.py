"""What people see equals what babel writes, and a page of it takes no time."""

from __future__ import annotations

import datetime as dt
import time
from decimal import Decimal
from typing import Any

import pytest
from babel.dates import format_date, format_datetime, format_time
from babel.numbers import format_currency, format_decimal, format_percent
from hypothesis import given, settings
from hypothesis import strategies as st

from metamodel import Field, PersonName, Ref
from tests.fields import a_field
from tests.metamodel.field_types.reading import shown

LOCALES = st.sampled_from([("en", "en"), ("zh-CN", "zh_CN")])
AMOUNTS = st.decimals(-(10**12), 10**12, places=2).map(lambda amount: amount or abs(amount))


@settings(deadline=None)
@given(locale=LOCALES, amount=AMOUNTS)
def test_numbers_are_babels(locale: tuple[str, str], amount: Decimal) -> None:
    ours, theirs = locale
    assert shown("number", amount, ours) == format_decimal(amount, "#,##0.00", locale=theirs)
    percent = format_percent(amount / 100, locale=theirs, decimal_quantization=False)
    assert shown("percent", amount, ours) == percent


@settings(deadline=None)
@given(locale=LOCALES, amount=AMOUNTS, currency=st.sampled_from(["CNY", "USD", "EUR", "JPY", "CHF", "XXX"]))
def test_money_is_babels(locale: tuple[str, str], amount: Decimal, currency: str) -> None:
    ours, theirs = locale
    written = format_currency(amount, currency, "¤#,##0.00", locale=theirs, currency_digits=False)
    assert shown("money", amount, ours, currency=currency) == written


@settings(deadline=None)
@given(
    locale=LOCALES, moment=st.datetimes(dt.datetime.fromisoformat("1000-01-02"), timezones=st.just(dt.UTC))
)
def test_dates_and_times_are_babels(locale: tuple[str, str], moment: dt.datetime) -> None:
    ours, theirs = locale
    short = format_time(moment, "short", locale=theirs).replace("\u202f", " ")
    assert shown("date", moment.date(), ours) == format_date(moment, "medium", locale=theirs)
    assert shown("time", moment.time().replace(second=0), ours) == short
    together = format_datetime(moment, "medium", locale=theirs).replace("\u202f", " ")
    with_seconds = format_time(moment, "medium", locale=theirs).replace("\u202f", " ")
    assert shown("datetime", moment, ours) == together.replace(with_seconds, short)


@pytest.mark.parametrize("locale", ["en", "zh-CN"])
def test_a_list_page_is_shown_in_no_time(locale: str) -> None:
    """Five hundred values within three milliseconds, all of them new to any cache."""
    day = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    columns: list[tuple[Field, list[Any]]] = [
        (a_field("text"), [f"Deal {n}" for n in range(50)]),
        (a_field("money"), [Decimal(n * 100).scaleb(-2) for n in range(50)]),
        (a_field("percent"), [Decimal(n).scaleb(-2) for n in range(50)]),
        (a_field("integer"), list(range(50))),
        (a_field("date"), [(day + dt.timedelta(n)).date() for n in range(50)]),
        (a_field("datetime"), [day + dt.timedelta(n) for n in range(50)]),
        (a_field("select"), ["won"] * 50),
        (a_field("lookup"), [Ref("account", str(n), f"Account {n}") for n in range(50)]),
        (a_field("mobile_cn"), [f"138001380{n:02}" for n in range(50)]),
        (a_field("person_name"), [PersonName("李", f"雷{n}") for n in range(50)]),
    ]
    for field, values in columns:
        field.type.show(field, values[0], locale)
    fastest = min(_shown_in(columns, locale) for _ in range(5))
    assert fastest < 0.003


def _shown_in(columns: list[tuple[Field, list[Any]]], locale: str) -> float:
    start = time.process_time()
    for field, values in columns:
        for value in values:
            field.type.show(field, value, locale)
    return time.process_time() - start
