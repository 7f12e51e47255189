"""A plan of a release as JSON, its sentences in the language of the reader."""

from __future__ import annotations

from typing import Any

from metamodel import DEFAULT_LOCALE
from metamodel.issues import Translate, untranslated
from record_store.releases import Plan


def plan_json(
    plan: Plan, locale: str = DEFAULT_LOCALE, translate: Translate = untranslated
) -> dict[str, Any]:
    """What differs in words, what it touches, what the database will do, what is wrong."""
    return {
        "changes": [change.to_json(locale, translate) for change in plan.changes],
        "impact": [use.to_json(locale) for use in plan.impact],
        "operations": [effect.to_json(locale, translate) for effect in plan.operations],
        "issues": [issue.to_json(locale, translate) for issue in plan.issues],
    }
