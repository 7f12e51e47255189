"""Numbers as people write them: `1,234.50`, `¥1,234`, `(123)`, `12%`, `1.2万`, full-width digits."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from metamodel.field_types.reading.text import written

_PLAIN = re.compile(r"-?[0-9]{1,20}(?:\.[0-9]{1,20})?")
_UNITS = {
    "百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "万亿": 12, "k": 3, "m": 6, "bn": 9,
}  # fmt: skip
_CURRENCIES = {
    "¥": ("CNY", "JPY"), "元": ("CNY", "TWD", "HKD", "JPY"), "块": ("CNY",), "人民币": ("CNY",), "rmb": ("CNY",),
    "$": ("USD", "CAD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN"), "us$": ("USD",), "hk$": ("HKD",),
    "nt$": ("TWD",), "a$": ("AUD",), "c$": ("CAD",), "s$": ("SGD",), "cn¥": ("CNY",), "jp¥": ("JPY",),
    "€": ("EUR",), "£": ("GBP",), "₩": ("KRW",), "₹": ("INR",), "₽": ("RUB",), "฿": ("THB",), "₫": ("VND",),
    "美元": ("USD",), "美金": ("USD",), "港元": ("HKD",), "港币": ("HKD",), "欧元": ("EUR",), "英镑": ("GBP",),
    "日元": ("JPY",), "円": ("JPY",),
}  # fmt: skip
_MARK = "|".join(sorted((re.escape(mark) for mark in _CURRENCIES), key=len, reverse=True)) + "|[a-z]{3}"
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_NUMBER = re.compile(
    rf"""
    (?P<open>\()?\s*
    (?P<sign>[-+])?\s*
    (?P<before>{_MARK})?\s*
    (?P<inner_sign>[-+])?
    (?P<whole>[0-9]{{1,3}}(?:,[0-9]{{3}})+|[0-9]{{1,3}}(?:[ ][0-9]{{3}})+|[0-9]+)?
    (?P<fraction>\.[0-9]*)?
    (?:e(?P<exponent>[-+]?[0-9]{{1,2}}))?\s*
    (?P<unit>{_UNIT})?\s*
    (?P<percent>%)?
    (?P<after>{_MARK})?\s*
    (?P<close>\))?
    """,
    re.VERBOSE,
)
_DASHES = str.maketrans({"−": "-", "–": "-", "—": "-", "￥": "¥", "_": "?"})


@dataclass(frozen=True, slots=True)
class WrittenNumber:
    """A number with what stood beside it; `currencies` are those its mark may mean, empty without a mark."""

    value: Decimal
    percent: bool = False
    currencies: tuple[str, ...] = ()


def read_number(text: str) -> WrittenNumber | None:
    """The number that the text is, or None when it is not one or could be several."""
    if _PLAIN.fullmatch(text):
        return WrittenNumber(Decimal(text))
    match = _NUMBER.fullmatch(written(text).translate(_DASHES))
    return _written(match) if match else None


def _written(match: re.Match[str]) -> WrittenNumber | None:
    part = match.groupdict()
    digits = (part["whole"] or "") + (part["fraction"] or "")
    twice = bool(part["sign"] and part["inner_sign"]) or bool(part["before"] and part["after"])
    if not any(map(str.isdigit, digits)) or twice or bool(part["open"]) != bool(part["close"]):
        return None
    value = Decimal(digits.replace(",", "").replace(" ", ""))
    value = value.scaleb(int(part["exponent"] or 0) + _UNITS.get(part["unit"] or "", 0))
    if part["open"] or "-" in (part["sign"], part["inner_sign"]):
        value = -value
    mark = part["before"] or part["after"]
    currencies = _CURRENCIES.get(mark, (mark.upper(),)) if mark else ()
    return WrittenNumber(value, bool(part["percent"]), currencies)
