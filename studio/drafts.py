"""The draft as a builder's page needs it: one document at a time, changed under the version that was seen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from metamodel import Blueprint, Issue
from metamodel.errors import not_found
from record_store.releases import Draft
from studio.settings_form import Choice, Surroundings
from web.visit import Visit


@dataclass(frozen=True)
class DraftState:
    """The draft with all that is wrong in it, read once for a page."""

    draft: Draft
    issues: tuple[Issue, ...]

    @property
    def blueprint(self) -> Blueprint:
        return self.draft.blueprint

    @property
    def changed(self) -> int:
        return len(self.draft.changed)

    def is_changed(self, kind: str, name: str) -> bool:
        return (kind, name) in self.draft.changed

    def issues_under(self, *parts: str | int) -> tuple[Issue, ...]:
        """The issues of one place, their paths from there."""
        prefix = "".join(f"/{part}" for part in parts)
        return tuple(
            Issue(
                issue.code, issue.path[len(prefix) :], issue.message, issue.hint, issue.values, issue.severity
            )
            for issue in self.issues
            if issue.path == prefix or issue.path.startswith(prefix + "/")
        )


def read_state(visit: Visit) -> DraftState:
    return DraftState(visit.releases.draft(visit.tenant), visit.releases.check(visit.tenant))


def object_body(state: DraftState, name: str) -> dict[str, Any]:
    """The object's document in the draft. Raises: NotFound."""
    document = state.blueprint.documents.get(("object", name))
    if document is None:
        raise not_found("object", name)
    return dict(document.body)


def surroundings(blueprint: Blueprint, locale: str) -> Surroundings:
    """What settings may name, in the person's words."""
    objects = tuple(
        Choice(name, described.label.text(locale)) for name, described in blueprint.objects.items()
    )
    fields = {
        name: tuple(Choice(field.name, field.label.text(locale)) for field in described.fields)
        for name, described in blueprint.objects.items()
    }
    return Surroundings(objects, fields, locale)
