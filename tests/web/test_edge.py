"""The edge of the application: headers, limits, faults of ours, what the operators look at."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import structlog
from fastapi import APIRouter

from tests.support.server import served
from tests.web.application import Application, application_settings, running
from web.visit import PageVisit


def test_every_answer_has_the_security_headers(small: Application) -> None:
    for path in ("/sign-in", "/nothing/at/all", "/api/v1/demo/me", "/healthz", "/api/v1/demo/%00"):
        headers = small.client.get(path).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe" not in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["cache-control"] == "no-store"
        assert "HX-Request" in headers["vary"]
        assert len(headers["x-request-id"]) == 32


def test_the_request_id_of_a_proxy_is_kept(small: Application) -> None:
    assert (
        small.client.get("/healthz", headers={"X-Request-Id": "abc123"}).headers["x-request-id"] == "abc123"
    )


def test_a_fault_of_ours_has_a_number_and_shows_nothing_inside(small: Application) -> None:
    router = APIRouter()

    @router.get("/api/v1/{tenant}/broken")
    @router.get("/broken/{tenant}")
    def broken(tenant: str) -> None:
        raise RuntimeError("secret detail")

    small.app.include_router(router)
    with structlog.testing.capture_logs() as logs:
        for path, kind in (
            ("/api/v1/demo/broken", "application/problem+json"),
            ("/broken/demo", "text/html; charset=utf-8"),
        ):
            answer = small.client.get(path)
            assert answer.status_code == 500
            assert answer.headers["content-type"] == kind
            assert "secret detail" not in answer.text
            error_id = next(line["error_id"] for line in reversed(logs) if line["event"] == "unexpected")
            assert error_id in answer.text
        part = small.client.get("/broken/demo", headers={"HX-Request": "true"})
        assert part.headers["hx-retarget"] == "#toasts"
        assert "<html" not in part.text


def test_refusals_of_pages_are_pages_and_of_fragments_are_toasts(small: Application) -> None:
    page = small.client.get("/nothing/here", headers={"Accept": "text/html", "Accept-Language": "zh-CN"})
    assert page.status_code == 404
    assert "<html" in page.text
    assert "这里什么也没有" in page.text or 'lang="zh-CN"' in page.text
    part = small.client.get("/nothing/here", headers={"HX-Request": "true"})
    assert (part.status_code, part.headers["hx-reswap"]) == (404, "beforeend")
    assert small.client.get("/nothing/at/all", headers={"Accept": "application/json"}).json()["status"] == 404


@pytest.fixture
def narrow(home: Path) -> Iterator[Application]:
    limits = {
        "TRELLIS_BODY_LIMIT": "10 KB",
        "TRELLIS_UPLOAD_LIMIT": "50 KB",
        "TRELLIS_RATE_LIMIT": "5/minute",
    }
    with running(home, None, **limits) as made:
        yield made


def test_what_is_too_large_is_refused_however_it_is_sent(narrow: Application) -> None:
    def in_parts() -> Iterator[bytes]:
        for _ in range(100):
            yield b"[" * 1024

    for body in (b"[" * 20_000, b"[" * 100_000, in_parts()):
        headers = {"Authorization": f"Bearer {narrow.key()}", "Content-Type": "application/json"}
        answer = narrow.client.post("/api/v1/demo/records/company", content=body, headers=headers)
        assert answer.status_code == 413, answer.text
        assert answer.json()["issues"][0]["code"] == "too_large"
    form = narrow.client.post("/sign-in", data={"email": "x" * 100_000})
    assert form.status_code == 413


def test_a_key_that_calls_too_often_has_to_wait(narrow: Application) -> None:
    answers = [narrow.call("GET", "/me") for _ in range(7)]
    assert [answer.status_code for answer in answers] == [200] * 5 + [429] * 2
    assert [answers[number].headers["ratelimit-remaining"] for number in (0, 4)] == ["4", "0"]
    refused = answers[-1]
    assert refused.headers["ratelimit-limit"] == "5"
    assert 1 <= int(refused.headers["retry-after"]) <= 60
    assert refused.json()["issues"][0]["code"] == "too_many"
    assert narrow.call("GET", "/me", role="reader").status_code == 200


def test_operators_see_that_it_lives_and_how_it_does(small: Application) -> None:
    assert small.client.get("/healthz").text == "ok\n"
    assert small.client.get("/readyz").text == "ready\n"
    small.client.get("/nothing/at/all")
    figures = small.client.get("/metrics").text
    assert 'trellis_requests_total{method="GET",status="404"} 1' in figures
    assert "trellis_request_seconds_count" in figures


def test_it_is_not_ready_when_the_database_does_not_answer(
    small: Application, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail() -> None:
        raise OSError("disk is gone")

    monkeypatch.setattr(small.composition.tenants, "list", fail)
    answer = small.client.get("/readyz")
    assert answer.status_code == 503
    assert "disk" not in answer.text


def test_a_page_of_a_tenant_is_drawn_in_its_frame(small: Application) -> None:
    from fastapi import Request
    from starlette.responses import Response

    from tests.web.test_signing_in import sign_in
    from web.pages import render_page

    router = APIRouter()

    @router.get("/{tenant}/framed")
    def framed(visit: PageVisit, request: Request) -> Response:
        return render_page(request, visit, "ui_kit/frame.html")

    small.app.include_router(router)
    sign_in(small)
    small.client.cookies.set("trellis_theme", "dark")
    page = small.client.get("/demo/framed").text
    assert 'data-theme="dark"' in page
    assert "X-CSRF-Token" in page
    assert "Admin" in page
    assert "Demo" in page


def test_a_real_server_serves_and_refuses(home: Path) -> None:
    import httpx

    from runtime.main import create_app

    with served(create_app(application_settings(home, None))) as address:
        assert httpx.get(f"{address}/healthz").text == "ok\n"
        assert httpx.get(f"{address}/api/v1/demo/me").status_code == 401
        assert httpx.get(f"{address}/%00%ff%c0").status_code == 404
        assert httpx.get(f"{address}/demo/").headers["location"].startswith("/sign-in")
        large = httpx.post(f"{address}/sign-in", content=b"x" * 70_000_000)
        assert large.status_code == 413
        assert (
            json.loads(httpx.get(f"{address}/nothing/at/all", headers={"Accept": "application/json"}).text)[
                "status"
            ]
            == 404
        )
