"""The blueprint over the API: draft, check, plan, publish, roll back."""

from typing import Any

from tests.web.application import Application
from tests.web.packages import COMPANY

CITY = {"name": "city", "type": "text", "label": {"en": "City", "zh-CN": "城市"}}


def with_field(application: Application, field: dict[str, Any]) -> dict[str, Any]:
    documents = application.call("GET", "/blueprint/draft").json()["documents"]
    company: dict[str, Any] = next(d for d in documents if d["kind"] == "object" and d["name"] == "company")
    return company | {"fields": [*company["fields"], field]}


def publish(application: Application, note: str = "") -> int:
    answer = application.call("POST", "/blueprint/releases", {"note": note})
    assert answer.status_code == 201, answer.text
    number: int = answer.json()["release"]
    return number


def test_a_field_added_in_the_draft_is_live_after_publishing_and_gone_after_rolling_back(
    application: Application,
) -> None:
    put = application.call("PUT", "/blueprint/draft/object/company", with_field(application, CITY))
    assert put.status_code == 200, put.text
    assert application.call("POST", "/blueprint/draft/check").json() == {"issues": []}
    plan = application.call("POST", "/blueprint/draft/plan", headers={"Accept-Language": "zh-CN"}).json()
    assert set(plan) == {"changes", "impact", "operations", "issues"}
    assert [change["target"] for change in plan["changes"]] == ["field/company.city"]
    assert plan["operations"][0]["rows"] == 0
    assert application.call("POST", "/records/company", {"name": "A", "city": "上海"}).status_code == 422

    assert publish(application, "Cities") == 2
    made = application.create(name="A", city="上海")
    assert made["city"] == "上海"
    assert "city" in str(application.call("GET", "/openapi.json").json()["components"]["schemas"]["company"])

    rolled_back = application.call("POST", "/blueprint/releases/1/rollback")
    assert rolled_back.status_code == 201
    assert "city" not in application.call("GET", f"/records/company/{made['id']}").json()
    assert application.call("POST", "/blueprint/releases/2/rollback").status_code == 201
    assert application.call("GET", f"/records/company/{made['id']}").json()["city"] == "上海"
    releases = application.call("GET", "/blueprint/releases").json()["data"]
    assert [release["number"] for release in releases] == [4, 3, 2, 1]


def test_an_edit_of_what_somebody_else_changed_is_refused(application: Application) -> None:
    first = application.call("PUT", "/blueprint/draft/object/company", with_field(application, CITY))
    assert "etag" in first.headers
    headers = {"If-Match": '"0"'}
    second = application.call("PUT", "/blueprint/draft/object/company", COMPANY, headers=headers)
    assert second.status_code == 409
    third = application.call(
        "PUT", "/blueprint/draft/object/company", COMPANY, headers={"If-Match": first.headers["etag"]}
    )
    assert third.status_code == 200


def test_a_draft_with_issues_is_not_published(application: Application) -> None:
    wrong = {"name": "boss", "type": "lookup", "object": "no_such_object"}
    application.call("PUT", "/blueprint/draft/object/company", with_field(application, wrong))
    issues = application.call("POST", "/blueprint/draft/check").json()["issues"]
    assert [issue["code"] for issue in issues] == ["unknown_object"]
    refused = application.call("POST", "/blueprint/releases", {})
    assert refused.status_code == 422
    assert refused.json()["issues"] == issues
    assert application.call("GET", "/blueprint").json()["release"] == 1


def test_a_document_is_removed_from_the_draft(application: Application) -> None:
    assert application.call("DELETE", "/blueprint/draft/role/nobody").status_code == 200
    assert application.call("DELETE", "/blueprint/draft/role/nobody").status_code == 404
    changed = application.call("GET", "/blueprint/draft").json()["changed"]
    assert [(c["kind"], c["name"], c["removed"]) for c in changed] == [("role", "nobody", True)]


def test_documents_that_are_none_are_refused(application: Application) -> None:
    bad: list[Any] = [
        [],
        "x",
        5,
        None,
        {"kind": "view"},
        {"name": "other"},
        {"fields": {}},
        {"fields": [{"type": []}]},
    ]
    for body in bad:
        refused = application.call("PUT", "/blueprint/draft/object/company", body)
        assert refused.status_code == 422, (body, refused.text)
    for place in (
        "object/UPPER",
        "object/select%3B--",
        "nothing/x",
        "object/" + "a" * 200,
        "object/__dunder",
    ):
        refused = application.call("PUT", f"/blueprint/draft/{place}", {"label": "X", "fields": []})
        assert refused.status_code == 422, (place, refused.text)


def test_readers_see_the_part_of_the_blueprint_that_concerns_them(application: Application) -> None:
    whole = application.call("GET", "/blueprint").json()
    assert {d["kind"] for d in whole["documents"]} == {"object", "role"}
    part = application.call("GET", "/blueprint", role="reader").json()["documents"]
    assert [d["name"] for d in part] == ["company"]
    assert [f["name"] for f in part[0]["fields"]] == ["name", "parent"]
    assert application.call("GET", "/blueprint/draft", role="reader").status_code == 403


def test_the_schema_of_every_kind_is_served(application: Application) -> None:
    from jsonschema import Draft202012Validator

    schemas = application.call("GET", "/blueprint/schema").json()
    assert {"object", "view", "role", "app"} <= set(schemas)
    for schema in schemas.values():
        Draft202012Validator.check_schema(schema)
