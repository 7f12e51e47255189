"""Reading values in tests: what a field makes of an input, or why it refuses."""

from __future__ import annotations

from typing import Any

import pytest

from metamodel import DEFAULT_READING, Issue, Reading, ValueRefused
from tests.fields import a_field


def read(kind: str, raw: Any, reading: Reading = DEFAULT_READING, **settings: Any) -> Any:
    """The value that a field of the kind makes of the input."""
    field = a_field(kind, **settings)
    return field.type.parser(field, reading)(raw)


def refusal(kind: str, raw: Any, reading: Reading = DEFAULT_READING, **settings: Any) -> Issue:
    """Why a field of the kind does not take the input."""
    field = a_field(kind, **settings)
    with pytest.raises(ValueRefused) as refused:
        field.type.parser(field, reading)(raw)
    return refused.value.issue


def shown(kind: str, value: Any, locale: str = "en", **settings: Any) -> str:
    field = a_field(kind, **settings)
    return field.type.show(field, value, locale)


def short(raw: Any) -> str:
    """A name for a case of a table, whatever its input is."""
    try:
        return ascii(raw)[:30]
    except ValueError:  # an integer of thousands of digits
        return "huge"
