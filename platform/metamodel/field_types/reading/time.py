"""Times of day: `15:05`, `3:05 pm`, `下午3点`, `15时30分`."""

from __future__ import annotations

import datetime as dt
import re

from metamodel.field_types.reading.text import written

_AFTERNOON = {"下午", "晚上", "傍晚", "pm", "p.m."}
_NOON = {"中午"}
_MORNING = {"上午", "早上", "凌晨", "清晨", "am", "a.m."}
_HALF_DAY = "|".join(map(re.escape, sorted(_AFTERNOON | _NOON | _MORNING, key=len, reverse=True)))

TIME_PATTERN = rf"""
    (?:(?P<before>{_HALF_DAY})\s*)?
    (?P<hour>[0-9]{{1,2}})
    (?:
        :(?P<minute>[0-9]{{2}})(?::(?P<second>[0-9]{{2}})(?:[.,](?P<fraction>[0-9]{{1,9}}))?)?
      | [点时](?:(?P<half>半)|(?P<quarter>[一三]刻)|(?P<zh_minute>[0-9]{{1,2}})分?(?:(?P<zh_second>[0-9]{{1,2}})秒)?)?整?
    )?
    (?:\s*(?P<after>{_HALF_DAY})(?![a-z]))?
"""
_TIME = re.compile(TIME_PATTERN, re.VERBOSE | re.IGNORECASE)


def read_time(text: str) -> dt.time | None:
    """The time of day, or None when the text is not one; a bare number is none."""
    match = _TIME.fullmatch(written(text))
    return time_of(match) if match else None


def time_of(match: re.Match[str]) -> dt.time | None:
    """The time that a match of `TIME_PATTERN` says."""
    part = match.groupdict()
    half_day = part["before"] or part["after"]
    if (part["before"] and part["after"]) or not (
        half_day or part["minute"] or re.search("[点时]", match[0])
    ):
        return None
    hour = _hour(int(part["hour"]), half_day)
    minute = (
        part["minute"] or part["zh_minute"] or ("30" if part["half"] else "") or _quarter(part["quarter"])
    )
    second = part["second"] or part["zh_second"]
    microsecond = int((part["fraction"] or "0").ljust(6, "0")[:3]) * 1000
    try:
        return dt.time(hour, int(minute or 0), int(second or 0), microsecond)
    except ValueError:
        return None


def _hour(hour: int, half_day: str | None) -> int:
    """The hour of 24; 99 where the half of the day contradicts it."""
    if half_day is None:
        return hour
    if half_day in ("am", "pm", "a.m.", "p.m.") and not 1 <= hour <= 12:
        return 99
    if half_day in _AFTERNOON:
        return hour + 12 if hour < 12 else (hour if hour > 12 or half_day != "晚上" else 0)
    if half_day in _NOON:
        return hour + 12 if hour < 3 else hour
    return 0 if hour == 12 else hour


def _quarter(text: str | None) -> str:
    return {"一刻": "15", "三刻": "45"}.get(text or "", "")
