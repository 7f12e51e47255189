"""How a value of one field becomes a value of another: shown or written out as JSON, then read again."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from typing import Any, Literal

from metamodel import DEFAULT_LOCALE, Field, Issue, ValueRefused
from metamodel.field_types import FieldType, Reading
from metamodel.json_text import dump_values

Fate = Literal["kept", "lossy", "failed"]

_PLAIN = ("number", "date", "datetime", "time")
"""Value types whose JSON says more exactly what they are than what people are shown."""
_FINER = 12
"""Decimals beyond the new field's own, to see what rounding takes away."""


@dataclass(frozen=True, slots=True)
class Converted:
    """What became of one value; `value` may still name records by their titles."""

    value: Any
    fate: Fate
    reason: Issue | None = None


@dataclass(frozen=True)
class Converter:
    """From `old` to `new`, for people who read `locale` in `zone`."""

    old: Field
    new: Field
    locale: str = DEFAULT_LOCALE
    zone: dt.tzinfo = dt.UTC

    def convert(self, value: Any) -> Converted:
        """The value as the new field holds it. A blank stays blank."""
        if value is None:
            return Converted(None, "kept")
        reason: Issue | None = None
        for form in self.forms(value):
            try:
                found = self._read(form)
            except ValueRefused as refused:
                reason = reason or refused.issue
                continue
            if found is not None:
                return Converted(found, "lossy" if self._loses(value, found) else "kept")
        return Converted(
            None, "failed", reason or Issue("unreadable", "", "It says nothing that can be read")
        )

    def forms(self, value: Any) -> Iterator[Any]:
        """The ways to write the value, the best one first."""
        if self.new.type.value_type == "text" and self.new.type.kind != "select":
            yield self.text(value)
            return
        yield from self._exact(value)
        yield self.old.type.to_json(self.old, value)
        yield self.text(value)

    def text(self, value: Any) -> str:
        """The value in words: plain for numbers and dates, the label of an option, the parts of an address."""
        if self._is_words:
            return str(value)
        shown = "" if self._is_plain else self.old.type.show(self.old, value, self.locale, self.zone)
        if shown:
            return shown
        written = self.old.type.to_json(self.old, value)
        return written if isinstance(written, str) else dump_values(written).decode()

    @property
    def _is_plain(self) -> bool:
        return self.old.type.value_type in _PLAIN

    @property
    def _is_words(self) -> bool:
        """Whether the value is a text that is shown as it is (the value of an option is not, nor is HTML)."""
        return self.old.type.value_type == "text" and type(self.old.type).show is FieldType.show

    def _exact(self, value: Any) -> Iterator[Any]:
        """Shortcuts where the written form would hide what the value is."""
        if isinstance(value, bool):
            yield int(value)
        elif isinstance(value, tuple) and not hasattr(value, "_fields") and len(value) == 1:
            yield value[0]

    @cached_property
    def _read(self) -> Any:
        return self.new.type.parser(self.new, Reading(zone=self.zone))

    @cached_property
    def _read_finer(self) -> Any | None:
        """The new field's parser with more decimals, where it rounds to some."""
        part = self.new.columns[0].type if self.new.columns else None
        scale = getattr(part, "scale", None)
        if scale is None:
            return None
        settings = {**self.new.settings, "scale": scale + _FINER, "precision": 18 + scale + _FINER}
        finer = replace(self.new, settings=settings)
        return finer.type.parser(finer, Reading(zone=self.zone))

    @cached_property
    def _back(self) -> Converter:
        return Converter(self.new, self.old, self.locale, self.zone)

    def _loses(self, value: Any, found: Any) -> bool:
        """Whether the new value says less than the old one did."""
        if isinstance(found, Decimal) and self._read_finer is not None:
            return self._rounds(value, found)
        if self.old.type.refers or self.new.type.refers:
            return False
        if self._is_words:
            plain = self.new.type.kind in ("text", "long_text")
            return plain and "".join(found.split()) != "".join(value.split())
        return not self._comes_back(value, found)

    def _rounds(self, value: Any, found: Decimal) -> bool:
        assert self._read_finer is not None
        for form in self.forms(value):
            try:
                return bool(self._read_finer(form) != found)
            except ValueRefused:
                continue
        return False

    def _comes_back(self, value: Any, found: Any) -> bool:
        for form in self._back.forms(found):
            try:
                if self._back._read(form) == value:
                    return True
            except ValueRefused:
                continue
        return False
