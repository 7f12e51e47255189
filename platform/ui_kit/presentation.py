"""For whom a page is drawn: language, time zone and the moment it is drawn at."""

from __future__ import annotations

from contextvars import ContextVar
from dataclasses import dataclass, field
from datetime import UTC, datetime, tzinfo
from functools import cache

from babel import Locale

LOCALES = ("en", "zh-CN")
LOCALE_NAMES = {"en": "English", "zh-CN": "简体中文"}


def _now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Presentation:
    """The circumstances of one rendering; filters and translations read them.

    Units: `now` is aware UTC; `timezone` is used only when something is shown.
    """

    locale: str = "en"
    timezone: tzinfo = UTC
    now: datetime = field(default_factory=_now)


current: ContextVar[Presentation] = ContextVar("presentation")


def current_presentation() -> Presentation:
    """The presentation of the rendering under way, or a plain English one outside of it."""
    return current.get(None) or Presentation()


@cache
def babel_locale(locale: str) -> Locale:
    """The Babel locale of a tag such as `zh-CN`."""
    return Locale.parse(locale, sep="-")


def best_locale(accept_language: str) -> str:
    """The shipped locale that an `Accept-Language` header asks for first."""
    for part in accept_language.split(","):
        tag = part.split(";")[0].strip().lower()
        for locale in LOCALES:
            if tag == locale.lower() or tag.split("-")[0] == locale.split("-")[0]:
                return locale
    return LOCALES[0]
