"""A colour."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from metamodel import operators
from metamodel.field_types.field_type import Reading, ValueRefused
from metamodel.field_types.line_type import LineType, Normalise
from metamodel.field_types.reading.text import excerpt, plain
from metamodel.labels import Label

if TYPE_CHECKING:
    from metamodel.field import Field

_HEX = re.compile("#?([0-9a-f]{3}|[0-9a-f]{6})")
_RGB = re.compile(r"rgb\( ?([0-9]{1,3}) ?, ?([0-9]{1,3}) ?, ?([0-9]{1,3}) ?\)")


class Color(LineType):
    """A colour as `#1e90ff`; `#18f` and `rgb(30, 144, 255)` are read."""

    kind = "color"
    label = Label({"en": "Colour", "zh-CN": "颜色"})
    group = "choice"
    icon = "palette"
    widget = "color"
    operators = operators.CHOICE_OPERATORS
    searchable_by_default = False
    unfit_settings = frozenset({"searchable", "placeholder"})

    def normaliser(self, field: Field, reading: Reading) -> Normalise:
        label = field.label

        def normalise(text: str) -> str:
            color = _color(plain(text).lower())
            if color is None:
                raise ValueRefused(
                    "not_a_color",
                    "{field} takes a colour, “{value}” is not one",
                    "Write it like #1e90ff",
                    field=label,
                    value=excerpt(text),
                )
            return color

        return normalise

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": "^#[0-9a-f]{6}$"}


def _color(text: str) -> str | None:
    if match := _HEX.fullmatch(text):
        digits = match[1] if len(match[1]) == 6 else "".join(digit * 2 for digit in match[1])
        return "#" + digits
    if match := _RGB.fullmatch(text):
        parts = [int(part) for part in match.groups()]
        return "#{:02x}{:02x}{:02x}".format(*parts) if max(parts) < 256 else None
    return None
