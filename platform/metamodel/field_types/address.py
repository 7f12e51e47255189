"""A postal address in its parts."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from metamodel.field_types.compound_type import CompoundType
from metamodel.field_types.field_type import DEFAULT_READING, Parser, Reading, ValueRefused
from metamodel.field_types.reading.address import read_address
from metamodel.field_types.reading.country import check_country, country_code, country_name
from metamodel.field_types.reading.text import clean_line, clean_lines, text_of
from metamodel.field_types.settings import setting
from metamodel.field_types.text import too_long
from metamodel.field_types.values import Address as Parts
from metamodel.issues import Issue
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field

LONGEST = 255
DEFAULT_COUNTRY = "CN"
_HAN = re.compile("[\u4e00-\u9fff]")


class Address(CompoundType):
    """Country, province, city, district, street and postcode; a text is split into 省, 市 and 区 where it can be."""

    kind = "address"
    label = Label({"en": "Address", "zh-CN": "地址"})
    group = "text"
    icon = "map"
    widget = "address"
    parts = Parts
    settings_schema = {
        "country": setting(
            ("Home country", "默认国家或地区"),
            {"type": "string", "pattern": "^[A-Z]{2}$", "default": DEFAULT_COUNTRY},
            help=("Addresses in this country do not show it", "该国家或地区的地址不显示国家名称"),
            widget="country",
        )
    }
    unfit_settings = frozenset({"unique"})

    def home(self, field: Field) -> str:
        return str(field.settings.get("country", DEFAULT_COUNTRY))

    def text(self, field: Field, value: Any) -> str:
        return self.show(field, value, "zh-CN" if _HAN.search("".join(value)) else DEFAULT_LOCALE)

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        label, home = field.label, self.home(field)

        def parse(raw: Any) -> Parts | None:
            if raw is None:
                return None
            if isinstance(raw, Mapping | Parts):
                address = _from_parts(raw, label, home)
            else:
                address = read_address(_lines(raw, label), home)
            return address if any(address[1:]) or address.country not in ("", home) else None

        return parse

    def check(self, field: Field) -> tuple[Issue, ...]:
        return (*super().check(field), *check_country(field, "country"))

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        if value is None:
            return ""
        country = "" if value.country in ("", self.home(field)) else country_name(value.country, locale)
        return _chinese(value, country) if _HAN.search("".join(value[1:5])) else _western(value, country)


def _chinese(address: Parts, country: str) -> str:
    """From the large to the small without spaces, a city that is a province named once."""
    city = "" if address.city == address.province else address.city
    places = country + address.province + city + address.district + address.street
    return f"{places} {address.postcode}".strip()


def _western(address: Parts, country: str) -> str:
    region = " ".join(part for part in (address.province, address.postcode) if part)
    return ", ".join(
        part for part in (address.street, address.district, address.city, region, country) if part
    )


def _from_parts(raw: Mapping[str, Any] | Parts, label: Label, home: str) -> Parts:
    given = raw if isinstance(raw, Mapping) else raw._asdict()
    if unknown := set(given) - set(Parts._fields):
        raise ValueRefused(
            "unknown_part", "{field} has no part “{part}”", field=label, part=str(min(unknown, key=str))[:60]
        )
    texts = {name: _part(text, label) for name, text in given.items() if text is not None}
    written = texts.pop("country", "") or (home if any(texts.values()) else "")
    country = country_code(written) if written else ""
    if country is None:
        raise ValueRefused(
            "unknown_country",
            "{field}: there is no country “{value}”",
            "Use a code of two letters, such as CN",
            field=label,
            value=written[:60],
        )
    return Parts(country=country, **texts)


def _part(raw: Any, label: Label) -> str:
    text = clean_line(text_of(raw, label), label)
    if len(text) > LONGEST:
        raise too_long(label, LONGEST)
    return text


def _lines(raw: Any, label: Label) -> str:
    lines = clean_lines(text_of(raw, label), label).split("\n")
    text = "\n".join(" ".join(line.split()) for line in lines)
    if len(text) > LONGEST:
        raise too_long(label, LONGEST)
    return text
