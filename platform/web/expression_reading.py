"""The expression language as the checks of a blueprint use it: what is wrong, and what is referred to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from expressions import FUNCTIONS, Checked, check, parse, record_paths
from metamodel import Blueprint, Invalid, Issue
from metamodel.kinds import ExpressionUse, Reference
from metamodel.paths import walk
from metamodel.references import ReadExpression
from web.expression_editing.place import ExpressionPlace
from web.expression_editing.unanswered import unanswered


def read_expression(use: ExpressionUse, blueprint: Blueprint) -> ReadExpression:
    """What the expression language finds in one expression of a document."""
    place = ExpressionPlace(use.object, use.expects or "", has_prior=use.has_prior, record=use.record)
    try:
        checked = check(parse(use.text), place.environment(blueprint), place.type)
    except Invalid as refused:
        return ReadExpression(refused.issues, ())
    references = [*_references(use.object, use.path, blueprint, checked.dependencies)]
    references += _references(use.record, use.path, blueprint, record_paths(checked.node))
    return ReadExpression((*_beyond_sql(use, checked), *unanswered(checked.node)), tuple(references))


def _beyond_sql(use: ExpressionUse, checked: Checked) -> Iterator[Issue]:
    """What the database cannot compute, where it has to."""
    for name in sorted(checked.functions) if use.in_sql else ():
        if not FUNCTIONS[name].in_sql:
            said = "{function} cannot be computed by the database"
            yield Issue("not_in_sql", "", said, values={"function": name})


def _references(
    start: str | None, place: str, blueprint: Blueprint, paths: Iterable[str]
) -> Iterator[Reference]:
    for path in sorted(paths):
        for object_name, field in walk(blueprint, start or "", path):
            yield Reference(f"field/{object_name}.{field}", place)
