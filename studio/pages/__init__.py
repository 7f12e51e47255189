"""The pages builders work in: one module for each room, its router in the list."""

from __future__ import annotations

from fastapi import APIRouter

from studio.designers.registry import DESIGNERS
from studio.pages import (
    comparisons,
    conditions,
    diagram,
    documents,
    expressions,
    fields,
    form_preview,
    forms,
    objects,
    overview,
    releases,
    role_dialogs,
    roles,
    rules,
    spreadsheets,
    trash,
    views,
)
from studio.pages.designing import designer_router

ROUTERS: tuple[APIRouter, ...] = (
    overview.router,
    spreadsheets.router,
    diagram.router,
    comparisons.router,
    releases.router,
    trash.router,
    documents.router,
    views.router,
    role_dialogs.router,
    roles.router,
    expressions.router,
    conditions.router,
    rules.router,
    fields.router,
    objects.router,
    forms.router,
    form_preview.router,
    *(designer_router(designer) for designer in DESIGNERS.values() if designer.kind != "object"),
)
"""Routers in the order they are asked; the more special address first."""
