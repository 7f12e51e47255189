"""What goes wrong while a value is computed, and the refusal of what SQL cannot do."""

from __future__ import annotations

from typing import Any

from metamodel import Invalid, Issue


class EvaluationFailed(Invalid):
    """The expression has no value here: a division by zero, a date that does not exist, a text too long."""

    title = "The expression has no value"


class NotInSql(Invalid):
    """The expression is right, and the database cannot compute it."""

    title = "The database cannot compute this expression"


def failed(code: str, message: str, **values: Any) -> EvaluationFailed:
    return EvaluationFailed(Issue(code, "", message, values=values))


def not_in_sql(message: str, **values: Any) -> NotInSql:
    hint = "Store the value in a formula field and use that field here"
    return NotInSql(Issue("not_in_sql", "", message, hint, values))


def too_long_text() -> EvaluationFailed:
    return failed("text_too_long", "The text becomes too long")
