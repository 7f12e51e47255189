"""Seeing everything as a role: the role's rights on every page, no change at all, written down, never more than one may."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
from fastapi.routing import APIRoute

from metamodel import NotAllowed
from record_store.actor import Actor
from record_store.audit import read_audit
from runtime.pages import ROUTERS
from tests.runtime.pages.workplace import TENANT, Visitor, Workplace
from web.visit import Visit


def begin(workplace: Workplace, **chosen: str) -> Visitor:
    visitor = workplace.visitor("admin")
    answer = visitor.send("/view-as", **chosen)
    assert answer.status_code == 303, answer.text
    return visitor


def member_id(workplace: Workplace, role: str) -> str:
    return workplace.composition.members.find(TENANT, f"{role}@demo.example").id


def events(workplace: Workplace) -> list[Any]:
    with workplace.composition.database.reading(TENANT) as connection:
        return [e for e in read_audit(connection) if e.event.startswith("view_as")]


def test_pages_are_what_the_role_sees(workplace: Workplace) -> None:
    record = workplace.create(title="Engines", amount=4321)
    visitor = begin(workplace, role="reader")
    for path in (f"/o/deal/{record.id}", "/o/deal"):
        page = visitor.look(path)
        assert page.status_code == 200
        assert "You see this as Reader" in page.text
        assert "Engines" in page.text
        assert "4,321" not in page.text
    assert "New deal" not in visitor.look("/o/deal").text


def test_a_role_that_sees_nothing_finds_nothing(workplace: Workplace) -> None:
    record = workplace.create(title="Engines")
    visitor = begin(workplace, role="nobody")
    assert visitor.look(f"/o/deal/{record.id}").status_code == 404
    assert visitor.look("/o/deal").status_code == 403
    assert "Nothing found" in visitor.look("/search?q=Engines").text


def test_ending_it_gives_everything_back_and_both_are_written_down(workplace: Workplace) -> None:
    record = workplace.create(title="Engines", amount=4321)
    before = len(events(workplace))
    visitor = begin(workplace, role="reader")
    assert visitor.send("/view-as/end").status_code == 303
    assert "4,321" in visitor.look(f"/o/deal/{record.id}").text
    ended, begun = events(workplace)[: len(events(workplace)) - before]
    assert (begun.event, ended.event) == ("view_as_begun", "view_as_ended")
    assert begun.by == member_id(workplace, "admin")
    assert begun.details["role"] == "reader"


def test_a_person_is_looked_as_with_their_own_records(workplace: Workplace) -> None:
    visitor = begin(workplace, person=member_id(workplace, "reader"))
    assert "You see this as Reader (Reader)" in visitor.look("/o/deal").text
    assert visitor.look("/inbox").status_code == 403


ROUTES = sorted(
    (method, route.path)
    for router in ROUTERS
    for route in router.routes
    if isinstance(route, APIRoute) and route.path.startswith("/{tenant}/") and "view-as" not in route.path
    for method in route.methods or ()
    if method not in ("GET", "HEAD") and not route.path.startswith("/{tenant}/f/")
)


@pytest.mark.parametrize(("method", "path"), ROUTES)
def test_no_route_changes_anything_meanwhile(small_workplace: Workplace, method: str, path: str) -> None:
    record = small_workplace.create(title="Engines")
    visitor = begin(small_workplace, role="admin")
    values = {"object": "deal", "id": record.id}
    filled = re.sub(
        r"\{(\w+)[^}]*\}", lambda found: values.get(found[1], "title"), path.removeprefix("/{tenant}")
    )
    answer = visitor.send(filled, title="Changed", stage="won")
    assert answer.status_code == 403
    assert "nothing can be changed" in answer.text
    assert small_workplace.read(record).values["title"] == "Engines"


def test_the_api_of_the_page_answers_as_the_role_too(workplace: Workplace) -> None:
    record = workplace.create(title="Engines", amount=4321)
    visitor = begin(workplace, role="reader")
    address = f"/api/v1/{TENANT}/records/deal/{record.id}"
    assert "amount" not in visitor.client.get(address).json()
    headers = {"X-CSRF-Token": visitor.token}
    assert visitor.client.patch(address, json={"title": "x"}, headers=headers).status_code == 403


def test_the_store_itself_refuses_to_write(small_workplace: Workplace) -> None:
    visit = Visit(small_workplace.composition, TENANT, small_workplace.actor())
    looking = replace(visit, viewer=small_workplace.actor())
    with pytest.raises(NotAllowed), looking.writing():
        pass


def builder_only(workplace: Workplace) -> Visitor:
    """Somebody who builds, sees accounts alone, and manages nobody."""
    composition = workplace.composition
    if ("role", "maker") not in composition.releases.draft(TENANT).blueprint.documents:
        body = {"kind": "role", "name": "maker", "objects": {"account": {"read": "all"}}, "can": ["studio"]}
        composition.releases.put(TENANT, Actor.system(), body)
        composition.releases.publish(TENANT, Actor.system(), "Makers")
        composition.members.add(TENANT, Actor.system(), "maker@demo.example", ["maker"], "Maker")
    member = composition.members.find(TENANT, "maker@demo.example")
    return Visitor(workplace, composition.sessions.open(member.account_id))


def test_a_builder_looks_as_roles_that_show_no_more_than_they_see(workplace: Workplace) -> None:
    visitor = builder_only(workplace)
    assert visitor.send("/view-as", role="nobody").status_code == 303
    visitor.send("/view-as/end")
    refused = visitor.send("/view-as", role="reader")
    assert refused.status_code == 403
    assert "more than you may see yourself" in refused.text
    assert visitor.send("/view-as", person=member_id(workplace, "admin")).status_code == 403


def test_who_neither_builds_nor_manages_may_not_begin(workplace: Workplace) -> None:
    visitor = workplace.visitor("reader")
    assert visitor.look("/view-as").status_code == 403
    assert visitor.send("/view-as", role="nobody").status_code == 403
    assert "view-as" not in visitor.look("/o/deal").text


def test_the_proof_is_of_no_use_to_another_session_or_made_up(workplace: Workplace) -> None:
    admin = begin(workplace, role="admin")
    cookie = admin.client.cookies["trellis_view_as"]
    other = workplace.visitor("nobody")
    for value in (cookie, "e30=.00", "nonsense", cookie.replace("a", "b")):
        other.client.cookies.set("trellis_view_as", value)
        assert other.look("/o/deal").status_code == 403
        assert "You see this as" not in other.look("/workbench").text


@pytest.mark.parametrize(
    "chosen", [{}, {"role": "ghost"}, {"person": "x"}, {"person": "01a20940-3b11-7119-bcbc-3df9d43f5894"}]
)
def test_nobody_is_looked_as_who_is_not_there(small_workplace: Workplace, chosen: dict[str, str]) -> None:
    assert small_workplace.visitor("admin").send("/view-as", **chosen).status_code in (404, 422)


def test_who_sees_a_record_is_said_with_its_reason(workplace: Workplace) -> None:
    record = workplace.create(title="Engines")
    visitor = workplace.visitor("admin")
    people = visitor.part(f"/o/deal/{record.id}/why").text
    assert people.count('data-sees="yes"') >= 2
    assert people.count('data-sees="no"') >= 1
    reader = visitor.part(f"/o/deal/{record.id}/why/{member_id(workplace, 'reader')}").text
    assert "all records" in reader
    assert "Hidden fields: Amount" in reader
    nobody = visitor.part(f"/o/deal/{record.id}/why/{member_id(workplace, 'nobody')}").text
    assert "grants anything" in nobody
    assert workplace.visitor("reader").part(f"/o/deal/{record.id}/why").status_code == 403
    assert visitor.part("/o/deal/01a20940-3b11-7119-bcbc-3df9d43f5894/why").status_code == 404
