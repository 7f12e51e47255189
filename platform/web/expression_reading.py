"""The expression language as the checks of a blueprint use it: what is wrong, and what is referred to."""

from __future__ import annotations

from collections.abc import Iterator

from expressions import (
    Environment,
    UnknownName,
    VariablesEnvironment,
    check,
    parse,
    record_environment,
    type_named,
)
from expressions.value_types import Type
from metamodel import Blueprint, Invalid
from metamodel.kinds import ExpressionUse, Reference
from metamodel.paths import walk
from metamodel.references import ReadExpression

PRIOR = "$prior"


class WithoutPrior:
    """An environment where there is no record as it was before."""

    def __init__(self, inner: Environment) -> None:
        self.inner = inner

    def path_type(self, parts: tuple[str, ...]) -> Type:
        if parts[0] == PRIOR:
            raise UnknownName(".".join(parts), ())
        return self.inner.path_type(parts)


def read_expression(use: ExpressionUse, blueprint: Blueprint) -> ReadExpression:
    """What the expression language finds in one expression of a document."""
    try:
        expects = type_named(use.expects) if use.expects else None
        checked = check(parse(use.text), _environment(use, blueprint), expects)
    except Invalid as refused:
        return ReadExpression(refused.issues, ())
    return ReadExpression((), tuple(_references(use, blueprint, sorted(checked.dependencies))))


def _environment(use: ExpressionUse, blueprint: Blueprint) -> Environment:
    if use.object is None or use.object not in blueprint.objects:
        return VariablesEnvironment({})
    environment = record_environment(blueprint, use.object)
    return environment if use.has_prior else WithoutPrior(environment)


def _references(use: ExpressionUse, blueprint: Blueprint, paths: list[str]) -> Iterator[Reference]:
    for path in paths:
        for object_name, field in walk(blueprint, use.object or "", path):
            yield Reference(f"field/{object_name}.{field}", use.path)
