"""An amount of money in one currency."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from babel.numbers import is_currency

from metamodel.field_types.decimal_type import (
    PRECISION_SETTING,
    RANGE_SETTINGS,
    SCALE_SETTING,
    Accept,
    DecimalType,
    not_a_number,
)
from metamodel.field_types.field_type import ValueRefused
from metamodel.field_types.reading.number import WrittenNumber
from metamodel.field_types.settings import setting
from metamodel.field_types.showing.numbers import money_style
from metamodel.issues import Issue
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field

DEFAULT_CURRENCY = "CNY"


class Money(DecimalType):
    """An amount in the field's currency; an amount written in another one is refused."""

    kind = "money"
    label = Label({"en": "Money", "zh-CN": "金额"})
    icon = "coin"
    widget = "money"
    default_scale = 2
    settings_schema = {
        "currency": setting(
            ("Currency", "币种"),
            {"type": "string", "pattern": "^[A-Z]{3}$", "default": DEFAULT_CURRENCY},
            help=("A code of three letters, such as CNY or USD", "三位字母代码，如 CNY、USD"),
            widget="currency",
        ),
        "scale": {**SCALE_SETTING, "default": 2},
        "precision": PRECISION_SETTING,
        **RANGE_SETTINGS,
    }

    def currency(self, field: Field) -> str:
        return str(field.settings.get("currency", DEFAULT_CURRENCY))

    def accept(self, field: Field) -> Accept:
        currency, label = self.currency(field), field.label

        def accept(written: WrittenNumber) -> Decimal:
            if written.currencies and currency not in written.currencies:
                raise ValueRefused(
                    "wrong_currency",
                    "{field} is in {currency}, not in {other}",
                    "Convert the amount, or write it without a currency",
                    field=label,
                    currency=currency,
                    other=written.currencies[0],
                )
            if written.percent:
                raise not_a_number(label, f"{written.value}%")
            return written.value

        return accept

    def check(self, field: Field) -> tuple[Issue, ...]:
        currency = self.currency(field)
        if is_currency(currency):
            return super().check(field)
        values = {"field": field.label, "currency": currency}
        unknown = Issue(
            "unknown_currency", "/currency", "{field}: there is no currency “{currency}”", values=values
        )
        return (*super().check(field), unknown)

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        return (
            "" if value is None else money_style(locale, self.currency(field)).show(value, self.scale(field))
        )
