"""The draft is edited document by document, by several people, and nobody overwrites another unseen."""

from __future__ import annotations

import threading
from typing import Any

import pytest

from metamodel import Blueprint, Conflict, Invalid, NotFound, TrellisError
from record_store.actor import Actor
from record_store.database import Database
from record_store.releases import Releases
from tests.builders import a_field, a_role, add_member, an_object
from tests.record_store.releases.workshop import BUILDER, KINDS, Workshop, a_workshop

ANN = Actor("0198a000-0000-7000-8000-000000000001", "ann@example.com", "Ann", ())
BOB = Actor("0198a000-0000-7000-8000-000000000002", "bob@example.com", "Bob", ())
DEAL = an_object("deal", "title")


def with_people(database: Database, *documents: Any) -> Workshop:
    workshop = a_workshop(database, *(documents or (DEAL,)))
    with workshop.store.database.writing(workshop.tenant) as connection:
        add_member(connection, ANN)
        add_member(connection, BOB)
    return workshop


def test_the_draft_shows_what_differs_and_who_changed_it(database: Database) -> None:
    workshop = with_people(database)
    entry = workshop.releases.put(workshop.tenant, ANN, an_object("deal", "title", "note"))
    draft = workshop.releases.draft(workshop.tenant)
    assert draft.changed == {("object", "deal"): entry}
    assert (entry.changed_by, draft.base) == (ANN.id, 1)
    assert [field.name for field in draft.blueprint.object("deal").fields] == ["title", "note"]
    assert [field.name for field in workshop.live().object("deal").fields] == ["title"]


def test_whoever_saw_an_older_version_is_told_who_changed_it(database: Database) -> None:
    workshop = with_people(database)
    seen = workshop.releases.draft(workshop.tenant).versions["object", "deal"]
    workshop.releases.put(workshop.tenant, ANN, an_object("deal", "title", "note"), if_match=seen)
    with pytest.raises(Conflict, match="Ann changed Object “deal” meanwhile"):
        workshop.releases.put(workshop.tenant, BOB, an_object("deal", "title", "other"), if_match=seen)
    with pytest.raises(Conflict):
        workshop.releases.remove(workshop.tenant, BOB, "object", "deal", if_match=seen)


def test_a_version_that_was_published_meanwhile_is_an_older_one(database: Database) -> None:
    workshop = with_people(database)
    seen = workshop.releases.draft(workshop.tenant).versions["object", "deal"]
    workshop.publish(an_object("deal", "title", "note"))
    with pytest.raises(Conflict, match="changed meanwhile"):
        workshop.releases.put(workshop.tenant, BOB, an_object("deal", "title", "other"), if_match=seen)


def test_what_is_as_it_was_is_no_change(database: Database) -> None:
    workshop = with_people(database)
    workshop.put(an_object("deal", "title", "note"), DEAL)
    assert workshop.releases.draft(workshop.tenant).changed == {}


def test_a_change_is_taken_back_alone_or_with_all_others(database: Database) -> None:
    workshop = with_people(database)
    workshop.put(an_object("deal", "title", "note"), an_object("task"))
    workshop.releases.discard(workshop.tenant, ANN, ("object", "task"))
    assert set(workshop.releases.draft(workshop.tenant).changed) == {("object", "deal")}
    workshop.releases.discard(workshop.tenant, ANN)
    assert workshop.releases.draft(workshop.tenant).changed == {}


def test_a_rename_is_taken_back_whole(database: Database) -> None:
    workshop = with_people(database)
    workshop.put(an_object("chance", "title", id="object.deal"))
    assert set(workshop.releases.draft(workshop.tenant).changed) == {("object", "deal"), ("object", "chance")}
    workshop.releases.discard(workshop.tenant, ANN, ("object", "chance"))
    assert workshop.releases.draft(workshop.tenant).changed == {}


def test_ids_are_given_once_and_stay(database: Database) -> None:
    workshop = with_people(database)
    workshop.publish(an_object("deal", "title", "note"))
    note = workshop.live().object("deal").field("note").id
    workshop.publish(an_object("deal", "title", a_field("remark", id=note)))
    workshop.publish(an_object("deal", "title", "remark", "note"))
    fields = {field.name: field.id for field in workshop.live().object("deal").fields}
    assert fields["remark"] == note != fields["note"]


