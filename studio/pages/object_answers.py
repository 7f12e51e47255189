"""The answers of the page of an object."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from starlette.responses import Response

from studio.designers.registry import DESIGNERS
from studio.editing import Editing
from studio.pages.workspace_answers import editing_in, render_workspace
from web.visit import Visit

OBJECT = DESIGNERS["object"]


def object_editing(request: Request, visit: Visit, object_name: str) -> Editing:
    """The editing of the object's page. Raises: NotFound."""
    return editing_in(request, visit, OBJECT, object_name)


def render_object(visit: Visit, request: Request, object_name: str, field: str = "", **told: Any) -> Response:
    """The object's workspace with that field selected."""
    return render_workspace(visit, request, OBJECT, object_name, (field,) if field else (), **told)
