"""Lengths of time in words that can be typed back: `1h 30m`, `1小时30分`."""

from __future__ import annotations

import datetime as dt

_UNITS = {
    "en": (("d", 86_400), ("h", 3_600), ("m", 60), ("s", 1)),
    "zh-CN": (("天", 86_400), ("小时", 3_600), ("分", 60), ("秒", 1)),
}


def show_duration(value: dt.timedelta, locale: str) -> str:
    units = _UNITS.get(locale, _UNITS["en"])
    rest, milliseconds = divmod(abs(value) // dt.timedelta(milliseconds=1), 1000)
    parts = []
    for unit, seconds in units:
        amount, rest = divmod(rest, seconds)
        fraction = f".{milliseconds:03d}" if seconds == 1 and milliseconds else ""
        if amount or fraction:
            parts.append(f"{amount}{fraction}{unit}")
    joined = ("" if locale == "zh-CN" else " ").join(parts) or f"0{units[2][0]}"
    return f"-{joined}" if value < dt.timedelta(0) else joined
