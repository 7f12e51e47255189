"""Whether a blueprint may become a release: its documents, and then what shows only once all of them are right."""

from __future__ import annotations

from metamodel import Blueprint, Issue
from metamodel.checks import check_blueprint
from metamodel.references import ExpressionReader, Kinds, nothing_read
from record_store.computed.checks import check_computed


def check_release(
    blueprint: Blueprint, kinds: Kinds, read: ExpressionReader = nothing_read
) -> tuple[Issue, ...]:
    """Every issue of every document; those of computed fields once nothing else is wrong."""
    issues = check_blueprint(blueprint, kinds, read)
    if any(issue.severity == "error" for issue in issues):
        return issues
    return (*issues, *check_computed(blueprint))
