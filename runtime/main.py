"""The composition root: the one place that knows every room and joins them to an application."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from importlib import import_module
from pathlib import Path

import anyio.to_thread
from fastapi import APIRouter, FastAPI
from starlette.routing import BaseRoute

from runtime import api, pages
from ui_kit.assets import Assets
from ui_kit.package_folders import package_folder
from ui_kit.render import Renderer
from ui_kit.translations import Translations
from web import health
from web.composition import Composition, compose
from web.edge import Edge
from web.errors import handle_errors
from web.links import Links
from web.logs import configure_logs
from web.metrics import Metrics
from web.rate_limits import RateLimits
from web.settings import Settings, read_settings

PACKAGES = (
    "metamodel",
    "expressions",
    "record_store",
    "form_engine",
    "flow_engine",
    "report_engine",
    "data_exchange",
    "ui_kit",
    "web",
    "runtime",
    "studio",
)
"""Every package that brings words for people, templates or static files."""


def create_app(settings: Settings | None = None) -> FastAPI:
    """The whole application. Raises: SettingRefused, Unavailable."""
    settings = settings or read_settings()
    configure_logs(settings.log)
    composition = compose(settings)
    app = FastAPI(
        title="Trellis",
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=_lifespan,
        redirect_slashes=False,
    )
    app.state.composition = composition
    app.state.metrics = Metrics()
    app.state.rate_limits = RateLimits(settings.rate_limit)
    _give_pages(app)
    app.router.routes += _plain(health.router, *api.ROUTERS, *pages.ROUTERS, *_studio())
    handle_errors(app)
    app.add_middleware(
        Edge, metrics=app.state.metrics, upload_limit=settings.upload_limit, secure=settings.secure
    )
    return app


@asynccontextmanager
async def _lifespan(app: FastAPI) -> AsyncIterator[None]:
    composition: Composition = app.state.composition
    anyio.to_thread.current_default_thread_limiter().total_tokens = composition.settings.threads
    if composition.settings.background:
        composition.background.start()
    yield
    composition.close()


def _give_pages(app: FastAPI) -> None:
    app.state.links = Links(app)
    assets = Assets({name: folder / "static" for name, folder in _folders("static")})
    app.router.routes.append(assets.route())
    app.state.renderer = Renderer(
        [name for name, _ in _folders("templates")],
        url=app.state.links.url,
        assets=assets,
        translations=Translations([package_folder(name) for name in PACKAGES]),
    )


def _folders(inside: str) -> Iterable[tuple[str, Path]]:
    folders = ((name, package_folder(name)) for name in PACKAGES)
    return ((name, folder) for name, folder in folders if (folder / inside).is_dir())


def _studio() -> Iterable[APIRouter]:
    return getattr(import_module("studio.pages"), "ROUTERS", ())


def _plain(*routers: APIRouter) -> Iterable[BaseRoute]:
    """The routes of the routers, laid flat: walking through included routers costs more than a list's SQL."""
    return (route for router in routers for route in router.routes)
