"""An object: what a company keeps records of, as the engines use it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from metamodel.documents import Described, Document
from metamodel.errors import not_found
from metamodel.field import Field, make_field
from metamodel.field_types import FIELD_TYPES
from metamodel.labels import Label
from metamodel.system_fields import system_fields


@dataclass(frozen=True)
class Rule:
    """A validation rule: when the expression holds, the record is refused with the message."""

    name: str
    when: str
    field: str | None
    message: Label


@dataclass(frozen=True)
class Object(Described):
    """One object of the blueprint; `fields` are its own, `all_fields` has the system fields first."""

    fields: tuple[Field, ...]

    @cached_property
    def plural_label(self) -> Label:
        return Label.of(self.document.body.get("plural_label") or self.label)

    @property
    def icon(self) -> str:
        return str(self.document.body.get("icon") or "table")

    @property
    def history(self) -> bool:
        return bool(self.document.body.get("history", True))

    @property
    def title_field(self) -> str:
        """The field whose value names a record; the first field where none is chosen."""
        return str(self.document.body.get("title_field") or (self.fields[0].name if self.fields else "id"))

    @property
    def unique(self) -> tuple[tuple[str, ...], ...]:
        """Sets of fields whose values together occur once; single unique fields included."""
        declared = tuple(tuple(names) for names in self.document.body.get("unique", ()))
        return declared + tuple((field.name,) for field in self.fields if field.unique)

    @cached_property
    def duplicates(self) -> tuple[tuple[str, ...], ...]:
        """Sets of fields by which records are told to look alike: as declared, else what names or reaches somebody."""
        declared = self.document.body.get("duplicates")
        if declared is not None:
            return tuple(tuple(names) for names in declared)
        telling = ((field.name,) for field in self.fields if field.type.tells_duplicates)
        return tuple(dict.fromkeys((*telling, *self.unique)))

    @property
    def indexes(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(names) for names in self.document.body.get("indexes", ()))

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(
            Rule(rule["name"], rule["when"], rule.get("field"), Label.of(rule["message"]))
            for rule in self.document.body.get("rules", ())
        )

    @cached_property
    def all_fields(self) -> tuple[Field, ...]:
        return system_fields() + self.fields

    @cached_property
    def by_name(self) -> Mapping[str, Field]:
        return {field.name: field for field in self.all_fields}

    def field(self, name: str) -> Field:
        """The field of that name. Raises: NotFound."""
        try:
            return self.by_name[name]
        except KeyError:
            raise not_found("field", name) from None

    @classmethod
    def of(cls, document: Document) -> Object:
        """The object that a checked document describes; unknown field types are left to the checks."""
        entries: tuple[Mapping[str, Any], ...] = tuple(document.body.get("fields", ()))
        known = (entry for entry in entries if entry.get("type") in FIELD_TYPES)
        return cls(document, tuple(make_field(entry, FIELD_TYPES[entry["type"]]) for entry in known))
