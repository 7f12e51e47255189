"""From the query string of a list to what the store is asked."""

from __future__ import annotations

from starlette.datastructures import QueryParams

from metamodel import Blueprint, Invalid, Issue, not_found
from metamodel.view import View
from record_store.queries import MAX_PAGE, Query

PARAMETERS = ("filter", "view", "q", "sort", "fields", "limit", "cursor", "count")
DEFAULT_LIMIT = 50
LONGEST_FILTER = 10_000


def read_query(blueprint: Blueprint, object_name: str, sent: QueryParams, *, trashed: bool = False) -> Query:
    """The query that the parameters of a list ask for. Raises: Invalid, NotFound."""
    _refuse_unknown(sent)
    view = _view(blueprint, object_name, sent.get("view"))
    return Query(
        object_name,
        filter=_joined(view.filter if view else None, sent.get("filter")),
        q=sent.get("q") or None,
        sort=_names(sent.get("sort")) or (view.sort if view else ()),
        fields=_names(sent.get("fields")) or None,
        limit=_limit(sent.get("limit")),
        cursor=sent.get("cursor") or None,
        trashed=trashed,
    )


def wants_count(sent: QueryParams) -> bool:
    """Whether the total is asked for. Raises: Invalid."""
    text = sent.get("count", "false").lower()
    if text not in ("true", "false", "1", "0"):
        raise Invalid(Issue("bad_value", "/count", "“count” takes true or false"))
    return text in ("true", "1")


def _refuse_unknown(sent: QueryParams) -> None:
    issues = [
        Issue(
            "unknown_parameter",
            f"/{name}",
            "There is no parameter “{name}”",
            "There are: {known}",
            {"name": name, "known": ", ".join(PARAMETERS)},
        )
        for name in sent
        if name not in PARAMETERS
    ]
    if issues:
        raise Invalid(issues)


def _view(blueprint: Blueprint, object_name: str, name: str | None) -> View | None:
    if not name:
        return None
    view = View(blueprint.document("view", name))
    if view.object != object_name:
        raise not_found("view", name, "/view")
    return view


def _joined(first: str | None, second: str | None) -> str | None:
    if second and len(second) > LONGEST_FILTER:
        raise Invalid(Issue("too_long", "/filter", "The filter is too long"))
    return f"({first}\n) AND ({second}\n)" if first and second else first or second or None


def _names(text: str | None) -> tuple[str, ...]:
    return tuple(name.strip() for name in (text or "").split(",") if name.strip())


def _limit(text: str | None) -> int:
    if text is None:
        return DEFAULT_LIMIT
    if not text.isascii() or not text.isdecimal() or len(text) > 6 or not 1 <= int(text) <= MAX_PAGE:
        values = {"most": MAX_PAGE}
        raise Invalid(Issue("bad_value", "/limit", "“limit” takes a number from 1 to {most}", values=values))
    return int(text)
