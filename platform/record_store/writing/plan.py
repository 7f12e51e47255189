"""What writing records of one object takes, prepared once for a release."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from metamodel import Field, Object, ValueRefused
from metamodel.field_types import Parser
from metamodel.field_types.field_type import Reading
from record_store.tables import ObjectTable

if TYPE_CHECKING:
    from record_store.live import Live


@dataclass(frozen=True)
class WritePlan:
    """The object's fields, sorted by what has to be done about them."""

    described: ObjectTable
    parsers: Mapping[str, Parser]
    required: tuple[Field, ...]
    defaults: Mapping[str, Any]
    references: tuple[Field, ...]
    many: tuple[Field, ...]
    lines: tuple[Field, ...]
    numbers: tuple[Field, ...]
    unique: tuple[tuple[Field, ...], ...]
    stored: tuple[Field, ...]
    dependent: tuple[Field, ...]
    """The fields whose options depend on another field."""
    computed: frozenset[str]

    @property
    def object(self) -> Object:
        return self.described.object


def plan_of(live: Live, object_name: str, zone: dt.tzinfo) -> WritePlan:
    """The plan, from the release's memory."""
    return live.memo(("write plan", object_name, zone), lambda: _plan(live, object_name, zone))


def _plan(live: Live, object_name: str, zone: dt.tzinfo) -> WritePlan:
    described = live.table(object_name)
    fields = described.object.fields
    reading = Reading(zone=zone)
    parsers = {field.name: field.type.parser(field, reading) for field in fields if field.writable}
    owner = described.object.by_name["owner"]
    parsers["owner"] = owner.type.parser(owner, reading)
    by_name = described.object.by_name
    return WritePlan(
        described,
        parsers,
        tuple(field for field in fields if field.required and field.writable),
        _static_defaults(fields, parsers),
        tuple(field for field in (owner, *fields) if field.writable and field.type.refers and field.columns),
        tuple(field for field in fields if field.type.kind == "many_to_many"),
        tuple(field for field in fields if field.type.kind == "lines"),
        tuple(field for field in fields if field.type.kind == "autonumber"),
        tuple(
            tuple(by_name[name] for name in names)
            for names in described.object.unique
            if set(names) <= set(by_name)
        ),
        tuple(field for field in described.object.all_fields if field.columns),
        tuple(field for field in fields if field.options_when is not None),
        frozenset(field.name for field in fields if field.computed),
    )


def _static_defaults(fields: tuple[Field, ...], parsers: Mapping[str, Parser]) -> dict[str, Any]:
    """The defaults that are plain values; the check of the blueprint reports those that cannot be read."""
    defaults: dict[str, Any] = {}
    for field in fields:
        if field.default is None or field.name not in parsers or is_expression(field.default):
            continue
        try:
            defaults[field.name] = parsers[field.name](field.default)
        except ValueRefused:
            continue
    return defaults


def is_expression(default: Any) -> bool:
    """Whether a default is worked out for each record: `{"expression": …}`."""
    return isinstance(default, Mapping) and set(default) == {"expression"}
