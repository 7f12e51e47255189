"""The five families of exceptions; the edge gives each its status code, engines know none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from metamodel.issues import Issue


class TrellisError(Exception):
    """What callers can catch: carries the issues that a person is shown."""

    title = "That did not work"

    def __init__(self, issues: Iterable[Issue] | Issue, title: str | None = None) -> None:
        self.issues: tuple[Issue, ...] = (issues,) if isinstance(issues, Issue) else tuple(issues)
        self.title = title or type(self).title
        super().__init__("; ".join(issue.sentence() for issue in self.issues) or self.title)


class Invalid(TrellisError):
    """What was sent is malformed or against a rule."""

    title = "That was not accepted"


class NotFound(TrellisError):
    """It is not there, or not visible to this person."""

    title = "There is nothing here"


class NotAllowed(TrellisError):
    """The person is known and has no right to do this."""

    title = "You are not allowed to do this"


class Conflict(TrellisError):
    """It changed meanwhile, or something else refers to it."""

    title = "This changed in the meantime"


class Unavailable(TrellisError):
    """Something this needs is not there right now; trying again later may help."""

    title = "This is not available right now"


def not_found(what: str, name: str, path: str = "") -> NotFound:
    values: Mapping[str, Any] = {"what": what, "name": name}
    return NotFound(
        Issue("not_found", path, "There is no {what} “{name}”, or you may not see it", values=values)
    )
