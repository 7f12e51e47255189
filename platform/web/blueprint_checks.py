"""A blueprint looked at on its own, with every kind and the expression language."""

from __future__ import annotations

from metamodel import Blueprint, Issue
from metamodel.checks import check_blueprint
from web.kinds import KINDS


def check_documents(blueprint: Blueprint) -> tuple[Issue, ...]:
    """Everything that is wrong with it, as publishing would say."""
    return check_blueprint(blueprint, KINDS)
