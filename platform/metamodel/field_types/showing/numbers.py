"""Numbers, money and percents by locale, as babel writes them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from babel import Locale, UnknownLocaleError
from babel.numbers import (
    format_currency,
    format_decimal,
    format_percent,
    get_decimal_symbol,
    get_group_symbol,
)

from metamodel.labels import DEFAULT_LOCALE


@dataclass(frozen=True, slots=True)
class NumberStyle:
    """What stands around and between the digits."""

    group: str
    point: str
    before: str = ""
    after: str = ""
    negative_before: str = "-"
    negative_after: str = ""

    def show(self, value: Decimal | int, scale: int, *, grouping: bool = True) -> str:
        """The value with `scale` fractional digits."""
        digits = f"{abs(value):{',' if grouping else ''}.{scale}f}"
        if self.group != "," or self.point != ".":
            digits = digits.translate({44: self.group, 46: self.point})
        if value < 0:
            return self.negative_before + digits + self.negative_after
        return self.before + digits + self.after


@cache
def babel_locale(locale: str) -> Locale:
    """Babel's locale for ours; English where it knows none."""
    try:
        return Locale.parse(locale, sep="-")
    except (UnknownLocaleError, ValueError):
        return Locale.parse(DEFAULT_LOCALE)


@cache
def number_style(locale: str) -> NumberStyle:
    known = babel_locale(locale)
    return _style(locale, "1", format_decimal(-1, locale=known))


@cache
def percent_style(locale: str) -> NumberStyle:
    known = babel_locale(locale)
    return _style(locale, format_percent(0.01, locale=known), format_percent(-0.01, locale=known))


@cache
def money_style(locale: str, currency: str) -> NumberStyle:
    known = babel_locale(locale)
    whole = known.currency_formats["standard"].pattern.replace(".00", "")
    one, minus_one = (
        format_currency(number, currency, whole, locale=known, currency_digits=False) for number in (1, -1)
    )
    return _style(locale, one, minus_one)


def _style(locale: str, one: str, minus_one: str) -> NumberStyle:
    known = babel_locale(locale)
    before, after = one.split("1")
    negative_before, negative_after = minus_one.split("1")
    return NumberStyle(
        get_group_symbol(known), get_decimal_symbol(known), before, after, negative_before, negative_after
    )
