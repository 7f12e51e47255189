"""A blueprint looked at on its own, with every kind and the expression language."""

from __future__ import annotations

from metamodel import Blueprint, Issue
from record_store.releases.checks import check_release
from web.expression_reading import read_expression
from web.kinds import KINDS

__all__ = ["check_documents", "read_expression"]


def check_documents(blueprint: Blueprint) -> tuple[Issue, ...]:
    """Everything that is wrong with it, as publishing would say."""
    return check_release(blueprint, KINDS, read_expression)
