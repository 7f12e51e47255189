"""Records over the API: one, many, conditional, gone and back."""

import time
from typing import Any

from tests.web.application import Application


def test_a_record_is_made_read_changed_and_sent_to_the_trash(application: Application) -> None:
    made = application.call("POST", "/records/company", {"name": "Acme", "revenue": 1234.5})
    assert made.status_code == 201
    record = made.json()
    place = f"/records/company/{record['id']}"
    assert made.headers["etag"] == '"1"'
    assert b'"revenue":1234.50' in made.content

    changed = application.call("PATCH", place, {"name": "Acme Ltd"})
    assert (changed.json()["name"], changed.json()["version"]) == ("Acme Ltd", 2)
    assert application.call("GET", place).json() == changed.json()

    assert application.call("DELETE", place).status_code == 200
    assert application.call("GET", place).status_code == 404
    assert [r["id"] for r in application.call("GET", "/trash").json()["data"]] == [record["id"]]
    assert application.call("POST", f"{place}/restore").json()["name"] == "Acme Ltd"
    assert application.call("GET", "/trash").json()["data"] == []


def test_every_digit_of_a_number_arrives(application: Application) -> None:
    sent = b'{"name": "Exact", "revenue": 9007199254740993.05}'
    key = {"Authorization": f"Bearer {application.key()}", "Content-Type": "application/json"}
    answer = application.client.post("/api/v1/demo/records/company", content=sent, headers=key)
    assert b'"revenue":9007199254740993.05' in answer.content


def test_a_change_for_another_version_is_refused_and_nothing_is_lost(application: Application) -> None:
    place = f"/records/company/{application.create(name='Acme')['id']}"
    first = application.call("PATCH", place, {"name": "First"}, headers={"If-Match": '"1"'})
    assert first.status_code == 200
    second = application.call("PATCH", place, {"name": "Second"}, headers={"If-Match": '"1"'})
    assert second.status_code == 409
    assert application.call("DELETE", place, headers={"If-Match": "1"}).status_code == 409
    assert application.call("GET", place).json()["name"] == "First"
    assert (
        application.call("PATCH", place, {"name": "X"}, headers={"If-Match": "yesterday"}).status_code == 422
    )


def test_a_list_pages_sorts_filters_searches_and_counts(application: Application) -> None:
    for number in range(7):
        application.create(name=f"Company {number}", revenue=number)
    first = application.call("GET", "/records/company?limit=3&sort=-revenue&count=true").json()
    assert [r["revenue"] for r in first["data"]] == [6, 5, 4]
    assert first["total"] == 7
    rest = application.call("GET", f"/records/company?limit=10&sort=-revenue&cursor={first['next']}").json()
    assert [r["revenue"] for r in rest["data"]] == [3, 2, 1, 0]
    assert rest["next"] is None
    assert "total" not in rest
    some = application.call("GET", "/records/company?filter=revenue > 4&fields=name").json()["data"]
    assert sorted(r["name"] for r in some) == ["Company 5", "Company 6"]
    assert set(some[0]) == {"id", "version", "name"}
    assert len(application.call("GET", "/records/company?q=Company 3").json()["data"]) == 1


def test_paths_through_look_ups_are_values_of_the_record(application: Application) -> None:
    company = application.create(name="巨石")
    visit = application.create("visit", subject="First", company={"match": {"name": "巨石"}})
    assert visit["company"] == {"id": company["id"], "label": "巨石"}
    read = application.call("GET", f"/records/visit/{visit['id']}?fields=subject,company.name").json()
    assert read["company.name"] == "巨石"


def test_a_record_that_others_refer_to_stays(application: Application) -> None:
    company = application.create(name="Acme")
    application.create("visit", subject="First", company=company["id"])
    assert application.call("DELETE", f"/records/company/{company['id']}").status_code == 409


def test_a_batch_is_done_as_a_whole_or_not_at_all(application: Application) -> None:
    kept, gone = application.create(name="Kept"), application.create(name="Gone")
    batch = {
        "create": [{"name": "New"}],
        "update": [{"id": kept["id"], "revenue": 5}],
        "upsert": {"match": "name", "records": [{"name": "Kept", "revenue": 6}, {"name": "Newer"}]},
        "delete": [gone["id"]],
    }
    wrong = batch | {"create": [{"name": "New"}, {"name": "x" * 1000}]}
    refused = application.call("POST", "/records/company/batch", wrong)
    assert refused.status_code == 422
    assert refused.json()["issues"][0]["path"] == "/create/1/name"
    assert application.call("GET", "/records/company?count=true").json()["total"] == 2

    done = application.call("POST", "/records/company/batch", batch).json()
    assert (done["created"], done["updated"], done["deleted"]) == (2, 2, 1)
    names = {r["name"] for r in application.call("GET", "/records/company").json()["data"]}
    assert names == {"Kept", "New", "Newer"}


