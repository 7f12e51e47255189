"""Every call of the API, asked by people who have no business there."""

import re
from collections.abc import Iterator
from typing import Any

import pytest

from runtime.api.openapi.document import api_routes
from tests.web.application import Application

RECORD = "01a20940-3b11-7119-bcbc-3df9d43f5894"
VALUES = {"object": "company", "id": RECORD, "kind": "object", "name": "company", "number": "1"}
BUILDERS_ONLY = re.compile(r"/blueprint/(draft|releases)")


def calls(application: Application, tenant: str = "demo") -> Iterator[tuple[str, str]]:
    """Method and address of every call there is, with things that exist in the path."""
    for route in api_routes(application.app):
        for method in sorted((route.methods or set()) - {"HEAD"}):
            path = re.sub(
                r"\{(\w+)\}",
                lambda found: VALUES.get(found[1], "some"),
                (route.path or "").replace("{tenant}", tenant),
            )
            yield method, path


def ask(application: Application, method: str, path: str, key: str | None) -> tuple[int, str]:
    headers = {"Authorization": f"Bearer {key}"} if key else {}
    body: dict[str, Any] = {"json": {}} if method in ("POST", "PUT", "PATCH") else {}
    answer = application.client.request(method, path, headers=headers, **body)
    return answer.status_code, answer.text


def test_without_a_key_nothing_is_said(shared: Application) -> None:
    for method, path in calls(shared):
        for key in (None, "trl_demo_0000", "trl_nothing", "x"):
            assert ask(shared, method, path, key)[0] == 401, (method, path, key)


def test_the_key_of_another_tenant_sees_no_tenant(shared: Application) -> None:
    theirs = shared.key("admin", "other")
    for method, path in calls(shared):
        status, said = ask(shared, method, path, theirs)
        unknown_status, unknown = ask(shared, method, path.replace("/demo/", "/no-such/"), theirs)
        assert status == unknown_status == 404, (method, path, said)
        assert said.replace("demo", "…") == unknown.replace("no-such", "…")


def test_a_person_without_rights_learns_nothing(shared: Application) -> None:
    secret = shared.create(name="Secret company")
    for method, path in calls(shared):
        place = path.replace(RECORD, secret["id"])
        status, said = ask(shared, method, place, shared.key("nobody"))
        assert "Secret company" not in said, (method, path)
        if BUILDERS_ONLY.search(path):
            assert status == 403, (method, path, said)
        if method != "GET":
            assert status in (403, 404, 422), (method, path, said)
    assert shared.call("GET", f"/records/company/{secret['id']}").json() == secret


def test_what_readers_may_not_change_stays(shared: Application) -> None:
    record = shared.create(name="Untouched")
    for method, path in calls(shared):
        if method != "GET":
            status, said = ask(shared, method, path.replace(RECORD, record["id"]), shared.key("reader"))
            assert status in (403, 404, 422), (method, path, said)
    assert shared.call("GET", f"/records/company/{record['id']}").json() == record


def test_a_revoked_key_opens_nothing(shared: Application) -> None:
    from record_store.actor import Actor

    members, keys = shared.composition.members, shared.composition.keys
    member = members.find("demo", "reader@demo.example")
    key = keys.create("demo", Actor.system(), member.id)
    assert ask(shared, "GET", "/api/v1/demo/me", key)[0] == 200
    newest = keys.list("demo", member.id)[0]
    keys.revoke("demo", Actor.system(), newest.id)
    assert ask(shared, "GET", "/api/v1/demo/me", key)[0] == 401


def test_a_person_who_left_is_let_in_no_more(shared: Application) -> None:
    from record_store.actor import Actor

    members = shared.composition.members
    left = members.add("demo", Actor.system(), "left@demo.example", ["admin"])
    key = shared.composition.keys.create("demo", Actor.system(), left.id)
    members.remove("demo", Actor.system(), left.id)
    assert ask(shared, "GET", "/api/v1/demo/me", key)[0] == 401


@pytest.mark.parametrize(
    "tenant", ["..", "%2e%2e", "a%2Fb", "DEMO", "demo%00", "t_demo", "control", "🙂", "a" * 300]
)
def test_a_tenant_that_is_none_is_not_there(shared: Application, tenant: str) -> None:
    headers = {"Authorization": f"Bearer {shared.key()}"}
    answer = shared.client.get(f"/api/v1/{tenant}/me", headers=headers)
    assert answer.status_code in (404, 422), answer.text
