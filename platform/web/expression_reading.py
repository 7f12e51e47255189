"""The expression language as the checks of a blueprint use it: what is wrong, and what is referred to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expressions import (
    FUNCTIONS,
    Checked,
    Environment,
    UnknownName,
    VariablesEnvironment,
    check,
    parse,
    record_environment,
    record_paths,
    type_named,
)
from expressions.value_types import Type
from metamodel import Blueprint, Invalid, Issue
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
    references = [*_references(use.object, use.path, blueprint, checked.dependencies)]
    references += _references(use.record, use.path, blueprint, record_paths(checked.node))
    return ReadExpression(tuple(_beyond_sql(use, checked)), tuple(references))


def _beyond_sql(use: ExpressionUse, checked: Checked) -> Iterator[Issue]:
    """What the database cannot compute, where it has to."""
    for name in sorted(checked.functions) if use.in_sql else ():
        if not FUNCTIONS[name].in_sql:
            said = "{function} cannot be computed by the database"
            yield Issue("not_in_sql", "", said, values={"function": name})


def _environment(use: ExpressionUse, blueprint: Blueprint) -> Environment:
    if use.object is None or use.object not in blueprint.objects:
        return VariablesEnvironment({})
    record = use.record if use.record in blueprint.objects else None
    environment = record_environment(blueprint, use.object, record=record)
    return environment if use.has_prior else WithoutPrior(environment)


def _references(
    start: str | None, place: str, blueprint: Blueprint, paths: Iterable[str]
) -> Iterator[Reference]:
    for path in sorted(paths):
        for object_name, field in walk(blueprint, start or "", path):
            yield Reference(f"field/{object_name}.{field}", place)
