"""The values that a new record starts with, so that a person sees defaults before anything is saved."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from expressions import Moment, check, compile_python, parse, record_environment
from form_engine.conditions import Follow, Source
from metamodel import Field, Object, TrellisError, ValueRefused
from metamodel.blueprint import Blueprint
from metamodel.field_types.field_type import Reading, is_expression


@dataclass(frozen=True)
class Starting:
    """The defaults of one object, prepared once for a release; the store works them out again when it saves."""

    object: Object
    worked_out: tuple[tuple[Field, Callable[..., Any]], ...]

    @classmethod
    def of(cls, blueprint: Blueprint, described: Object) -> Starting:
        prepared = ((field, _prepare(field, described, blueprint)) for field in described.fields)
        return cls(described, tuple((field, evaluate) for field, evaluate in prepared if evaluate))

    def values(self, moment: Moment, follow: Follow, given: Mapping[str, Any]) -> dict[str, Any]:
        """Values by field; `given` are those a link brought along, which expressions may look at."""
        values = {**self._plain(moment), **given}
        for field, evaluate in self.worked_out:
            if field.name not in values:
                value = self._evaluate(field, evaluate, Source(self.object, values, None, follow), moment)
                if value is not None:
                    values[field.name] = value
        return values

    def _plain(self, moment: Moment) -> dict[str, Any]:
        fields = (field for field in self.object.fields if field.default is not None and field.writable)
        found = (
            (field.name, _read(field, field.default, moment))
            for field in fields
            if not is_expression(field.default)
        )
        return {name: value for name, value in found if value is not None}

    def _evaluate(self, field: Field, evaluate: Callable[..., Any], source: Source, moment: Moment) -> Any:
        try:
            return _read(field, evaluate(source.value, moment), moment)
        except (TrellisError, ArithmeticError):
            return None


def _prepare(field: Field, described: Object, blueprint: Blueprint) -> Callable[..., Any] | None:
    if not is_expression(field.default) or not field.writable:
        return None
    try:
        return compile_python(
            check(parse(field.default["expression"]), record_environment(blueprint, described.name))
        )
    except TrellisError:
        return None


def _read(field: Field, raw: Any, moment: Moment) -> Any:
    try:
        return field.type.parser(field, Reading(zone=moment.zone))(raw)
    except ValueRefused:
        return None
