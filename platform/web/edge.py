"""The outermost layer of the application: request id, security headers, access log, figures, last resort."""

from __future__ import annotations

import time
import uuid
from collections.abc import Mapping

import structlog
from starlette.datastructures import MutableHeaders
from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui_kit.content_policy import CONTENT_SECURITY_POLICY
from web.errors import answer_unexpected, refuse
from web.metrics import Metrics
from web.refusals import TooLarge

REQUEST_ID = "x-request-id"
SECURITY_HEADERS: Mapping[str, str] = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=()",
}
QUIET_PATHS = ("/assets/", "/healthz", "/readyz", "/metrics")
_log = structlog.get_logger("trellis.access")


class Edge:
    """What every request passes first and every response last."""

    def __init__(self, app: ASGIApp, *, metrics: Metrics, upload_limit: int, secure: bool) -> None:
        self.app = app
        self.metrics = metrics
        self.upload_limit = upload_limit
        self.headers = dict(SECURITY_HEADERS)
        if secure:
            self.headers["Strict-Transport-Security"] = "max-age=31536000"

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        await _Passage(self, scope, receive, send).run()


class _Passage:
    """One request on its way through."""

    def __init__(self, edge: Edge, scope: Scope, receive: Receive, send: Send) -> None:
        self.edge, self.scope, self.receive, self._send = edge, scope, receive, send
        self.request = Request(scope, receive)
        self.id = _request_id(self.request)
        self.status = 0
        self.received = 0
        scope.setdefault("state", {})["headers"] = {}

    async def run(self) -> None:
        started = time.perf_counter()
        try:
            await self.answer()
        finally:
            seconds = time.perf_counter() - started
            self.edge.metrics.observe(self.scope["method"], self.status, seconds)
            self.log(seconds)

    async def answer(self) -> None:
        refusal = self.refusal()
        try:
            await (refusal or self.edge.app)(self.scope, self.counted_receive, self.send)
        except TooLarge as refused:
            await self.answer_instead(refuse(self.request, 413, refused.title, refused.issues))
        except Exception as failure:  # the last resort: nothing else would answer
            await self.answer_instead(answer_unexpected(self.request, failure))

    async def answer_instead(self, response: Response) -> None:
        if not self.status:
            await response(self.scope, self.receive, self.send)

    def refusal(self) -> Response | None:
        """The answer to what is refused before any of it is read."""
        path, query = self.scope["path"], self.scope.get("query_string", b"")
        if "\0" in path or "\ufffd" in path:
            return refuse(self.request, 404, "There is nothing here")
        if b"%00" in query or b"\0" in query:
            return refuse(self.request, 422, "The request could not be read")
        length = self.request.headers.get("content-length", "0")
        if not length.isdecimal() or len(length) > 18 or int(length) > self.edge.upload_limit:
            too_large = TooLarge(self.edge.upload_limit)
            return refuse(self.request, 413, too_large.title, too_large.issues, {"Connection": "close"})
        return None

    async def counted_receive(self) -> Message:
        message = await self.receive()
        self.received += len(message.get("body", b""))
        if self.received > self.edge.upload_limit:
            raise TooLarge(self.edge.upload_limit)
        return message

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in self.edge.headers.items():
                headers.setdefault(name, value)
            for name, value in self.scope["state"]["headers"].items():
                headers[name] = value
            headers[REQUEST_ID] = self.id
            if not self.scope["path"].startswith("/assets/"):
                headers.setdefault("Cache-Control", "no-store")
                headers.add_vary_header("Cookie, HX-Request, Accept-Language")
        await self._send(message)

    def log(self, seconds: float) -> None:
        path = self.scope["path"]
        write = _log.debug if path.startswith(QUIET_PATHS) else _log.info
        write(
            "request",
            id=self.id,
            method=self.scope["method"],
            path=path,
            status=self.status,
            milliseconds=round(seconds * 1000, 1),
            person=self.scope["state"].get("person"),
        )


def _request_id(request: Request) -> str:
    """The id a proxy gave, when it is harmless, else a new one."""
    given = request.headers.get(REQUEST_ID, "")
    return given if given.isascii() and given.isalnum() and len(given) <= 64 else uuid.uuid4().hex
