"""The pages builders work in: one module for each room, its router in the list."""

from __future__ import annotations

from fastapi import APIRouter

from studio.pages import documents, fields, objects, overview, releases, rules, steps, trash

ROUTERS: tuple[APIRouter, ...] = (
    overview.router,
    releases.router,
    trash.router,
    documents.router,
    steps.router,
    rules.router,
    fields.router,
    objects.router,
)
"""Routers in the order they are asked; the more special address first."""