def test_the_history_tells_who_changed_what(application: Application) -> None:
    record = application.create(name="Acme")
    application.call("PATCH", f"/records/company/{record['id']}", {"name": "Acme Ltd"})
    newest, oldest = application.call("GET", f"/records/company/{record['id']}/history").json()["data"]
    assert (oldest["action"], newest["action"]) == ("created", "updated")
    assert newest["by"]["label"] == "Admin"
    assert newest["changes"]["name"] == {"before": "Acme", "after": "Acme Ltd"}


def test_search_finds_what_the_person_may_see(application: Application) -> None:
    application.create(name="上海巨石集团")
    application.create("visit", subject="巨石来访")
    found = application.call("GET", "/search?q=巨石").json()["data"]
    assert {hit["object"] for hit in found} == {"company", "visit"}
    found = application.call("GET", "/search?q=巨石", role="reader").json()["data"]
    assert {hit["object"] for hit in found} == {"company"}


def test_what_a_role_may_not_see_is_not_there(application: Application) -> None:
    record = application.create(name="Acme", revenue=100)
    seen = application.call("GET", f"/records/company/{record['id']}", role="reader").json()
    assert seen["name"] == "Acme"
    assert "revenue" not in seen
    assert application.call("GET", "/records/company?filter=revenue>5", role="reader").status_code == 403
    assert application.call("POST", "/records/company", {"name": "X"}, role="reader").status_code == 403
    assert application.call("GET", f"/records/company/{record['id']}", role="nobody").status_code == 404


def test_values_against_a_rule_are_refused_at_their_place(application: Application) -> None:
    cases: list[tuple[dict[str, Any], str]] = [
        ({}, "/name"),
        ({"name": ""}, "/name"),
        ({"name": ["a"]}, "/name"),
        ({"name": "A", "revenue": "much"}, "/revenue"),
        ({"name": "A", "surprise": 1}, "/surprise"),
        ({"name": "A", "parent": "01a20940-3b11-7119-bcbc-3df9d43f5894"}, "/parent"),
        ({"name": "A", "parent": {"match": {"nothing": 1}}}, "/parent"),
    ]
    for values, path in cases:
        refused = application.call("POST", "/records/company", values)
        assert refused.status_code == 422, refused.text
        assert refused.headers["content-type"] == "application/problem+json"
        assert [issue["path"] for issue in refused.json()["issues"]] == [path]


def test_what_is_filled_in_by_itself_is_not_taken_from_outside(application: Application) -> None:
    record = application.create(name="Acme")
    forged = {"created_at": "2001-01-01T00:00:00Z", "created_by": record["id"], "name": "Forged"}
    refused = application.call("PATCH", f"/records/company/{record['id']}", forged)
    assert refused.status_code == 422
    assert {issue["path"] for issue in refused.json()["issues"]} == {"/created_at", "/created_by"}
    assert application.call("GET", f"/records/company/{record['id']}").json() == record


def test_a_batch_of_ten_thousand_is_quick_enough(application: Application) -> None:
    rows = [{"name": f"Company {number}", "revenue": number} for number in range(10_000)]
    started = time.perf_counter()
    assert application.call("POST", "/records/company/batch", {"create": rows}).json()["created"] == 10_000
    assert time.perf_counter() - started < 30
    too_many = application.call("POST", "/records/company/batch", {"create": rows, "delete": ["x"]})
    assert too_many.status_code == 422


def test_a_version_in_the_body_counts_like_the_header(shared: Application) -> None:
    record = shared.create(name="Versioned")
    path = f"/records/company/{record['id']}"
    assert shared.call("PATCH", path, {"name": "Second", "version": 1}).status_code == 200
    assert shared.call("PATCH", path, {"name": "Third", "version": "1"}).status_code == 409
    odd = shared.call("PATCH", path, {"name": "Third", "version": "first"})
    assert (odd.status_code, odd.json()["issues"][0]["code"]) == (422, "bad_version")
    batch = {"update": [{"id": record["id"], "name": "Fourth", "version": "1"}]}
    assert shared.call("POST", "/records/company/batch", batch).status_code == 409
