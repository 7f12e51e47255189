"""Where-used: which document uses what, over a whole blueprint."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches

from metamodel.blueprint import Blueprint
from metamodel.documents import Document, Key
from metamodel.issues import Issue
from metamodel.kinds.document_kind import DocumentKind, ExpressionUse, Reference

Kinds = Sequence[DocumentKind]


@dataclass(frozen=True, slots=True)
class ReadExpression:
    """What the expression language found in one expression: issues at its place, and what it refers to."""

    issues: tuple[Issue, ...]
    references: tuple[Reference, ...]


ExpressionReader = Callable[[ExpressionUse, Blueprint], ReadExpression]
"""The expression language's own check, given from above: this package knows no grammar."""


def nothing_read(use: ExpressionUse, blueprint: Blueprint) -> ReadExpression:
    return ReadExpression((), ())


@dataclass(frozen=True, slots=True)
class Use:
    """A document that uses something, and where in it."""

    document: Key
    path: str


def where_used(
    blueprint: Blueprint, kinds: Kinds, read: ExpressionReader = nothing_read
) -> Mapping[str, tuple[Use, ...]]:
    """Everything that is used, by whom: targets are written `field/deal.amount`, `object/deal`, `role/rep`."""
    uses: defaultdict[str, list[Use]] = defaultdict(list)
    for kind in kinds:
        for document in blueprint.of_kind(kind.name):
            for reference in document_references(document, kind, blueprint, read):
                uses[reference.target].append(Use(document.key, reference.path))
    return {target: tuple(found) for target, found in uses.items()}


def document_references(
    document: Document, kind: DocumentKind, blueprint: Blueprint, read: ExpressionReader
) -> Iterable[Reference]:
    """What one document uses, inside expressions and outside."""
    yield from kind.references(document, blueprint)
    for use in kind.expressions(document, blueprint):
        yield from read(use, blueprint).references


def exists(blueprint: Blueprint, target: str) -> bool:
    """Whether what a reference names is there."""
    kind, _, name = target.partition("/")
    if kind != "field":
        return (kind, name) in blueprint.documents
    object_name, _, field = name.partition(".")
    described = blueprint.objects.get(object_name)
    return described is not None and field in described.by_name


def missing(reference: Reference, blueprint: Blueprint) -> Issue:
    """The issue of a reference to something that is not there, with the nearest name that is."""
    kind, _, name = reference.target.partition("/")
    if kind == "field":
        return _missing_field(reference, name, blueprint)
    near = get_close_matches(name, [doc.name for doc in blueprint.of_kind(kind)], 1)
    values = {"kind": kind, "name": name, "near": near[0] if near else ""}
    return Issue("unknown_" + kind, reference.path, "There is no {kind} “{name}”", _hint(near), values)


def _missing_field(reference: Reference, name: str, blueprint: Blueprint) -> Issue:
    object_name, _, field = name.partition(".")
    described = blueprint.objects.get(object_name)
    near = get_close_matches(field, list(described.by_name), 1) if described else []
    label = described.label if described else object_name
    values = {"object": label, "name": field, "near": near[0] if near else ""}
    return Issue("unknown_field", reference.path, "{object} has no field “{name}”", _hint(near), values)


def _hint(near: list[str]) -> str:
    return "Did you mean “{near}”?" if near else ""
