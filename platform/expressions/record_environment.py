"""The environment of an object's expressions: its fields, look-ups walked, variables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from expressions.environment import (
    MOMENT_VARIABLES,
    USER_OBJECT,
    UnknownName,
    person_type,
)
from expressions.record_paths import RECORD
from expressions.value_types import Type, record_of, type_named
from metamodel import Blueprint, Field, Object

MAX_STEPS = 5
"""Look-ups that one path may walk."""
_PRIOR = "$prior"


@dataclass(frozen=True)
class RecordEnvironment:
    """The names that an expression on records of one object may use."""

    blueprint: Blueprint
    object: Object
    variables: Mapping[str, Type] = field(default_factory=dict)
    record: Object | None = None
    """The object of `$record`, where there is one: the record that refers to those the expression is about."""

    def path_type(self, parts: tuple[str, ...]) -> Type:
        """The type of a field, of what stands behind a look-up, or of a variable. Raises: UnknownName."""
        first, rest = parts[0], parts[1:]
        if first == _PRIOR and rest:
            return self._fields_type(rest)
        if first == RECORD and self.record is not None:
            return RecordEnvironment(self.blueprint, self.record).behind(rest)
        if first.startswith("$") or first in self.variables:
            return self._variable(parts)
        return self._fields_type(parts)

    def behind(self, parts: tuple[str, ...]) -> Type:
        """The type of the record itself or of one of its paths. Raises: UnknownName."""
        return self._fields_type(parts) if parts else record_of(self.object.name)

    def _variable(self, parts: tuple[str, ...]) -> Type:
        known = {**MOMENT_VARIABLES, **self.variables}
        if parts[0] == "$user":
            return person_type(parts[1:])
        name = ".".join(parts)
        if name in known:
            return known[name]
        also = [f"{RECORD}.…"] if self.record is not None else []
        raise UnknownName(name, [*known, f"{_PRIOR}.…", *also])

    def _fields_type(self, parts: tuple[str, ...]) -> Type:
        current: Object = self.object
        for index, name in enumerate(parts):
            rest = parts[index + 1 :]
            found = current.by_name.get(name)
            if found is None:
                raise UnknownName(name, [*current.by_name, *self.variables], current.label)
            if not rest:
                return field_type(found)
            if _is_person(found):
                return person_type(rest)
            following = self._target(found)
            if following is None or index >= MAX_STEPS:
                raise UnknownName(".".join(parts), (), current.label)
            current = following
        raise UnknownName(".".join(parts), ())

    def _target(self, walked: Field) -> Object | None:
        """The object behind a look-up; None for what is no single record."""
        if walked.type.value_type != "record" or not walked.target:
            return None
        return self.blueprint.objects.get(walked.target)


def record_environment(
    blueprint: Blueprint,
    object_name: str,
    variables: Mapping[str, Type] | None = None,
    record: str | None = None,
) -> RecordEnvironment:
    """The environment of an object's expressions; `record` names the object of `$record`. Raises: NotFound."""
    referring = blueprint.object(record) if record else None
    return RecordEnvironment(blueprint, blueprint.object(object_name), variables or {}, referring)


def field_type(of: Field) -> Type:
    """The type of a field's values in expressions."""
    if of.name == "id" and of.system:
        return record_of(None)
    if _is_person(of):
        return record_of(USER_OBJECT)
    return type_named(of.type.value_type, of.target)


def _is_person(of: Field) -> bool:
    return of.type.kind == USER_OBJECT
