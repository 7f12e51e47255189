"""The one list of document kinds: what a blueprint may be made of."""

from __future__ import annotations

from flow_engine import ApprovalKind, FlowKind
from form_engine import FormKind
from metamodel.kinds import AppKind, DocumentKind, ObjectKind, RoleKind, ViewKind
from report_engine import DashboardKind, ReportKind

KINDS: tuple[DocumentKind, ...] = (
    ObjectKind(),
    ViewKind(),
    FormKind(),
    FlowKind(),
    ApprovalKind(),
    ReportKind(),
    DashboardKind(),
    RoleKind(),
    AppKind(),
)
"""A new kind is one module of its engine and one line here."""
