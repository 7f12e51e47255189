"""What number, money and percent share: exact decimals of a fixed scale."""

from __future__ import annotations

import math
from collections.abc import Callable
from decimal import ROUND_HALF_UP, Context, Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from metamodel import operators, storage
from metamodel.field_types.field_type import DEFAULT_READING, Column, FieldType, Parser, Reading, ValueRefused
from metamodel.field_types.reading.number import WrittenNumber, read_number
from metamodel.field_types.reading.text import excerpt
from metamodel.field_types.settings import setting
from metamodel.issues import Issue
from metamodel.labels import Label

if TYPE_CHECKING:
    from metamodel.field import Field

MAX_PRECISION = 18
EXACT = Context(prec=38, rounding=ROUND_HALF_UP)
LARGEST_MAGNITUDE = 30
"""Numbers of more digits than this are refused before any arithmetic is done on them."""

RANGE_SETTINGS = {
    "min": setting(("Smallest", "最小值"), {"type": "number"}),
    "max": setting(("Largest", "最大值"), {"type": "number"}),
}
SCALE_SETTING = setting(("Decimals", "小数位数"), {"type": "integer", "minimum": 0, "maximum": 12})
PRECISION_SETTING = setting(
    ("Digits in all", "总位数"),
    {"type": "integer", "minimum": 1, "maximum": MAX_PRECISION, "default": MAX_PRECISION},
)

Accept = Callable[[WrittenNumber], Decimal]


class DecimalType(FieldType):
    """A decimal with exactly the field's scale; more digits are rounded half away from zero."""

    group = "number"
    value_type = "number"
    widget = "number"
    operators = operators.NUMBER_OPERATORS
    default_scale: ClassVar[int]

    def precision(self, field: Field) -> int:
        return int(field.settings.get("precision", MAX_PRECISION))

    def scale(self, field: Field) -> int:
        return int(field.settings.get("scale", self.default_scale))

    def columns(self, field: Field) -> tuple[Column, ...]:
        return (Column("", storage.ScaledDecimal(self.precision(field), self.scale(field))),)

    def limits(self, field: Field) -> tuple[Decimal | None, Decimal | None]:
        return limits_of(field)

    def accept(self, field: Field) -> Accept:
        """What takes a written number for this field: its unit or currency may refuse it."""
        return lambda written: written.value.scaleb(-2) if written.percent else written.value

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        accept, label, scale = self.accept(field), field.label, self.scale(field)
        quantum, bound = Decimal(1).scaleb(-scale), Decimal(10) ** (self.precision(field) - scale)
        in_range = range_check(label, *self.limits(field))

        def fit(number: Decimal) -> Decimal:
            if not number.is_finite() or number.adjusted() > LARGEST_MAGNITUDE:
                raise not_a_number(label, number) if number.is_nan() else too_large(label)
            value = number.quantize(quantum, context=EXACT)
            if not -bound < value < bound:
                raise too_large(label)
            return in_range(value or abs(value))  # type: ignore[no-any-return]

        def parse(raw: Any) -> Decimal | None:
            kind = type(raw)
            if kind is Decimal:
                return fit(raw)
            if kind is int:
                return fit(Decimal(raw)) if -(10**30) < raw < 10**30 else fit(Decimal("Infinity"))
            if kind is float:
                return fit(exact_float(raw, quantum, label))
            if raw is None or (kind is str and not raw.strip()):
                return None
            return fit(accept(written_number(raw, label)))

        return parse

    def value_schema(self, field: Field) -> dict[str, Any]:
        low, high = self.limits(field)
        schema: dict[str, Any] = {"type": "number"}
        if low is not None:
            schema["minimum"] = field.settings["min"]
        if high is not None:
            schema["maximum"] = field.settings["max"]
        return schema

    def check(self, field: Field) -> tuple[Issue, ...]:
        return (*super().check(field), *check_range(field), *self._check_scale(field))

    def _check_scale(self, field: Field) -> tuple[Issue, ...]:
        if self.scale(field) < self.precision(field):
            return ()
        return (
            Issue(
                "scale_too_large",
                "/scale",
                "{field} has more decimals than digits in all",
                "Make the digits in all at least one more than the decimals",
                {"field": field.label},
            ),
        )


def written_number(raw: Any, label: Label) -> WrittenNumber:
    """The number in a text. Raises: ValueRefused, also for anything but a text."""
    if not isinstance(raw, str):
        raise not_a_number(label, raw)
    written = read_number(raw)
    if written is None:
        raise not_a_number(label, raw)
    return written


def exact_float(raw: float, quantum: Decimal, label: Label) -> Decimal:
    """The decimal that was written as `raw`; refused where a binary number is too coarse to tell."""
    if raw != raw or raw in (math.inf, -math.inf):
        raise not_a_number(label, raw)
    if math.ulp(raw) >= quantum:
        raise ValueRefused(
            "inexact_number",
            "{field} was sent with more digits than such a number can hold",
            "Send it as a text between quotes",
            field=label,
        )
    return Decimal(repr(raw))


def limits_of(field: Field) -> tuple[Decimal | None, Decimal | None]:
    """The field's smallest and largest value, where its settings name them."""
    low, high = field.settings.get("min"), field.settings.get("max")
    return (None if low is None else Decimal(str(low))), (None if high is None else Decimal(str(high)))


def range_check(label: Label, low: Any, high: Any) -> Callable[[Any], Any]:
    """What gives a value back that lies between the two. Raises: ValueRefused."""
    if low is None and high is None:
        return lambda value: value

    def check(value: Any) -> Any:
        if low is not None and value < low:
            raise ValueRefused("too_small", "{field} must be at least {limit}", field=label, limit=low)
        if high is not None and value > high:
            raise ValueRefused("too_large", "{field} must be at most {limit}", field=label, limit=high)
        return value

    return check


def check_range(field: Field) -> tuple[Issue, ...]:
    low, high = field.settings.get("min"), field.settings.get("max")
    if low is None or high is None or low <= high:
        return ()
    return (
        Issue(
            "empty_range",
            "/max",
            "The largest value of {field} is less than the smallest",
            "Swap the two",
            {"field": field.label},
        ),
    )


def not_a_number(label: Label, raw: Any) -> ValueRefused:
    return ValueRefused(
        "not_a_number",
        "{field} takes a number, “{value}” is not one",
        "Write it like 1234.50 or 1,234.50",
        field=label,
        value=excerpt(raw),
    )


def too_large(label: Label) -> ValueRefused:
    return ValueRefused("number_too_large", "The number is too large for {field}", field=label)
