"""Refusals as people see them: a page of its own, or a toast beside what they were doing."""

from __future__ import annotations

from collections.abc import Mapping

from fastapi import Request
from starlette.responses import HTMLResponse, Response

from metamodel import Issue
from ui_kit.dom_ids import TOASTS
from ui_kit.error_pages import error_page
from ui_kit.presentation import Presentation
from web.addresses import is_fragment, sign_in_address
from web.localisation import translator

PAGE = "ui_kit/error.html"
TOAST = "ui_kit/error_toast.html"
TO_TOASTS = {"HX-Retarget": f"#{TOASTS}", "HX-Reswap": "beforeend", "HX-Push-Url": "false"}


def error_response(
    request: Request, status: int, issues: tuple[Issue, ...], headers: Mapping[str, str] | None = None
) -> Response:
    """The page of a refusal; htmx gets a toast, which leaves alone what is on the screen."""
    locale, _ = translator(request)
    tenant = request.path_params.get("tenant")
    context = {
        "error": error_page(status, issues),
        "home": f"/{tenant}/" if tenant and status != 404 else "/",
        "sign_in": sign_in_address(request),
    }
    renderer, presentation = request.app.state.renderer, Presentation(locale)
    if is_fragment(request):
        html = renderer.render(TOAST, context, presentation)
        return HTMLResponse(html, status, headers={**(headers or {}), **TO_TOASTS})
    return HTMLResponse(renderer.render(PAGE, context, presentation), status, headers=dict(headers or {}))
