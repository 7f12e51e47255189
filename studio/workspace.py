"""The page of an object as it is drawn: its fields as rows, the settings of what is selected, where that is used."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from metamodel import Blueprint, Document, Field, Issue, Object
from metamodel.references import Use, where_used
from studio.drafts import DraftState, surroundings
from studio.object_edits import field_of
from studio.object_settings import OBJECT_SETTINGS, common_settings, field_settings
from studio.placements import Placement, placements
from studio.seen import seal
from studio.settings_form import SettingInput, bind_settings
from web.expression_reading import read_expression
from web.kinds import KINDS

Inputs = tuple[SettingInput, ...]


@dataclass(frozen=True, slots=True)
class FieldRow:
    """A field on the canvas; `field` is missing where its type is not known."""

    entry: Mapping[str, Any]
    field: Field | None
    issues: tuple[Issue, ...]


@dataclass(frozen=True)
class Workspace:
    """An object in the draft, with one of its fields selected or none."""

    state: DraftState
    described: Object
    selected: str
    locale: str

    @property
    def body(self) -> Mapping[str, Any]:
        return self.described.document.body

    @property
    def rows(self) -> list[FieldRow]:
        known = {field.name: field for field in self.described.fields}
        return [
            FieldRow(
                entry,
                known.get(entry["name"]),
                self.state.issues_under("object", self.described.name, "fields", index),
            )
            for index, entry in enumerate(self.body["fields"])
        ]

    @property
    def entry(self) -> Mapping[str, Any] | None:
        """The selected field as written."""
        return field_of(self.body, self.selected) if self.selected else None

    @property
    def selected_row(self) -> FieldRow | None:
        return next((row for row in self.rows if row.entry["name"] == self.selected), None)

    @property
    def inputs(self) -> tuple[Inputs, Inputs]:
        """The inputs of the selected field: those of its type, those of every field; else the object's own."""
        around = surroundings(self.state.blueprint, self.locale, self.described.name)
        row = self.selected_row
        if row is None:
            issues = self.state.issues_under("object", self.described.name)
            return bind_settings(OBJECT_SETTINGS, (), self.body, around, issues), ()
        kind = row.entry["type"]
        needed = row.field.type.required_settings if row.field else ()
        own = bind_settings(field_settings(kind), needed, row.entry, around, row.issues)
        return own, bind_settings(common_settings(kind), (), row.entry, around, row.issues)

    @property
    def seen(self) -> str:
        return seal(self.entry if self.entry is not None else own_settings(self.body))

    @property
    def is_unnamed(self) -> bool:
        """Whether the field has the name its type gave it and is not live, so that it may follow its label."""
        entry = self.entry or {}
        live = self.state.draft.live.objects.get(self.described.name)
        made = re.fullmatch(rf"{entry.get('type')}(_\d+)?", self.selected) is not None
        return made and (live is None or self.selected not in live.by_name)

    @property
    def placements(self) -> tuple[Placement, ...]:
        return placements(self.state.blueprint, self.described.name, self.selected)

    @property
    def uses(self) -> list[Document]:
        """What uses the field, or the object: each document once."""
        target = f"field/{self.described.name}.{self.selected}" if self.selected else self._target
        return documents_using(self.state.blueprint, target, ("object", self.described.name))

    @property
    def rules(self) -> list[tuple[Mapping[str, Any], tuple[Issue, ...]]]:
        """The object's rules, each with what is wrong with it."""
        under = self.state.issues_under
        return [
            (rule, under("object", self.described.name, "rules", index))
            for index, rule in enumerate(self.body.get("rules", ()))
        ]

    @property
    def _target(self) -> str:
        return f"object/{self.described.name}"


def own_settings(body: Mapping[str, Any]) -> dict[str, Any]:
    """What the form of the object itself changes."""
    return {name: body[name] for name in ("name", *OBJECT_SETTINGS) if name in body}


def documents_using(blueprint: Blueprint, target: str, but: tuple[str, str]) -> list[Document]:
    """The documents that use the target, each once and without the one that has it."""
    uses: tuple[Use, ...] = where_used(blueprint, KINDS, read_expression).get(target, ())
    keys = dict.fromkeys(use.document for use in uses if use.document != but)
    return [blueprint.documents[key] for key in keys]
