"""The pages people work in: one module for each, its router in the list."""

from __future__ import annotations

from fastapi import APIRouter

from runtime.pages import (
    alikes,
    bulk,
    cells,
    dashboards,
    drafts,
    files,
    filters,
    home,
    imports,
    inbox,
    lookups,
    moves,
    own_views,
    preferences,
    public_forms,
    record,
    record_forms,
    records,
    reports,
    runs,
    search,
    sign_in,
    trash,
    view_as,
    why,
)

ROUTERS: tuple[APIRouter, ...] = (
    sign_in.router,
    public_forms.router,
    home.router,
    dashboards.router,
    reports.router,
    runs.router,
    imports.router,
    search.router,
    inbox.router,
    trash.router,
    files.router,
    lookups.router,
    filters.router,
    own_views.router,
    preferences.router,
    view_as.router,
    moves.router,
    bulk.router,
    records.router,
    drafts.router,
    alikes.router,
    record_forms.router,
    cells.router,
    why.router,
    record.router,
)
"""Routers in the order they are asked: pages without a tenant first, the record's own page (`/o/{object}/{id}`) last."""
