"""A document in its designer as it is drawn: what is selected, its settings, what is wrong, where it is used."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from metamodel import Blueprint, Document, Issue
from metamodel.references import Use, where_used
from studio.designers.parts import BoundGroup, Part, SettingGroup
from studio.drafts import DraftState, surroundings
from studio.seen import seal
from studio.settings_form import Surroundings, bind_settings
from web.expression_reading import read_expression
from web.kinds import KINDS

if TYPE_CHECKING:
    from studio.designers.designer import Designer


@dataclass(frozen=True)
class Workspace:
    """A document in the draft with the parts of it that are selected, often one or none."""

    designer: Designer
    state: DraftState
    document: Document
    keys: tuple[str, ...]
    locale: str

    @property
    def body(self) -> Mapping[str, Any]:
        return self.document.body

    @property
    def blueprint(self) -> Blueprint:
        return self.state.blueprint

    @cached_property
    def parts(self) -> tuple[Part, ...]:
        """The selected parts; keys of what is not there any more are passed over."""
        found = (self.designer.part(self.document, self.blueprint, key) for key in self.keys if key)
        return tuple(part for part in found if part is not None)

    @cached_property
    def part(self) -> Part:
        """What the settings are of: the selected part, the document itself where none or several are."""
        if len(self.parts) == 1:
            return self.parts[0]
        part = self.designer.part(self.document, self.blueprint, "")
        assert part is not None, "a designer knows the document itself"
        return part

    @property
    def selected(self) -> str:
        """The key of the one that is selected; nothing where none or several are."""
        return self.part.key

    @property
    def several(self) -> bool:
        return len(self.parts) > 1

    @cached_property
    def groups(self) -> tuple[BoundGroup, ...]:
        """The settings of what is selected, ready to be drawn."""
        return tuple(self._bound(group) for group in self.part.groups)

    @property
    def seen(self) -> str:
        return seal(self.part.values)

    @cached_property
    def uses(self) -> list[Document]:
        """What uses the part: each document once."""
        return (
            documents_using(self.blueprint, self.part.target, self.document.key) if self.part.target else []
        )

    def issues_at(self, path: str = "") -> tuple[Issue, ...]:
        """What is wrong at that JSON pointer of the document and below it; the paths go on from there."""
        return self.state.issues_under(self.document.kind, self.document.name, *path.split("/")[1:])

    def _bound(self, group: SettingGroup) -> BoundGroup:
        issues = self.issues_at(self.part.path)
        inputs = bind_settings(group.schemas, group.required, self.part.values, self._around, issues)
        return BoundGroup(group.label, inputs, group.folded)

    @cached_property
    def _around(self) -> Surroundings:
        return surroundings(self.blueprint, self.locale, self.designer.object_of(self.document))


def documents_using(blueprint: Blueprint, target: str, but: tuple[str, str]) -> list[Document]:
    """The documents that use the target, each once and without the one that has it."""
    uses: tuple[Use, ...] = where_used(blueprint, KINDS, read_expression).get(target, ())
    keys = dict.fromkeys(use.document for use in uses if use.document != but)
    return [blueprint.documents[key] for key in keys]
