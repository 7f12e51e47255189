"""Fields for tests: one of any kind, with its settings visible where they matter."""

from __future__ import annotations

from typing import Any

from metamodel import FIELD_TYPES, Field
from metamodel.field import make_field
from metamodel.field_types.computed_type import ComputedType

Settings = dict[str, Any]

STAGES: list[Settings] = [
    {"value": "new", "label": {"en": "New", "zh-CN": "新建"}, "color": "blue"},
    {"value": "won", "label": {"en": "Won", "zh-CN": "赢单"}, "color": "green"},
    {"value": "lost", "label": "Lost, sadly"},
]

NEEDED: dict[str, Settings] = {
    "select": {"options": STAGES},
    "multi_select": {"options": STAGES},
    "lookup": {"object": "account"},
    "lookup_any": {"objects": ["account", "contact"]},
    "many_to_many": {"object": "account"},
    "lines": {"object": "deal_line", "via": "deal"},
}
"""What the settings of some kinds cannot do without."""

INTERESTING: dict[str, Settings] = {
    "number": {"precision": 18, "scale": 6},
    "money": {"currency": "USD", "scale": 2},
    "percent": {"scale": 3},
    "rating": {"max": 10},
    "file": {"multiple": True},
    "autonumber": {"pattern": "D-{YYYY}-{0000}"},
    "company_name": {"unique": True},
}


WRITTEN = tuple(
    kind
    for kind, field_type in FIELD_TYPES.items()
    if field_type.palette and not isinstance(field_type, ComputedType)
)
"""The kinds that builders choose and that hold what people write."""


def a_field(kind: str = "text", name: str = "", **settings: Any) -> Field:
    """A field of the kind, named after it unless told otherwise."""
    entry = {"name": name or kind, "type": kind, **NEEDED.get(kind, {}), **settings}
    return make_field(entry, FIELD_TYPES[kind])


def interesting_settings() -> list[Settings]:
    """Entries for an object's `fields`: one of each kind that builders choose.

    They refer to the objects `account`, `contact` and `deal_line` (which has a lookup `deal`).
    """
    return [
        {"name": f"a_{kind}", "type": kind, **NEEDED.get(kind, {}), **INTERESTING.get(kind, {})}
        for kind in WRITTEN
    ]


def interesting_fields() -> tuple[Field, ...]:
    """One field of each kind that builders choose."""
    return tuple(make_field(entry, FIELD_TYPES[entry["type"]]) for entry in interesting_settings())
