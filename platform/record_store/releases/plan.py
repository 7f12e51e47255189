"""The plan: what publishing the draft would change, touch and do, before anything is done."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection

from metamodel import Blueprint, Document, Issue
from metamodel.changes import BlueprintChange, changes
from metamodel.labels import Label
from metamodel.references import ExpressionReader, Kinds, Use, nothing_read, where_used
from record_store.releases.checks import check_release
from record_store.releases.differences import operations_between
from record_store.releases.new_rules import broken_rules
from record_store.releases.operations import Effect
from record_store.releases.trash import read_trash


@dataclass(frozen=True, slots=True)
class Impact:
    """A document that uses something that changes."""

    target: str
    kind: str
    name: str
    label: Label
    path: str

    def to_json(self, locale: str = "en") -> dict[str, str]:
        return {
            "target": self.target,
            "kind": self.kind,
            "name": self.name,
            "label": self.label.text(locale),
            "path": self.path,
        }


@dataclass(frozen=True)
class Plan:
    """Nothing can be published while one of the `issues` is an error."""

    changes: tuple[BlueprintChange, ...]
    impact: tuple[Impact, ...]
    operations: tuple[Effect, ...]
    issues: tuple[Issue, ...]

    @cached_property
    def is_publishable(self) -> bool:
        return bool(self.changes) and not any(issue.severity == "error" for issue in self.issues)


@dataclass(frozen=True)
class Planner:
    """What a plan needs to know of the composition: the kinds of document and the language of expressions."""

    kinds: Kinds
    read: ExpressionReader = nothing_read

    def check(self, blueprint: Blueprint) -> tuple[Issue, ...]:
        return check_release(blueprint, self.kinds, self.read)

    def plan(self, connection: Connection, old: Blueprint, new: Blueprint) -> Plan:
        """The plan from the live blueprint to another one; with issues, it does not look at the database."""
        issues = self.check(new)
        differences = changes(old, new)
        impact = tuple(self._impact(old, new, differences))
        if any(issue.severity == "error" for issue in issues):
            return Plan(differences, impact, (), issues)
        operations = operations_between(old, new, read_trash(connection))
        effects = tuple(operation.effect(connection) for operation in operations)
        found = (issue for operation in operations for issue in operation.issues(connection))
        return Plan(differences, impact, effects, (*issues, *found, *broken_rules(connection, old, new)))

    def _impact(
        self, old: Blueprint, new: Blueprint, differences: Sequence[BlueprintChange]
    ) -> Iterable[Impact]:
        """The uses of what is there already and changes: in the new documents, and in those that lose it."""
        before, after = where_used(old, self.kinds, self.read), where_used(new, self.kinds, self.read)
        seen = set()
        for change in differences:
            if change.difference in ("added", "moved"):
                continue
            uses = [(use, new) for use in after.get(change.target, ())]
            uses += [(use, old) for use in before.get(change.was or change.target, ())]
            for use, blueprint in uses:
                document = new.documents.get(use.document) or blueprint.documents.get(use.document)
                if document is not None and (key := (change.target, use.document, use.path)) not in seen:
                    seen.add(key)
                    yield _use(change.target, document, use)


def _use(target: str, document: Document, use: Use) -> Impact:
    return Impact(target, document.kind, document.name, document.label, use.path)
