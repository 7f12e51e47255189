"""Conditions of forms: expressions over the record as it stands on the form, compiled once for a release."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from expressions import BOOLEAN, Moment, check, compile_python, parse, record_environment, walk
from expressions.tree import Path
from metamodel import Object, TrellisError
from metamodel.blueprint import Blueprint
from metamodel.field_types.values import Ref

Follow = Callable[[Ref, str], Any]
"""The value of a dotted path, read from the record that a reference points at."""
Values = Mapping[str, Any]
PRIOR = "$prior"
"""What the record was before: nothing at all for one that is not there yet."""


@dataclass(frozen=True)
class Condition:
    """One condition; `fields` are the fields of the object it looks at, also where it goes on behind them."""

    text: str
    object: Object
    fields: frozenset[str]
    evaluate: Callable[..., Any]

    def holds(self, values: Values, prior: Values | None, moment: Moment, follow: Follow) -> bool:
        """Whether it holds; a condition that cannot be worked out here does not.

        `prior` are the stored values, nothing for a record that is not there yet.
        """
        source = Source(self.object, values, prior, follow)
        try:
            return bool(self.evaluate(source.value, moment))
        except (TrellisError, ArithmeticError):
            return False


@dataclass(frozen=True, slots=True)
class Source:
    """Where a condition's names get their values from."""

    object: Object
    values: Values
    prior: Values | None
    follow: Follow

    def value(self, parts: tuple[str, ...]) -> Any:
        if parts == (PRIOR,):
            return self.prior
        if parts[0] == PRIOR:
            return self._read(self.prior or {}, parts[1:])
        return self._read(self.values, parts)

    def _read(self, values: Values, parts: tuple[str, ...]) -> Any:
        name, *rest = parts
        field, value = self.object.by_name.get(name), values.get(name)
        if rest:
            return self.follow(value, ".".join(rest)) if isinstance(value, Ref) and value.id else None
        return field.type.expression_value(field, value) if field and value is not None else value


def compile_condition(text: str, described: Object, blueprint: Blueprint) -> Condition:
    """The condition, ready to be asked. Raises: Invalid."""
    checked = check(parse(text), record_environment(blueprint, described.name), BOOLEAN)
    fields = frozenset(path.split(".")[0] for path in checked.dependencies)
    return Condition(text, described, fields, compile_python(checked, "blank"))


def named_in(default: Mapping[str, Any]) -> frozenset[str]:
    """The fields that a worked-out default begins its paths with; nothing where it cannot be read."""
    try:
        nodes = walk(parse(str(default["expression"])))
    except TrellisError:
        return frozenset()
    return frozenset(node.parts[0] for node in nodes if isinstance(node, Path))
