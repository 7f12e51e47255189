"""What those who run this look at: is it alive, is it ready, a few figures."""

from __future__ import annotations

import structlog
from fastapi import APIRouter, Request
from starlette.responses import PlainTextResponse, Response

router = APIRouter(include_in_schema=False)
_log = structlog.get_logger("trellis")


@router.get("/healthz", name="healthz")
async def healthz() -> Response:
    """The process answers."""
    return PlainTextResponse("ok\n")


@router.get("/readyz", name="readyz")
def readyz(request: Request) -> Response:
    """The control store answers, so requests can be served."""
    try:
        request.app.state.composition.tenants.list()
    except Exception as failure:
        _log.warning("not ready", exc_info=failure)
        return PlainTextResponse("the database does not answer\n", 503)
    return PlainTextResponse("ready\n")


@router.get("/metrics", name="metrics")
async def metrics(request: Request) -> Response:
    text: str = request.app.state.metrics.text()
    return PlainTextResponse(text, media_type="text/plain; version=0.0.4")
