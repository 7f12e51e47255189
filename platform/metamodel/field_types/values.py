"""The Python values of fields that no standard type fits: references, files, addresses, names, places."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, NamedTuple

USER_OBJECT = "user"
"""The name that stands for the people of a tenant where other references name an object."""


class Ref(NamedTuple):
    """A reference to a record; `label` is empty until the store has joined it."""

    object: str
    id: str
    label: str = ""


class Match(NamedTuple):
    """A reference still to be looked up: the record of `object` whose `field` is `value`.

    Without a `field` the record's title is meant, as when a person types a name.
    """

    object: str
    field: str | None
    value: Any


class FileRef(NamedTuple):
    """A stored file; `size` is in bytes, `type` a media type. Both are empty until the store knows them."""

    id: str
    name: str = ""
    size: int = 0
    type: str = ""


class Address(NamedTuple):
    """A postal address; `country` is an ISO 3166 code of two letters, every part may be empty."""

    country: str = ""
    province: str = ""
    city: str = ""
    district: str = ""
    street: str = ""
    postcode: str = ""


class PersonName(NamedTuple):
    family: str = ""
    given: str = ""


class Geolocation(NamedTuple):
    """Degrees north and east (WGS 84), with six fractional digits."""

    lat: Decimal
    lng: Decimal


def non_empty(parts: NamedTuple) -> Mapping[str, str]:
    """The named parts that are not empty."""
    return {name: part for name, part in zip(parts._fields, parts, strict=True) if part}
