"""Where an expression stands: over the records of which object, giving what, how it counts blanks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from expressions import (
    Blanks,
    Environment,
    Type,
    UnknownName,
    VariablesEnvironment,
    record_environment,
    type_named,
)
from metamodel import Blueprint

BLANKS: tuple[Blanks, ...] = ("zero", "blank")
PRIOR = "$prior"


@dataclass(frozen=True, slots=True)
class ExpressionPlace:
    """`expects` is a type of the language, or empty where any will do; `has_prior` tells whether `$prior` is known.

    `record` is the object of `$record`, where there is one.
    """

    object: str | None
    expects: str = ""
    blanks: Blanks = "blank"
    has_prior: bool = False
    record: str | None = None

    @property
    def type(self) -> Type | None:
        """The type that is wanted. Raises: KeyError for a name that is none."""
        return type_named(self.expects) if self.expects else None

    def environment(self, blueprint: Blueprint) -> Environment:
        """The names that may be used here; without an object only the moment and the person."""
        if self.object is None or self.object not in blueprint.objects:
            return VariablesEnvironment({})
        record = self.record if self.record in blueprint.objects else None
        environment = record_environment(blueprint, self.object, record=record)
        return environment if self.has_prior else _WithoutPrior(environment)


class _WithoutPrior:
    """An environment where there is no record as it was before."""

    def __init__(self, inner: Environment) -> None:
        self.inner = inner

    def path_type(self, parts: tuple[str, ...]) -> Type:
        if parts[0] == PRIOR:
            raise UnknownName(".".join(parts), ())
        return self.inner.path_type(parts)


def is_type(name: Any) -> bool:
    """Whether the language has a type of that name."""
    try:
        return type_named(str(name)) is not None
    except KeyError:
        return False
