"""Whether a blueprint holds together: shapes, names, references, expressions, and what each kind adds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from metamodel.blueprint import Blueprint
from metamodel.documents import Document
from metamodel.field_types.entry_schema import field_entry_schema
from metamodel.issues import Issue, pointer
from metamodel.kinds.document_kind import DocumentKind
from metamodel.references import ExpressionReader, Kinds, exists, missing, nothing_read
from metamodel.shape import shape_issues


def check_blueprint(
    blueprint: Blueprint, kinds: Kinds, read: ExpressionReader = nothing_read
) -> tuple[Issue, ...]:
    """Every issue of every document; paths begin with the document's kind and name.

    A document whose shape is wrong is not looked into further, nor does it count as there for the others'
    fields, since nothing sure can be said of what it means. A field with wrong settings counts without them.
    """
    by_name = {kind.name: kind for kind in kinds}
    issues: list[Issue] = []
    sound: list[tuple[Document, DocumentKind]] = []
    for document in blueprint.documents.values():
        kind = by_name.get(document.kind)
        wrong = check_shape(document, kind)
        issues += (issue.under(pointer(*document.key)) for issue in wrong)
        if kind is not None and not wrong:
            sound.append((document, kind))
    readable = Blueprint.of(_with_sound_fields(document) for document, _ in sound)
    for document, kind in sound:
        found = check_meaning(document, kind, readable, blueprint, read)
        issues += (issue.under(pointer(*document.key)) for issue in found)
    return tuple(issues)


def _with_sound_fields(document: Document) -> Document:
    """The document itself; an object whose fields have settings of a wrong shape without those settings."""
    if document.kind != "object":
        return document
    entries = document.body["fields"]
    sound = [_sound_entry(entry) for entry in entries]
    return document if sound == entries else replace(document, body={**document.body, "fields": sound})


def _sound_entry(entry: Mapping[str, Any]) -> Mapping[str, Any]:
    wrong = {
        issue.path.split("/")[1]
        for issue in shape_issues(field_entry_schema(entry["type"]), entry)
        if issue.path
    }
    return {name: value for name, value in entry.items() if name in ("name", "type") or name not in wrong}


def check_shape(document: Document, kind: DocumentKind | None) -> tuple[Issue, ...]:
    """What one document alone shows: is its kind known, does it fit the kind's schema."""
    if kind is None:
        return (Issue("unknown_kind", "/kind", "There is no kind “{kind}”", values={"kind": document.kind}),)
    return shape_issues(kind.schema(), document.body)


def check_meaning(
    document: Document, kind: DocumentKind, readable: Blueprint, blueprint: Blueprint, read: ExpressionReader
) -> Iterable[Issue]:
    """What shows only beside the other documents: missing references, wrong expressions, the kind's own."""
    yield from kind.check(document, readable)
    unshaped = {doc.name for doc in blueprint.of_kind("object")} - set(readable.objects)
    for reference in kind.references(document, readable):
        if not exists(readable, reference.target) and not _concerns(reference.target, unshaped):
            yield missing(reference, readable)
    for use in kind.expressions(document, readable):
        if use.object not in unshaped:
            yield from (issue.under(use.path) for issue in read(use, readable).issues)


def _concerns(target: str, object_names: set[str]) -> bool:
    """Whether a reference is to an object whose shape is wrong: that issue is told already."""
    _, _, name = target.partition("/")
    return name.partition(".")[0] in object_names
