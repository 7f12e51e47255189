"""What names mean while an expression is checked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from rapidfuzz import process

from expressions.value_types import DATE, DATETIME, TEXT, Type, list_of, record_of
from metamodel import Label

USER_OBJECT = "user"
PERSON_FIELDS: Mapping[str, Type] = {
    "id": record_of(USER_OBJECT),
    "email": TEXT,
    "name": TEXT,
    "roles": list_of(TEXT),
    "teams": list_of(TEXT),
}
MOMENT_VARIABLES: Mapping[str, Type] = {
    "$now": DATETIME,
    "$today": DATE,
    "$user": record_of(USER_OBJECT),
}


class UnknownName(Exception):
    """A name that means nothing here; `near` is a known one that looks like it, or empty."""

    def __init__(self, name: str, known: Iterable[str], inside: Label | str = "") -> None:
        super().__init__(name)
        self.name = name
        self.near = nearest(name, known)
        self.inside = inside


class Environment(Protocol):
    """The names an expression may use."""

    def path_type(self, parts: tuple[str, ...]) -> Type:
        """The type of a path or variable. Raises: UnknownName."""


class VariablesEnvironment:
    """An environment of nothing but named values; `$now`, `$today` and `$user` are always there."""

    def __init__(self, types: Mapping[str, Type]) -> None:
        self.types = {**MOMENT_VARIABLES, **types}

    def path_type(self, parts: tuple[str, ...]) -> Type:
        name = ".".join(parts)
        if name in self.types:
            return self.types[name]
        if parts[0] == "$user":
            return person_type(parts[1:])
        raise UnknownName(name, self.types)


def person_type(parts: tuple[str, ...]) -> Type:
    """The type of what stands behind a user, `email` for instance. Raises: UnknownName."""
    if not parts:
        return record_of(USER_OBJECT)
    if len(parts) > 1 or parts[0] not in PERSON_FIELDS:
        raise UnknownName(".".join(parts), PERSON_FIELDS, USER_OBJECT)
    return PERSON_FIELDS[parts[0]]


def nearest(name: str, known: Iterable[str]) -> str:
    """The known name that looks most like `name`, or an empty text."""
    lowered = {choice.lower(): choice for choice in known}
    found = process.extractOne(name.lower(), list(lowered), score_cutoff=60)
    return lowered[found[0]] if found else ""
