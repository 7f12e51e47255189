"""Widgets with several inputs for one value: address, name of a person, place on the map."""

from __future__ import annotations

from typing import Any

from form_engine.widgets.widget import Showing, Widget
from metamodel import Field, Label
from metamodel.field_types.reading.country import country_name


class _Compound(Widget):
    grouped = True
    strict = True

    def typed(self, field: Field, value: Any, showing: Showing) -> Any:
        return {part: "" if value is None else str(getattr(value, part)) for part in self.parts}


class Address(_Compound):
    kind = "address"
    label = Label({"en": "Postal address", "zh-CN": "地址"})
    parts = ("country", "province", "city", "district", "street", "postcode")
    wide = True

    def typed(self, field: Field, value: Any, showing: Showing) -> Any:
        """The country by its name, which the field's parser reads."""
        parts = super().typed(field, value, showing)
        return {**parts, "country": country_name(parts["country"], showing.locale)}


class PersonName(_Compound):
    kind = "person_name"
    label = Label({"en": "Name of a person", "zh-CN": "姓名"})
    parts = ("family", "given")


class Geolocation(_Compound):
    kind = "geolocation"
    label = Label({"en": "Place on the map", "zh-CN": "地理位置"})
    parts = ("lat", "lng")
