"""A place on the globe."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from metamodel import operators, storage
from metamodel.field_types.field_type import DEFAULT_READING, Column, FieldType, Parser, Reading, ValueRefused
from metamodel.field_types.reading.number import read_number
from metamodel.field_types.reading.text import excerpt, plain
from metamodel.field_types.values import Geolocation as Place
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field

SCALE = 6
_QUANTUM = Decimal(1).scaleb(-SCALE)
_DEGREES = r"([-+]?[0-9]{1,3}(?:\.[0-9]{1,20})?) ?°?"
_PAIR = re.compile(rf"{_DEGREES} ?([NS])?(?: ?[,; ] ?){_DEGREES} ?([EW])?", re.IGNORECASE)


class Geolocation(FieldType):
    """Latitude and longitude in degrees (WGS 84) with six decimals; `31.2304, 121.4737` is read."""

    kind = "geolocation"
    label = Label({"en": "Location", "zh-CN": "地理位置"})
    group = "text"
    icon = "map-pin"
    value_type = "opaque"
    widget = "geolocation"
    unfit_settings = frozenset({"unique", "searchable"})
    operators = operators.PRESENCE
    sortable = False

    def columns(self, field: Field) -> tuple[Column, ...]:
        degrees = storage.ScaledDecimal(9, SCALE)
        return (Column("lat", degrees), Column("lng", degrees))

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        label = field.label

        def parse(raw: Any) -> Place | None:
            if raw is None or (isinstance(raw, str) and not raw.strip()):
                return None
            place = _place(raw)
            if place is None:
                raise ValueRefused(
                    "not_a_location",
                    "{field} takes a latitude and a longitude, “{value}” is not that",
                    "Write it like 31.2304, 121.4737",
                    field=label,
                    value=excerpt(raw),
                )
            return place

        return parse

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {
            "type": "object",
            "properties": {
                "lat": {"type": "number", "minimum": -90, "maximum": 90},
                "lng": {"type": "number", "minimum": -180, "maximum": 180},
            },
            "required": ["lat", "lng"],
            "additionalProperties": False,
        }

    def to_json(self, field: Field, value: Any) -> Any:
        return None if value is None else value._asdict()

    def to_columns(self, field: Field, value: Any) -> tuple[Any, ...]:
        return (None, None) if value is None else (value.lat, value.lng)

    def from_columns(self, field: Field, stored: tuple[Any, ...]) -> Any:
        return None if None in stored else Place(*stored)

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        return "" if value is None else f"{value.lat:f}, {value.lng:f}"


def _place(raw: Any) -> Place | None:
    if isinstance(raw, str):
        match = _PAIR.fullmatch(" ".join(plain(raw).split()))
        if not match:
            return None
        lat, south, lng, west = match.groups(default="")
        return _bounded(
            ("-" if south.upper() == "S" else "") + lat, ("-" if west.upper() == "W" else "") + lng
        )
    if isinstance(raw, Place):
        return _bounded(*raw)
    if isinstance(raw, Mapping) and set(raw) == {"lat", "lng"}:
        return _bounded(raw["lat"], raw["lng"])
    return None


def _bounded(lat: Any, lng: Any) -> Place | None:
    north, east = _degrees(lat, 90), _degrees(lng, 180)
    return None if north is None or east is None else Place(north, east)


def _degrees(raw: Any, limit: int) -> Decimal | None:
    if isinstance(raw, bool) or not isinstance(raw, str | int | float | Decimal) or len(excerpt(raw)) > 40:
        return None
    written = read_number(
        format(Decimal(repr(raw)), "f") if isinstance(raw, float) and raw == raw else str(raw)
    )
    if written is None or abs(written.value) > limit:
        return None
    degrees = written.value.quantize(_QUANTUM, rounding=ROUND_HALF_UP)
    return degrees or abs(degrees)
