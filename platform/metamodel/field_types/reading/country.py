"""Countries by code and by name."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from metamodel.field_types.reading.text import plain
from metamodel.field_types.showing.numbers import babel_locale
from metamodel.issues import Issue, pointer
from metamodel.labels import DEFAULT_LOCALE

if TYPE_CHECKING:
    from metamodel.field import Field

_ALSO = {
    "usa": "US",
    "u.s.a.": "US",
    "u.s.": "US",
    "uk": "GB",
    "prc": "CN",
    "中华人民共和国": "CN",
    "中国大陆": "CN",
}


def country_code(text: str) -> str | None:
    """The ISO 3166 code of a country given by code or by its English or Chinese name."""
    return _codes().get(plain(text).casefold())


def country_name(code: str, locale: str) -> str:
    names = babel_locale(locale).territories
    return str(names.get(code, code))


def check_country(field: Field, setting: str) -> tuple[Issue, ...]:
    """What is wrong with a setting that holds the code of a country."""
    code = field.settings.get(setting)
    if code is None or country_code(code) == code:
        return ()
    values = {"field": field.label, "value": code}
    message, hint = "{field}: there is no country “{value}”", "Use a code of two letters, such as CN"
    return (Issue("unknown_country", pointer(setting), message, hint, values),)


@cache
def _codes() -> dict[str, str]:
    codes = dict(_ALSO)
    for locale in (DEFAULT_LOCALE, "zh-CN"):
        for code, name in babel_locale(locale).territories.items():
            if len(code) == 2 and code.isalpha():
                codes[str(name).casefold()] = codes[code.casefold()] = code
    return codes
