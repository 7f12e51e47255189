"""Pages and fragments for a visit: the frame around them, the person's language, the right headers."""

from __future__ import annotations

from typing import Any

from fastapi import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from ui_kit.presentation import Presentation
from ui_kit.render import Renderer
from web.addresses import is_fragment
from web.frame import frame_of
from web.links import Links
from web.visit import Visit


def render_page(
    request: Request, visit: Visit, template: str, *, status: int = 200, **context: Any
) -> HTMLResponse:
    """The whole page in its frame. Templates see `frame`, `visit`, `person` and `locale` beside `context`."""
    renderer = _renderer(request)
    values = {**_common(visit), "frame": frame_of(request, visit), **context}
    return HTMLResponse(renderer.render(template, values, presentation_of(visit)), status)


def render_fragment(
    request: Request, visit: Visit, template: str, block: str, *, status: int = 200, **context: Any
) -> HTMLResponse:
    """One named block of the page alone; it is drawn without the frame around it."""
    values = {**_common(visit), **context}
    return HTMLResponse(
        _renderer(request).render_block(template, block, values, presentation_of(visit)), status
    )


def redirect(request: Request, route: str, **values: object) -> Response:
    """To another page after a change; htmx is told by its own header."""
    return redirect_to(request, links_of(request).url(route, **values))


def redirect_to(request: Request, address: str) -> Response:
    if is_fragment(request):
        return Response(status_code=204, headers={"HX-Redirect": address})
    return RedirectResponse(address, 303)


def presentation_of(visit: Visit) -> Presentation:
    """The language and time zone that the visit's pages are drawn in."""
    return Presentation(visit.locale, visit.live.settings.timezone)


def links_of(request: Request) -> Links:
    links: Links = request.app.state.links
    return links


def _renderer(request: Request) -> Renderer:
    renderer: Renderer = request.app.state.renderer
    return renderer


def _common(visit: Visit) -> dict[str, Any]:
    return {
        "visit": visit,
        "tenant": visit.tenant,
        "person": visit.actor,
        "locale": visit.locale,
        "csrf_token": visit.csrf_token,
    }
