"""What differs between two blueprints, in words a builder would use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from metamodel.blueprint import Blueprint
from metamodel.documents import Document, Key
from metamodel.field import Field
from metamodel.issues import Translate, untranslated
from metamodel.labels import DEFAULT_LOCALE, Label
from metamodel.object import Object
from metamodel.setting_words import settings_of_document, settings_of_field

Difference = Literal["added", "removed", "renamed", "changed", "retyped", "moved"]


@dataclass(frozen=True, slots=True)
class BlueprintChange:
    """One difference; `target` names what changed as references do, in the new blueprint's names.

    `message` is an English template filled from `values`, as that of an issue.
    """

    difference: Difference
    target: str
    message: str
    values: Mapping[str, Any] = field(default_factory=dict)
    was: str = ""
    """The target's name before, where it was renamed."""

    def sentence(self, locale: str = DEFAULT_LOCALE, translate: Translate = untranslated) -> str:
        shown = {k: v.text(locale) if isinstance(v, Label) else v for k, v in self.values.items()}
        if "kind" in shown:
            shown["kind"] = translate(shown["kind"])
        return translate(self.message).format_map(shown)

    def to_json(self, locale: str = DEFAULT_LOCALE, translate: Translate = untranslated) -> dict[str, str]:
        return {
            "difference": self.difference,
            "target": self.target,
            "message": self.sentence(locale, translate),
        }


def changes(old: Blueprint, new: Blueprint) -> tuple[BlueprintChange, ...]:
    """Everything that the new blueprint does differently, document by document, field by field."""
    return tuple(_changes(old, new))


def pair_documents(old: Blueprint, new: Blueprint) -> Iterable[tuple[Document | None, Document | None]]:
    """Each document of one blueprint beside the same one of the other: by id, else by name."""
    before = {(doc.kind, doc.id): doc for doc in old.documents.values()}
    taken: set[Key] = set()
    for document in new.documents.values():
        known = before.get((document.kind, document.id)) or old.documents.get(document.key)
        if known is not None and known.key in taken:
            known = None
        if known is not None:
            taken.add(known.key)
        yield known, document
    for document in old.documents.values():
        if document.key not in taken:
            yield document, None


def pair_fields(old: Object, new: Object) -> Iterable[tuple[Field | None, Field | None]]:
    """Each field of one state of an object beside the same one of the other, by id."""
    before = {entry.id: entry for entry in old.fields}
    for entry in new.fields:
        yield before.pop(entry.id, None), entry
    for entry in before.values():
        yield entry, None


def _changes(old: Blueprint, new: Blueprint) -> Iterable[BlueprintChange]:
    for before, after in pair_documents(old, new):
        if before is None and after is not None:
            yield _document_change("added", after, "{kind} “{label}” is new")
        elif after is None and before is not None:
            yield _document_change("removed", before, "{kind} “{label}” is removed")
        elif before is not None and after is not None and before.body != after.body:
            yield from _document_changes(before, after, old, new)


def _document_change(
    difference: Difference, document: Document, message: str, **more: Any
) -> BlueprintChange:
    values = {"kind": document.kind.capitalize(), "label": document.label, **more}
    return BlueprintChange(difference, f"{document.kind}/{document.name}", message, values)


def _document_changes(
    before: Document, after: Document, old: Blueprint, new: Blueprint
) -> Iterable[BlueprintChange]:
    if before.name != after.name:
        renamed = "{kind} “{label}” is renamed from {old} to {new}"
        values = {
            "kind": after.kind.capitalize(),
            "label": after.label,
            "old": before.name,
            "new": after.name,
        }
        target = f"{after.kind}/{after.name}"
        yield BlueprintChange("renamed", target, renamed, values, f"{before.kind}/{before.name}")
    keys = [key for key in {**before.body, **after.body} if before.body.get(key) != after.body.get(key)]
    if after.kind == "object":
        yield from _object_changes(old.objects[before.name], new.objects[after.name])
        keys = [key for key in keys if key != "fields"]
    settings = [key for key in keys if key not in ("name", "id")]
    if settings:
        yield _document_change(
            "changed", after, "{kind} “{label}” changes: {settings}", settings=settings_of_document(settings)
        )


def _object_changes(old: Object, new: Object) -> Iterable[BlueprintChange]:
    for before, after in pair_fields(old, new):
        if before is None and after is not None:
            yield _field_change("added", new, after, "{object} gets the field “{label}” ({type})")
        elif after is None and before is not None:
            yield _field_change("removed", new, before, "{object} loses the field “{label}”")
        elif before is not None and after is not None:
            yield from _field_changes(new, before, after)
    kept_before = [entry.id for entry in old.fields if any(entry.id == other.id for other in new.fields)]
    kept_after = [entry.id for entry in new.fields if entry.id in kept_before]
    if kept_before != kept_after:
        values = {"object": new.label}
        yield BlueprintChange(
            "moved", f"object/{new.name}", "The fields of {object} stand in another order", values
        )


def _field_changes(owner: Object, before: Field, after: Field) -> Iterable[BlueprintChange]:
    if before.name != after.name:
        message = "The field “{label}” of {object} is renamed from {old} to {new}"
        values = {"label": after.label, "object": owner.label, "old": before.name, "new": after.name}
        target = f"field/{owner.name}.{after.name}"
        yield BlueprintChange("renamed", target, message, values, f"field/{owner.name}.{before.name}")
    if before.declared is not after.declared:
        message = "The field “{label}” of {object} becomes {type} (it was {old_type})"
        yield _field_change("retyped", owner, after, message, old_type=before.declared.label)
    settings = [
        key
        for key in {**before.settings, **after.settings}
        if key not in ("name", "id", "type") and before.settings.get(key) != after.settings.get(key)
    ]
    if settings:
        message = "The field “{label}” of {object} changes: {settings}"
        yield _field_change(
            "changed", owner, after, message, settings=settings_of_field(after.type.kind, settings)
        )


def _field_change(
    difference: Difference, owner: Object, entry: Field, message: str, **more: Any
) -> BlueprintChange:
    values = {"object": owner.label, "label": entry.label, "type": entry.declared.label, **more}
    return BlueprintChange(difference, f"field/{owner.name}.{entry.name}", message, values)
