"""What an evaluation may ask of the world beyond the record; callers that can answer provide it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from expressions.failures import EvaluationFailed, failed
from metamodel import Issue


class RelatedRecords(Protocol):
    """Answers about records that refer to this one, and about other objects."""

    def aggregate(self, function: str, via: str, field: str | None, filter: str | None) -> Any:
        """`count`, `sum`, `average`, `minimum`, `maximum` over the records of `via`, such as `deal_line.deal`."""

    def lookup(self, object_name: str, field: str, value: Any, result: str) -> Any:
        """The `result` field of the first record whose `field` equals `value`; None when there is none."""


class Organisation(Protocol):
    """Answers about people."""

    def manager_of(self, user_id: str) -> str | None:
        """The id of a person's manager."""


@dataclass(frozen=True, slots=True)
class Ports:
    """The answers at hand; a function whose port is missing fails with the reason."""

    related: RelatedRecords | None = None
    organisation: Organisation | None = None

    def need_related(self, function: str) -> RelatedRecords:
        if self.related is None:
            raise failed("not_here", "{function} cannot look at other records here", function=function)
        return self.related

    def need_organisation(self, function: str) -> Organisation:
        if self.organisation is None:
            raise EvaluationFailed(no_organisation(function))
        return self.organisation


NO_PORTS = Ports()


def no_organisation(function: str, **place: int) -> Issue:
    """What is told of a function that asks who leads whom, while nothing can answer."""
    said = "{function} needs an organisation chart, and there is none yet"
    hint = "Put the person into a field of the record and use that field"
    return Issue("no_organisation", "", said, hint, {"function": function, **place})
