"""The one list of document kinds: what a blueprint may be made of."""

from __future__ import annotations

from metamodel.kinds import AppKind, DocumentKind, ObjectKind, RoleKind, ViewKind

KINDS: tuple[DocumentKind, ...] = (
    ObjectKind(),
    ViewKind(),
    RoleKind(),
    AppKind(),
)
"""A new kind is one module of its engine and one line here."""
