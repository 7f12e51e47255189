"""The gallery as an application: pages of components and the fragments they fetch."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui_kit.assets import Assets
from ui_kit.content_policy import CONTENT_SECURITY_POLICY
from ui_kit.error_pages import error_page
from ui_kit.gallery import samples
from ui_kit.option_colors import NAMES
from ui_kit.presentation import LOCALES, Presentation
from ui_kit.render import Renderer
from ui_kit.translations import Translations

PACKAGE = Path(__file__).parents[1]
PAGES = (
    "components", "dashboard", "list", "board", "calendar", "cards", "record", "form", "studio", "sign-in", "empty"
)  # fmt: skip


def create_gallery(reload: bool = False) -> ASGIApp:
    """The gallery; `?locale=zh-CN&theme=dark` on any page, kept in cookies."""
    renderer = Renderer(
        ("ui_kit",),
        url=lambda name, **parameters: f"/{name}",  # noqa: ARG005
        assets=Assets({"ui_kit": PACKAGE / "static"}),
        translations=Translations([PACKAGE]),
        reload=reload,
    )
    renderer.environment.globals["said"] = samples.said
    gallery = Gallery(renderer)
    routes: list[BaseRoute] = [Route(f"/{page}", gallery.page(page)) for page in PAGES]
    routes += [
        Route("/", lambda _request: RedirectResponse("/components")),
        Route("/errors/{status:int}", gallery.error),
        Route("/search", gallery.search),
        Route("/lookup", gallery.lookup),
        Route("/rows", gallery.rows),
        Route("/cell/{id}", gallery.cell, methods=["GET", "POST"]),
        Route("/dialog/{kind}", gallery.dialog),
        Route("/preferences", gallery.preferences, methods=["POST"]),
        Route("/accepted", gallery.accepted, methods=["POST"]),
        Route("/refused", gallery.refused, methods=["GET", "POST"]),
        renderer.assets.route(),
    ]
    return Starlette(routes=routes, middleware=[Middleware(PolicyHeader)])


class PolicyHeader:
    """Sends the policy with every answer, so that the gallery proves that it holds."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def with_policy(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"].append((b"content-security-policy", CONTENT_SECURITY_POLICY.encode()))
            await send(message)

        await self.app(scope, receive, with_policy)


class Gallery:
    """The handlers; each reads, renders and answers."""

    def __init__(self, renderer: Renderer) -> None:
        self.renderer = renderer

    def page(self, name: str) -> Callable[[Request], Response]:
        def show(request: Request) -> Response:
            return self._show(request, f"ui_kit/gallery/{name.replace('-', '_')}.html", page=name)

        return show

    def error(self, request: Request) -> Response:
        status = request.path_params["status"]
        issues = samples.issues() if status == 422 else []
        said = error_page(status, issues)
        return self._show(
            request, "ui_kit/error.html", status=status, error=said, home="/", sign_in="/sign-in"
        )

    def search(self, request: Request) -> Response:
        return self._show(request, "ui_kit/gallery/_search.html", query=request.query_params.get("q", ""))

    def lookup(self, request: Request) -> Response:
        return self._show(request, "ui_kit/gallery/_lookup.html", query=request.query_params.get("q", ""))

    def rows(self, request: Request) -> Response:
        first = int(request.query_params.get("after", "0"))
        return self._show(request, "ui_kit/gallery/list.html", block="rows", page="list", first=first)

    async def cell(self, request: Request) -> Response:
        form = await request.form()
        name = str(form.get("name") or samples.plant(int(request.path_params["id"])).name)
        editing = request.method == "GET"
        return self._show(
            request, "ui_kit/gallery/_cell.html", name=name, editing=editing, id=request.path_params["id"]
        )

    def dialog(self, request: Request) -> Response:
        return self._show(request, "ui_kit/gallery/_dialog.html", kind=request.path_params["kind"])

    async def preferences(self, request: Request) -> Response:
        form = await request.form()
        answer: Response = RedirectResponse(request.headers.get("referer", "/"), 303)
        if "hx-request" in request.headers:
            answer = Response(status_code=204)
        for key in ("locale", "theme"):
            if key in form:
                answer.set_cookie(key, str(form[key]), samesite="lax", httponly=True)
        return answer

    def accepted(self, _request: Request) -> Response:
        return Response(status_code=204)

    def refused(self, request: Request) -> Response:
        answer = self._show(request, "ui_kit/error_toast.html", status=409, error=error_page(409))
        answer.headers.update({"HX-Retarget": "#toasts", "HX-Reswap": "beforeend"})
        return answer

    def _show(
        self,
        request: Request,
        template: str,
        block: str | None = None,
        status: int = 200,
        page: str = "",
        **values: Any,
    ) -> Response:
        chosen = {**request.cookies, **request.query_params}
        locale = chosen.get("locale", "en")
        presentation = Presentation(
            locale if locale in LOCALES else "en",
            ZoneInfo("Asia/Shanghai" if locale == "zh-CN" else "UTC"),
            samples.NOW,
        )
        context = {
            "samples": samples,
            "colors": NAMES,
            "first": 0,
            "theme": chosen.get("theme", "system"),
            "page": page,
        }
        context |= {"accent": chosen.get("accent", "indigo")} | values
        draw = self.renderer.render if block is None else _block(self.renderer, block)
        answer = HTMLResponse(draw(template, context, presentation), status)
        for key in ("locale", "theme", "accent"):
            if key in request.query_params:
                answer.set_cookie(key, request.query_params[key], samesite="lax", httponly=True)
        return answer


def _block(renderer: Renderer, block: str) -> Callable[[str, dict[str, Any], Presentation], str]:
    return lambda template, context, presentation: renderer.render_block(
        template, block, context, presentation
    )
