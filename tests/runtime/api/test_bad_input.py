"""What people, programs and attackers send: a clear answer each time, never a fault of ours."""

import json
from typing import Any

import pytest
from httpx import Response

from tests.web.application import Application

NASTY_TEXTS = (
    "",
    " ",
    "\u0000",
    "a\u0000b",
    "'; DROP TABLE company; --",
    '"); DELETE FROM trellis_member; --',
    "<script>alert(1)</script>",
    "{{ 7 * 7 }}",
    "../../etc/passwd",
    "%s%d%n",
    "{0}{a}",
    "\u202e\ufeff",
    "\ud800",
    "0" * 10_000,
    "9" * 400,
    "1e400",
    "NaN",
    "-Infinity",
    "((((",
    "🙂" * 300,
    "true",
    "[]",
)


def send(
    application: Application, method: str, path: str, content: bytes, content_type: str = "application/json"
) -> Response:
    headers = {"Authorization": f"Bearer {application.key()}", "Content-Type": content_type}
    answer: Response = application.client.request(
        method, f"/api/v1/demo{path}", content=content, headers=headers
    )
    return answer


def assert_refused(answer: Response, *statuses: int) -> None:
    assert answer.status_code in (statuses or (422,)), answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert set(problem) == {"type", "title", "status", "issues"}
    assert problem["status"] == answer.status_code
    for word in ("Traceback", "sqlite3", "psycopg", "SELECT", "sqlalchemy"):
        assert word not in answer.text


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"",
        b"null",
        b"[]",
        b'"name"',
        b"NaN",
        b"\xff\xfe",
        b"[" * 10_000 + b"]" * 10_000,
        b'{"a":' * 10_000 + b"1" + b"}" * 10_000,
        b'{"name": "A", "name": "B"}',
        b'{"name": "a\\u0000b"}',
        b'{"name": "\\ud800"}',
        b'{"name": ' + b"9" * 100_000 + b"}",
        b'{"revenue": 1e999999999}',
        b'{"name": {"name": {"name": 1}}}',
        b"name=Acme",
        b"<xml/>",
    ],
)
def test_bodies_that_are_no_record(shared: Application, body: bytes) -> None:
    for method, path in (
        ("POST", "/records/company"),
        ("POST", "/records/company/batch"),
        ("PUT", "/blueprint/draft/object/company"),
    ):
        assert_refused(send(shared, method, path, body))
    assert_refused(send(shared, "POST", "/records/company", body, "text/plain"))


def test_nasty_texts_as_values_names_and_parameters(shared: Application) -> None:
    for text in NASTY_TEXTS:
        made = send(shared, "POST", "/records/company", json.dumps({"name": text, "revenue": text}).encode())
        assert made.status_code in (201, 422), made.text
        for body in (
            {text: text},
            {"create": [{"name": text, text: 1}]},
            {"upsert": {"match": text, "records": [{}]}},
        ):
            for path in ("/records/company", "/records/company/batch"):
                assert send(shared, "POST", path, json.dumps(body).encode()).status_code in (201, 200, 422)
        for name in ("filter", "view", "q", "sort", "fields", "limit", "cursor", "count", text or "x"):
            sent = text.encode("utf-8", "surrogatepass").decode("latin-1")
            answer = shared.call("GET", "/records/company?" + str(_query(name, sent)))
            assert answer.status_code in (200, 404, 422), (name, text, answer.text)


def _query(name: str, value: str) -> str:
    from urllib.parse import urlencode

    return urlencode({name: value}, encoding="latin-1", errors="replace")


def test_names_in_the_path_are_looked_up_and_nothing_else(shared: Application) -> None:
    for name in (
        "trellis_member",
        "sqlite_master",
        "company;--",
        "company%00",
        "..",
        "%2e%2e%2f",
        "Company",
        "user",
        "__init__",
        "a" * 3000,
    ):
        for path in (f"/records/{name}", f"/records/{name}/1", f"/records/{name}/1/history"):
            assert_refused(shared.call("GET", path), 404, 422)
        assert_refused(shared.call("POST", f"/records/{name}", {}), 404, 422)
        assert_refused(shared.call("POST", f"/records/{name}/batch", {"create": [{}]}), 404, 422)
    for id in (
        "1",
        "null",
        "' OR 1=1",
        "0" * 36,
        "01a20940-3b11-7119-bcbc-3df9d43f589g",
        "%F0%9F%99%82",
        "\u4e2d",
    ):
        for method in ("GET", "PATCH", "DELETE"):
            assert_refused(shared.call(method, f"/records/company/{id}", {}), 404, 422)


