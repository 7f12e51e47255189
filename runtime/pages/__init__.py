"""The pages people work in: one module for each, its router in the list."""

from __future__ import annotations

from fastapi import APIRouter

from runtime.pages import sign_in

ROUTERS: tuple[APIRouter, ...] = (sign_in.router,)
"""Routers in the order they are asked; pages without a tenant come first."""
