"""A telephone number of any country."""

from __future__ import annotations

import datetime as dt
import re
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import phonenumbers
from phonenumbers import NumberParseException, PhoneNumber, PhoneNumberFormat

from metamodel.chinese.mobile import normalise as chinese_mobile
from metamodel.field_types.field_type import Reading, ValueRefused
from metamodel.field_types.line_type import LineType, Normalise
from metamodel.field_types.reading.country import check_country
from metamodel.field_types.reading.text import excerpt
from metamodel.field_types.settings import setting
from metamodel.issues import Issue
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field

_MOBILE = re.compile("1[3-9][0-9]{9}")
_EXTENSION = re.compile("\\s*(?:转|分机)\\s*[:：]?\\s*")


class Phone(LineType):
    """A number as E.164 (`+8613800138000`), an extension behind it as `;ext=12`."""

    kind = "phone"
    label = Label({"en": "Phone", "zh-CN": "电话"})
    group = "text"
    icon = "phone"
    tells_duplicates = True
    widget = "phone"
    settings_schema = {
        "region": setting(
            ("Country", "国家或地区"),
            {"type": "string", "pattern": "^[A-Z]{2}$"},
            help=(
                "The country of numbers written without a country code",
                "号码没有写国家代码时所属的国家或地区",
            ),
            widget="country",
        )
    }

    def normaliser(self, field: Field, reading: Reading) -> Normalise:
        region, label = str(field.settings.get("region", reading.region)), field.label

        def normalise(text: str) -> str:
            if region == "CN" and _MOBILE.fullmatch(text):
                return "+86" + text
            number = _read(text, region)
            if number is None:
                raise ValueRefused(
                    "not_a_phone",
                    "{field} takes a phone number, “{value}” is not one",
                    "Write it with its country code, like +86 138 0013 8000",
                    field=label,
                    value=excerpt(text),
                )
            return number

        return normalise

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": r"^\+[0-9]{5,17}(;ext=[0-9]{1,20})?$"}

    def check(self, field: Field) -> tuple[Issue, ...]:
        return (*super().check(field), *check_country(field, "region"))

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        return "" if value is None else spaced(value)

    def search_text(self, field: Field, value: Any) -> str:
        return "" if value is None else f"{value} {spaced(value)}"


@lru_cache(maxsize=20_000)
def spaced(stored: str) -> str:
    """A stored number as people write it, with its country code: `+86 138 0013 8000`."""
    if stored.startswith("+861") and len(stored) == 14 and stored[1:].isdigit():
        return f"+86 {stored[3:6]} {stored[6:10]} {stored[10:]}"
    number, _, extension = stored.partition(";ext=")
    try:
        shown = phonenumbers.format_number(phonenumbers.parse(number), PhoneNumberFormat.INTERNATIONAL)
    except NumberParseException:
        return stored
    return f"{shown} ext. {extension}" if extension else str(shown)


def _read(text: str, region: str) -> str | None:
    try:
        number = phonenumbers.parse(_EXTENSION.sub(" ext ", text), region)
    except NumberParseException:
        mobile = chinese_mobile(text)
        return f"+86{mobile}" if mobile else None
    if not phonenumbers.is_possible_number(number):
        return None
    return _stored(number)


def _stored(number: PhoneNumber) -> str:
    e164 = str(phonenumbers.format_number(number, PhoneNumberFormat.E164))
    return f"{e164};ext={number.extension}" if number.extension else e164
