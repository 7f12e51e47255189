"""Filters that show values in the person's language: dates, money, numbers, names."""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from babel import Locale, dates, numbers
from jinja2 import pass_context
from markupsafe import Markup

from ui_kit.option_colors import PALETTE
from ui_kit.presentation import babel_locale, current_presentation

Number = int | float | Decimal
KEPT = 8192
"""How many shown values of a kind are remembered: pages show the same dates and amounts again and again."""


def show_date(value: date | None, style: str = "medium") -> str:
    """A plain day, such as `Mar 4, 2026` or `2026年3月4日`; style `day` leaves out the year."""
    return "" if value is None else _date(value, style, _locale())


@lru_cache(KEPT)
def _date(value: date, style: str, locale: Locale) -> str:
    if style == "day":
        return str(dates.format_skeleton("MMMd", value, locale=locale))
    return dates.format_date(value, style, locale=locale)


def show_datetime(value: datetime | None, style: str = "medium") -> str:
    """A moment in the person's time zone, exact to the minute."""
    if value is None:
        return ""
    local = _local(value)
    return f"{_date(local.date(), style, _locale())} {local:%H:%M}"


def show_relative(value: datetime | None) -> Markup:
    """A `<time>` such as `3 hours ago` with the exact moment on hover; a script keeps it fresh."""
    if value is None:
        return Markup("")
    moment = value if value.tzinfo else value.replace(tzinfo=UTC)
    words = dates.format_timedelta(moment - current_presentation().now, add_direction=True, locale=_locale())
    stamp = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return Markup('<time datetime="{}" title="{}" data-relative>{}</time>').format(
        stamp, show_datetime(value), words
    )


def show_number(value: Number | None, digits: int | None = None) -> str:
    """A number with the locale's separators; `digits` fixes the decimals."""
    return "" if value is None else _number(value, digits, _locale())


@lru_cache(KEPT, typed=True)
def _number(value: Number, digits: int | None, locale: Locale) -> str:
    fixed = digits is not None
    return numbers.format_decimal(value, format=_pattern(digits), locale=locale, decimal_quantization=fixed)


def show_compact(value: Number | None) -> str:
    """A short number for tight places: `1.2M`, `120万`."""
    if value is None:
        return ""
    return numbers.format_compact_decimal(value, locale=_locale(), fraction_digits=1)


def show_money(value: Number | None, currency: str, digits: int | None = None) -> str:
    """An amount with its currency sign; `digits=0` leaves out the minor units."""
    return "" if value is None else _money(value, currency, digits, _locale())


@lru_cache(KEPT, typed=True)
def _money(value: Number, currency: str, digits: int | None, locale: Locale) -> str:
    if digits is None:
        return numbers.format_currency(value, currency, locale=locale)
    pattern = f"¤{_pattern(digits)}"
    return numbers.format_currency(value, currency, format=pattern, locale=locale, currency_digits=False)


def _pattern(digits: int | None) -> str | None:
    """The number pattern with this many decimals; none for those of the locale."""
    if digits is None:
        return None
    return "#,##0" + ("." + "0" * digits if digits else "")


def show_percent(value: Number | None, digits: int = 0) -> str:
    """A percentage; Units: 0 to 100."""
    return "" if value is None else f"{show_number(value, digits)}%"


def show_label(value: Any) -> str:
    """The text of anything with `.text(locale)` in the person's language; other values as they are."""
    if value is None:
        return ""
    text = getattr(value, "text", None)
    return str(text(current_presentation().locale)) if callable(text) else str(value)


def initials(name: str | None, short: bool = False) -> str:
    """One or two letters for an avatar; of a Chinese name its last two characters, or the last one."""
    words = (name or "").split()
    if not words:
        return "?"
    if any(unicodedata.east_asian_width(character) in "WF" for character in words[0]):
        return words[0][-1 if short else -2 :]
    return (words[0][0] + (words[-1][0] if len(words) > 1 else "")).upper()


@lru_cache(KEPT)
def avatar_color(name: str | None) -> str:
    """The palette colour that always belongs to this name."""
    colors = [color.name for color in PALETTE if color.name != "gray"]
    return colors[hashlib.md5((name or "").encode(), usedforsecurity=False).digest()[0] % len(colors)]


def _locale() -> Locale:
    return babel_locale(current_presentation().locale)


def _local(value: datetime) -> datetime:
    aware = value if value.tzinfo else value.replace(tzinfo=UTC)
    return aware.astimezone(current_presentation().timezone)


def _at_render_time(show: Callable[..., Any]) -> Callable[..., Any]:
    """Keeps Jinja from computing a filter once at compile time: the answer depends on the person."""

    @pass_context
    def filtered(_context: Any, *arguments: Any, **options: Any) -> Any:
        return show(*arguments, **options)

    return filtered


FILTERS: dict[str, Callable[..., Any]] = {
    "date": _at_render_time(show_date),
    "datetime": _at_render_time(show_datetime),
    "relative": _at_render_time(show_relative),
    "number": _at_render_time(show_number),
    "compact": _at_render_time(show_compact),
    "money": _at_render_time(show_money),
    "percent": _at_render_time(show_percent),
    "label": _at_render_time(show_label),
    "initials": initials,
    "avatar_color": avatar_color,
}
