"""JSON as text, with every decimal written out exactly."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import orjson


def dump_values(value: Any) -> bytes:
    """The JSON text of what `FieldType.to_json` gives; `Decimal("1234.50")` becomes `1234.50`.

    Raises: TypeError for what JSON cannot say.
    """
    return orjson.dumps(value, default=exact_decimal)


def exact_decimal(value: Any) -> orjson.Fragment:
    """What `orjson` needs as its `default` to write decimals as numbers without losing a digit."""
    if isinstance(value, Decimal) and value.is_finite():
        return orjson.Fragment(format(value, "f"))
    raise TypeError(f"JSON has no {type(value).__name__}")
