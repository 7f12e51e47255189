"""Issues kept in the journals, so that each reader is told in their own language later."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from metamodel import Issue, Label


def issue_to_store(issue: Issue) -> dict[str, Any]:
    """The issue as JSON, its sentences still templates."""
    values = {name: _value(value) for name, value in issue.values.items()}
    return {
        "code": issue.code,
        "path": issue.path,
        "message": issue.message,
        "hint": issue.hint,
        "values": values,
    }


def stored_issues(entries: Iterable[Mapping[str, Any]]) -> tuple[Issue, ...]:
    """The issues as they were stored."""
    return tuple(_issue(entry) for entry in entries)


def _issue(entry: Mapping[str, Any]) -> Issue:
    values = {
        name: Label(value["label"]) if isinstance(value, dict) else value
        for name, value in entry.get("values", {}).items()
    }
    return Issue(entry["code"], entry["path"], entry["message"], entry.get("hint", ""), values)


def _value(value: Any) -> Any:
    if isinstance(value, Label):
        return {"label": dict(value.texts)}
    return value if isinstance(value, str | int | float | bool) or value is None else str(value)
