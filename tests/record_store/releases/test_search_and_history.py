"""What people search and look back at follows what is published."""

from __future__ import annotations

from record_store.database import Database
from tests.builders import a_field, an_object
from tests.record_store.releases.workshop import BUILDER, Workshop, a_workshop


def found(workshop: Workshop, text: str) -> list[str]:
    with workshop.store.reading(workshop.tenant, BUILDER) as records:
        return [hit.id for hit in records.search(text)]


def test_a_removed_field_is_searched_no_more_and_again_when_it_is_back(database: Database) -> None:
    workshop = a_workshop(database, an_object("deal", "title", "note"))
    deal = workshop.create("deal", title="Lathe", note="urgent")
    assert found(workshop, "urgent") == [deal]
    workshop.publish(an_object("deal", "title"))
    assert found(workshop, "urgent") == []
    assert found(workshop, "lathe") == [deal]
    workshop.rollback(1)
    assert found(workshop, "urgent") == [deal]


def test_a_field_becomes_searchable_with_what_it_holds(database: Database) -> None:
    workshop = a_workshop(database, an_object("deal", "title", a_field("note", searchable=False)))
    deal = workshop.create("deal", title="Lathe", note="urgent")
    assert found(workshop, "urgent") == []
    workshop.publish(an_object("deal", "title", a_field("note", searchable=True)))
    assert found(workshop, "urgent") == [deal]


def test_a_renamed_object_is_found_under_its_new_name(database: Database) -> None:
    workshop = a_workshop(database, an_object("deal", "title"))
    deal = workshop.create("deal", title="Lathe")
    workshop.publish(an_object("chance", "title", id="object.deal"))
    assert found(workshop, "lathe") == [deal]


def test_a_removed_object_is_found_again_when_it_is_back(database: Database) -> None:
    workshop = a_workshop(database, an_object("deal", "title"))
    deal = workshop.create("deal", title="Lathe")
    workshop.remove("object", "deal")
    workshop.publish()
    assert found(workshop, "lathe") == []
    workshop.rollback(1)
    assert found(workshop, "lathe") == [deal]


def test_history_knows_renamed_fields_by_their_new_names(database: Database) -> None:
    workshop = a_workshop(database, an_object("deal", "one", "two"))
    deal = workshop.create("deal", one="1", two="2")
    workshop.update("deal", deal, one="11")
    workshop.publish(an_object("deal", a_field("two", id="one"), a_field("one", id="two")))
    with workshop.store.reading(workshop.tenant, BUILDER) as records:
        newest = records.history("deal", deal)[0]
    assert newest.changes == {"two": ("1", "11")}


def test_a_look_up_of_any_object_follows_renames(database: Database) -> None:
    about = a_field("about", "lookup_any", objects=["deal"])
    workshop = a_workshop(database, an_object("deal", "title"), an_object("note", "text", about))
    deal = workshop.create("deal", title="Lathe")
    note = workshop.create("note", text="Hello", about={"object": "deal", "id": deal})
    about = a_field("about", "lookup_any", objects=["chance"])
    workshop.publish(an_object("chance", "title", id="object.deal"), an_object("note", "text", about))
    assert workshop.get("note", note)["about"][:2] == ("chance", deal)


def test_numbers_go_on_where_a_field_or_object_called_by_its_id_is_renamed(database: Database) -> None:
    number = a_field("number", "autonumber", pattern="{0}", id="number")
    workshop = a_workshop(database, an_object("deal", "title", number, id="deal"))
    first = workshop.create("deal", title="Lathe")
    workshop.publish(an_object("deal", "title", {**number, "name": "code"}, id="deal"))
    second = workshop.create("deal", title="Mill")
    workshop.publish(an_object("chance", "title", {**number, "name": "code"}, id="deal"))
    third = workshop.create("chance", title="Saw")
    assert [workshop.get("chance", id)["code"] for id in (first, second, third)] == ["1", "2", "3"]
