"""A bar code or QR code."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from metamodel.field_types.field_type import Reading, ValueRefused
from metamodel.field_types.line_type import LineType, Normalise
from metamodel.field_types.reading.text import excerpt, plain
from metamodel.field_types.settings import choice
from metamodel.field_types.text import DEFAULT_MAX_LENGTH, too_long
from metamodel.labels import Label

if TYPE_CHECKING:
    from metamodel.field import Field

_DIGITS = {"ean13": 13, "ean8": 8, "upc_a": 12}


class Barcode(LineType):
    """The content of a code; EAN and UPC numbers are checked by their last digit."""

    kind = "barcode"
    label = Label({"en": "Barcode", "zh-CN": "条形码"})
    group = "text"
    icon = "barcode"
    widget = "barcode"
    settings_schema = {
        "format": choice(
            ("Format", "码制"),
            {
                "any": ("Any", "任意"),
                "ean13": ("EAN-13", "EAN-13"),
                "ean8": ("EAN-8", "EAN-8"),
                "upc_a": ("UPC-A", "UPC-A"),
                "code128": ("Code 128", "Code 128"),
                "qr": ("QR code", "二维码"),
            },
            default="any",
        )
    }

    def normaliser(self, field: Field, reading: Reading) -> Normalise:
        label, format = field.label, field.settings.get("format", "any")

        def any_code(text: str) -> str:
            if len(text) > DEFAULT_MAX_LENGTH:
                raise too_long(label, DEFAULT_MAX_LENGTH)
            if format == "code128" and not text.isascii():
                raise _not_a_code(label, text, "It has Latin letters, digits and signs only")
            return text

        def checked_digits(text: str) -> str:
            digits = re.sub("[ -]", "", plain(text))
            if not re.fullmatch(f"[0-9]{{{_DIGITS[format]}}}", digits) or not has_check_digit(digits):
                raise _not_a_code(label, text, "Check the digits: the last one must fit the others")
            return digits

        return checked_digits if format in _DIGITS else any_code

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "maxLength": DEFAULT_MAX_LENGTH}


def has_check_digit(digits: str) -> bool:
    """Whether the last digit of a GTIN (EAN, UPC) fits the ones before it."""
    total = sum(int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(digits)))
    return total % 10 == 0


def _not_a_code(label: Label, text: str, hint: str) -> ValueRefused:
    return ValueRefused(
        "not_a_barcode", "{field}: “{value}” is not such a code", hint, field=label, value=excerpt(text)
    )
