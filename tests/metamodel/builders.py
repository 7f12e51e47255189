"""Small documents, each with the one interesting thing visible."""

from __future__ import annotations

from typing import Any

from metamodel import Blueprint, Issue
from metamodel.checks import check_blueprint
from metamodel.kinds import AppKind, DocumentKind, ObjectKind, RoleKind, ViewKind

KINDS: tuple[DocumentKind, ...] = (AppKind(), ObjectKind(), RoleKind(), ViewKind())

Body = dict[str, Any]


def text(name: str, **settings: Any) -> Body:
    return {"name": name, "type": "text", **settings}


def an_object(name: str = "account", *fields: Body, **settings: Any) -> Body:
    return {"kind": "object", "name": name, "fields": list(fields) or [text("name")], **settings}


def a_view(name: str = "all", **settings: Any) -> Body:
    return {"kind": "view", "name": name, "object": "account", **settings}


def issues_of(*bodies: Body) -> list[Issue]:
    return list(check_blueprint(Blueprint.of(bodies), KINDS))


def codes(issues: list[Issue]) -> list[tuple[str, str]]:
    return sorted((issue.path, issue.code) for issue in issues)