def test_batches_that_are_none(shared: Application) -> None:
    bad: list[Any] = [
        {"create": {}},
        {"create": [1]},
        {"create": [[]]},
        {"update": [{}]},
        {"update": [{"id": 5, "name": "A"}]},
        {"update": [{"id": "x", "name": "A"}]},
        {"update": [{"id": "x", "version": "y"}]},
        {"delete": [None]},
        {"delete": ["x", "x"]},
        {"upsert": {}},
        {"upsert": {"match": "name", "records": "x"}},
        {"upsert": {"match": "nothing", "records": [{"name": "A"}]}},
        {"surprise": []},
        {},
    ]
    for body in bad:
        assert_refused(shared.call("POST", "/records/company/batch", body), 422, 404)


def test_publications_that_are_none(shared: Application) -> None:
    bad: tuple[Any, ...] = (
        5,
        "x",
        {"note": 5},
        {"note": "x" * 5000},
        {"choices": {}},
        {"choices": [{"target": 5}]},
        {"base": "x"},
        {"surprise": 1},
    )
    for body in bad:
        assert_refused(shared.call("POST", "/blueprint/releases", body))
    for number in ("0", "99", "-1", "x", "9" * 30):
        assert_refused(shared.call("POST", f"/blueprint/releases/{number}/rollback"), 404, 422)


def test_headers_that_are_odd(shared: Application) -> None:
    record = shared.create(name="Odd headers")
    for version in ("x", '"', "9" * 100, "-1", "1.5"):
        answer = shared.call("PATCH", f"/records/company/{record['id']}", {}, headers={"If-Match": version})
        assert_refused(answer, 409, 422)
    for authorization in (
        "Bearer",
        "Bearer ",
        "Basic x",
        "Bearer trl_../../x_1",
        "Bearer trl_demo_",
        "Bearer " + "x" * 5000,
    ):
        assert_refused(shared.client.get("/api/v1/demo/me", headers={"Authorization": authorization}), 401)
    key = {"Authorization": f"Bearer {shared.key()}"}
    odd = {"Accept-Language": ";;,*;q=", "Cookie": "trellis_session=\x7f; a", "X-Request-Id": "<script>"}
    answer = shared.client.get("/api/v1/demo/me", headers=key | odd)
    assert answer.status_code == 200
    assert "<" not in answer.headers["x-request-id"]


def test_unknown_addresses_and_methods(shared: Application) -> None:
    assert_refused(shared.call("GET", "/nothing"), 404)
    assert_refused(shared.call("PUT", "/me", {}), 405)
    assert_refused(shared.call("DELETE", "/records/company"), 405)
    assert_refused(shared.client.get("/api/"), 404)
    assert_refused(shared.client.get("/api/v2/demo/me"), 404)


def test_an_answer_is_in_the_language_that_is_asked_for(shared: Application) -> None:
    refused = shared.call("GET", "/records/nothing", headers={"Accept-Language": "zh-CN"})
    assert "没有" in refused.json()["issues"][0]["message"]


def test_json_is_read_whatever_type_the_body_claims(shared: Application) -> None:
    """As `curl -d` sends it."""
    sent = {
        "Authorization": f"Bearer {shared.key()}",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    made = shared.client.post("/api/v1/demo/records/company", content='{"name": "Northgate"}', headers=sent)
    assert made.status_code == 201


def test_parameters_that_cannot_be_read_are_named(shared: Application) -> None:
    for query, message in (
        ("", "“q” is needed"),
        ("?q=a&limit=x", "“limit” takes a whole number"),
        ("?q=a&limit=0", "“limit” takes 1 or more"),
        ("?q=" + "a" * 600, "“q” takes at most 500 characters"),
    ):
        refused = shared.call("GET", f"/search{query}")
        assert_refused(refused)
        assert refused.json()["issues"][0]["message"] == message
    assert "须为整数" in shared.call("GET", "/search?q=a&limit=x", headers={"Accept-Language": "zh"}).text


ONE = {"expression": "n", "variables": {}}


@pytest.mark.parametrize(
    ("changes", "path"),
    [
        ({"variables": {"n": {"type": [], "value": 1}}}, "/variables/n/type"),
        ({"variables": {"n": {"type": {}, "value": 1}}}, "/variables/n/type"),
        (
            {"variables": {"n": {"type": "datetime", "value": "0001-01-01T00:00:00+12:00"}}},
            "/variables/n/value",
        ),
        ({"expression": "TODAY()", "now": "0001-01-01T00:00:00+12:00"}, "/now"),
        ({"expression": "TODAY()", "now": "9999-12-31T23:00:00-12:00"}, "/now"),
    ],
)
def test_expressions_over_odd_values(shared: Application, changes: dict[str, Any], path: str) -> None:
    refused = shared.call("POST", "/expressions/evaluate", {**ONE, **changes})
    assert_refused(refused)
    assert refused.json()["issues"][0]["path"] == path
