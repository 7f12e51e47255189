"""Signing in with a browser: the cookie, the token in forms, the way back, the language."""

import re
from pathlib import Path
from urllib.parse import quote

import pytest
from fastapi import APIRouter
from httpx import Response

from record_store.actor import Actor
from tests.web.application import PASSWORD, Application, running
from web.csrf import csrf_token
from web.visit import PageVisit

TOKEN = re.compile(r'name="csrf_token" value="([0-9a-f]+)"')


def sign_in(
    application: Application, email: str = "admin@demo.example", password: str = PASSWORD, **fields: str
) -> Response:
    """Opens the form and sends it."""
    token = form_token(application.client.get("/sign-in"))
    sent = {"csrf_token": token, "email": email, "password": password, **fields}
    answer: Response = application.client.post("/sign-in", data=sent)
    return answer


def form_token(page: Response) -> str:
    found = TOKEN.search(page.text)
    assert found, page.text
    return found[1]


def csrf_header(application: Application) -> dict[str, str]:
    session = application.client.cookies["trellis_session"]
    return {"X-CSRF-Token": csrf_token(application.composition.settings.secret_key, session)}


def test_a_person_signs_in_and_is_led_back(application: Application) -> None:
    answer = sign_in(application, next="/demo/o/company?view=all")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/demo/o/company?view=all"
    cookie = next(c for c in answer.headers.get_list("set-cookie") if c.startswith("trellis_session="))
    assert "HttpOnly" in cookie
    assert "SameSite=lax" in cookie
    assert application.client.get("/").headers["location"] == "/demo/"
    assert application.client.get("/sign-in").status_code == 303


def test_cookies_are_kept_to_https_when_people_come_by_https(home: Path) -> None:
    with running(home, None, TRELLIS_PUBLIC_URL="https://crm.example") as application:
        application.client.base_url = "https://testserver"
        cookies = sign_in(application).headers.get_list("set-cookie")
        assert all("Secure" in cookie for cookie in cookies if cookie.startswith("trellis_session="))
        assert "max-age" in application.client.get("/sign-in").headers["strict-transport-security"]


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("admin@demo.example", "wrong-password"),
        ("nobody-at-all@demo.example", PASSWORD),
        ("", ""),
        ("a" * 5000, "b" * 5000),
    ],
)
def test_a_wrong_sign_in_says_so_without_saying_what(small: Application, email: str, password: str) -> None:
    answer = sign_in(small, email, password)
    assert answer.status_code in (403, 422)
    assert "are not right" in answer.text
    assert "trellis_session" not in small.client.cookies


def test_a_next_that_leads_elsewhere_is_ignored(small: Application) -> None:
    assert sign_in(small, next="https://evil.example/").headers["location"] == "/"


def test_too_many_wrong_sign_ins_have_to_wait(small: Application) -> None:
    answers = [sign_in(small, password=f"wrong-{number}") for number in range(11)]
    assert answers[-1].status_code == 429
    assert "Retry-After" in answers[-1].headers or "too many attempts" in answers[-1].text


def test_a_form_without_the_token_of_this_browser_is_refused(small: Application) -> None:
    small.client.get("/sign-in")
    sent = {"email": "admin@demo.example", "password": PASSWORD}
    assert small.client.post("/sign-in", data=sent).status_code == 403
    assert small.client.post("/sign-in", data=sent | {"csrf_token": "0" * 40}).status_code == 403


def test_a_session_calls_the_api_with_its_token_only(application: Application) -> None:
    sign_in(application)
    assert application.client.get("/api/v1/demo/me").json()["email"] == "admin@demo.example"
    forged = application.client.post("/api/v1/demo/records/company", json={"name": "Forged"})
    assert forged.status_code == 403
    assert forged.json()["issues"][0]["code"] == "csrf"
    headers = csrf_header(application)
    assert (
        application.client.post(
            "/api/v1/demo/records/company", json={"name": "Ours"}, headers=headers
        ).status_code
        == 201
    )
    crossed = headers | {"Sec-Fetch-Site": "cross-site"}
    assert (
        application.client.post(
            "/api/v1/demo/records/company", json={"name": "X"}, headers=crossed
        ).status_code
        == 403
    )


def test_another_tenant_looks_as_if_it_were_not_there(application: Application) -> None:
    sign_in(application)
    theirs, none = (application.client.get(f"/api/v1/{tenant}/me") for tenant in ("other", "no-such"))
    assert theirs.status_code == none.status_code == 404
    assert theirs.text.replace("other", "…") == none.text.replace("no-such", "…")


def test_signing_out_ends_the_session_on_the_server(small: Application) -> None:
    sign_in(small)
    token = small.client.cookies["trellis_session"]
    assert small.client.post("/sign-out").status_code == 403
    assert small.client.post("/sign-out", headers=csrf_header(small)).headers["location"] == "/sign-in"
    small.client.cookies.set("trellis_session", token)
    assert small.client.get("/api/v1/demo/me").status_code == 401


def test_strangers_are_led_to_the_sign_in_and_back(small: Application) -> None:
    router = APIRouter()

    @router.get("/{tenant}/page-of-this-test")
    def page(visit: PageVisit) -> str:
        return visit.actor.name

    small.app.include_router(router)
    wanted = "/demo/page-of-this-test?a=1&b=2"
    answer = small.client.get(wanted)
    assert answer.status_code == 303
    assert answer.headers["location"] == f"/sign-in?next={quote(wanted, safe='')}"
    part = small.client.get(
        wanted, headers={"HX-Request": "true", "HX-Current-URL": "http://testserver/demo/o/x?y=1"}
    )
    assert part.status_code == 204
    assert part.headers["hx-redirect"] == f"/sign-in?next={quote('/demo/o/x?y=1', safe='')}"
    assert sign_in(small, next=wanted).headers["location"] == wanted
    assert small.client.get(wanted).json() == "Admin"


def test_the_sign_in_speaks_the_language_that_is_asked_for(small: Application) -> None:
    assert "登录" in small.client.get("/sign-in", headers={"Accept-Language": "zh-CN,zh;q=0.9"}).text
    assert "Sign in" in small.client.get("/sign-in?locale=en", headers={"Accept-Language": "zh-CN"}).text
    assert "Sign in" in small.client.get("/sign-in", headers={"Accept-Language": "zh-CN"}).text


def test_language_and_theme_are_kept(small: Application) -> None:
    sign_in(small)
    headers = csrf_header(small)
    small.client.post("/account/preferences", data={"locale": "zh-CN", "theme": "dark"}, headers=headers)
    small.client.post("/account/preferences", data={"locale": "xx", "theme": "loud"}, headers=headers)
    assert small.client.cookies["trellis_locale"] == "zh-CN"
    assert small.client.cookies["trellis_theme"] == "dark"
    assert small.composition.members.find("demo", "admin@demo.example").locale == "zh-CN"
    assert small.client.get("/api/v1/demo/me").json()["locale"] == "zh-CN"


def test_who_belongs_to_several_tenants_chooses(small: Application) -> None:
    small.composition.members.add("other", Actor.system(), "admin@demo.example", ["reader"])
    sign_in(small)
    page = small.client.get("/")
    assert 'href="/demo/"' in page.text
    assert 'href="/other/"' in page.text


def test_the_last_slash_of_a_tenant_may_be_left_out(small: Application) -> None:
    assert small.client.get("/demo").headers["location"] == "/demo/"
    for path in ("/favicon.ico", "/robots", "/api", "/DEMO"):
        assert small.client.get(path).status_code == 404