def test_a_name_that_is_taken_is_refused(database: Database) -> None:
    workshop = with_people(database, DEAL, an_object("task"))
    with pytest.raises(Invalid, match="already"):
        workshop.put(an_object("task", "title", id="object.deal"))


@pytest.mark.parametrize(
    "body",
    [
        None, [], "x", 1, {}, {"kind": "object"}, {"kind": "nonsense", "name": "a"}, {"kind": "object", "name": "A"},
        {"kind": "object", "name": "a", "fields": "x"}, {"kind": "object", "name": "a", "fields": [1]},
        {"kind": ["object"], "name": {"a": 1}, "fields": []}, {"kind": "object", "name": "x\"; drop", "fields": []},
        {"kind": "object", "name": "a", "fields": [], "label": "\x00"},
        {"kind": "object", "name": "a", "fields": [], "label": "\ud800"},
        {"kind": "object", "name": "a", "fields": [], "label": object()},
        {"kind": "object", "name": "a", "fields": [], "label": "x" * 3_000_000},
    ],
)  # fmt: skip
def test_what_is_no_document_is_refused_and_changes_nothing(database: Database, body: Any) -> None:
    workshop = a_workshop(database)
    with pytest.raises(Invalid):
        workshop.releases.put(workshop.tenant, BUILDER, body)
    assert workshop.releases.draft(workshop.tenant).changed == {}


def test_what_is_not_there_cannot_be_removed(database: Database) -> None:
    workshop = a_workshop(database)
    with pytest.raises(NotFound):
        workshop.remove("object", "nothing")


def test_the_impact_names_what_uses_a_change(database: Database) -> None:
    view = {
        "kind": "view",
        "name": "deals",
        "label": "Deals",
        "type": "list",
        "object": "deal",
        "columns": ["title", "note"],
    }
    role = a_role("rep", {"deal": "own"}, fields={"deal": {"note": "hidden"}})
    workshop = a_workshop(database, an_object("deal", "title", "note"), view, role)
    workshop.put(DEAL)
    plan = workshop.releases.plan(workshop.tenant)
    touched = {(use.kind, use.name) for use in plan.impact if use.target == "field/deal.note"}
    assert touched == {("view", "deals"), ("role", "rep")}
    assert not plan.is_publishable
    assert {issue.path.split("/")[1] for issue in plan.issues} == {"view", "role"}


def test_a_plan_of_other_documents_leaves_the_draft_alone(database: Database) -> None:
    workshop = a_workshop(database, DEAL)
    plan = workshop.releases.plan_documents(
        workshop.tenant, Blueprint.of([an_object("deal", "title", "note")])
    )
    assert [effect.operation for effect in plan.operations] == ["add_column"]
    assert workshop.releases.draft(workshop.tenant).changed == {}


def test_of_two_who_publish_at_once_one_is_told_and_nothing_is_lost(database: Database) -> None:
    workshop = a_workshop(database, DEAL)
    workshop.put(an_object("deal", "title", "note"))
    outcomes: list[Any] = []
    start = threading.Barrier(2)

    def publish() -> None:
        releases = Releases(workshop.store, KINDS)
        start.wait()
        try:
            outcomes.append(releases.publish(workshop.tenant, BUILDER, base=1))
        except TrellisError as refused:
            outcomes.append(type(refused))

    people = [threading.Thread(target=publish) for _ in range(2)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    assert sorted(outcomes, key=str) == [2, Conflict]
    workshop.assert_tables_fit()


def test_many_who_change_different_documents_at_once_all_succeed(database: Database) -> None:
    workshop = a_workshop(database, DEAL)
    people = [threading.Thread(target=workshop.put, args=(an_object(f"thing{n}"),)) for n in range(6)]
    for person in people:
        person.start()
    for person in people:
        person.join()
    draft = workshop.releases.draft(workshop.tenant)
    assert len(draft.changed) == 6
    assert len({entry.version for entry in draft.changed.values()}) == 6
