"""What is wrong with a write, gathered so that people see all of it at once."""

from __future__ import annotations

from metamodel import Conflict, Invalid, Issue, NotAllowed, NotFound, TrellisError

MOST_REPORTED = 100
_GRAVEST_FIRST: tuple[type[TrellisError], ...] = (NotAllowed, NotFound, Conflict, Invalid)


class Issues:
    """The first hundred issues; the gravest decides as what the write is refused."""

    def __init__(self) -> None:
        self._found: list[Issue] = []
        self._families: set[type[TrellisError]] = set()

    def add(self, issue: Issue, family: type[TrellisError] = Invalid) -> None:
        self._families.add(family)
        if len(self._found) < MOST_REPORTED:
            self._found.append(issue)

    def __bool__(self) -> bool:
        return bool(self._families)

    @property
    def found(self) -> tuple[Issue, ...]:
        return tuple(self._found)

    def refuse(self) -> None:
        """Raises: NotAllowed, NotFound, Conflict or Invalid when anything was found."""
        for family in _GRAVEST_FIRST:
            if family in self._families:
                raise family(sorted(self._found, key=lambda issue: issue.path == ""))
