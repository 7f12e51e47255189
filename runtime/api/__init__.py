"""The REST API: everything under `/api/v1/{tenant}/`, one module for each kind of thing."""

from __future__ import annotations

from fastapi import APIRouter

from runtime.api import (
    batches,
    blueprint,
    drafts,
    openapi,
    people,
    record_history,
    records,
    releases,
    searches,
)

PREFIX = "/api/v1/{tenant}"

ROUTERS: tuple[APIRouter, ...] = (
    people.router,
    blueprint.router,
    drafts.router,
    releases.router,
    batches.router,
    record_history.router,
    records.router,
    searches.router,
    openapi.router,
)
"""What the API is made of; a router whose paths are more special stands before one that would catch them.

An engine's calls (imports and export, flows and runs, approvals, reports, expressions) are one module here with a
`router`, one line in this list, and one entry in `runtime/api/openapi/operations.py`.
"""
