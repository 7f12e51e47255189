"""The REST API: everything under `/api/v1/{tenant}/`, one module for each kind of thing."""

from __future__ import annotations

from fastapi import APIRouter

from runtime.api import (
    batches,
    blueprint,
    drafts,
    expressions,
    flows,
    imports,
    people,
    record_history,
    records,
    releases,
    reports,
    searches,
)
from runtime.api.openapi import router as openapi_router

ROUTERS: tuple[APIRouter, ...] = (
    people.router,
    blueprint.router,
    drafts.router,
    releases.router,
    batches.router,
    imports.router,
    record_history.router,
    records.router,
    searches.router,
    expressions.router,
    reports.router,
    flows.router,
    openapi_router,
)
"""What the API is made of; a router whose paths are more special stands before one that would catch them.

A new kind of call is one module here with a `router`, one line in this list, and an entry in
`runtime/api/openapi/operations.py`.
"""
