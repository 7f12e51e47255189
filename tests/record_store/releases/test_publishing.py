"""What is published is there: tables fit the blueprint, values survive, nothing is dropped."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select, table

from metamodel import Conflict, Invalid, NotFound
from record_store.actor import Actor
from record_store.database import Database
from record_store.releases.workbench import enter_schema
from tests.builders import a_field, an_object
from tests.record_store.releases.workshop import BUILDER, a_workshop


def test_a_new_tenant_has_its_first_release_and_tables_that_fit(database: Database) -> None:
    workshop = a_workshop(
        database, an_object("deal", "title", a_field("tags", "many_to_many", object="deal"))
    )
    assert workshop.store.live(workshop.tenant).release == 1
    workshop.assert_tables_fit()


def test_an_added_field_is_there_and_blank(database: Database) -> None:
    workshop = a_workshop(database, an_object("deal", "title"))
    deal = workshop.create("deal", title="Lathe")
    assert workshop.publish(an_object("deal", "title", a_field("amount", "money", default=5))) == 2
    assert workshop.get("deal", deal)["amount"] is None
    workshop.assert_tables_fit()


def test_the_plan_says_that_a_default_is_for_new_records(database: Database) -> None:
    workshop = a_workshop(database, an_object("deal", "title"))
    workshop.create("deal", title="Lathe")
    workshop.put(an_object("deal", "title", a_field("amount", "money", default=5)))
    effect = workshop.effects()["field/deal.amount"]
    assert effect.rows == 1
    assert "only new records begin with the default" in effect.sentence()


def test_a_removed_field_comes_back_with_its_values(database: Database) -> None:
    workshop = a_workshop(database, an_object("deal", "title", "note"))
    deal = workshop.create("deal", title="Lathe", note="urgent")
    workshop.publish(an_object("deal", "title"))
    assert "note" not in workshop.columns("deal")
    workshop.rollback(1)
    assert workshop.get("deal", deal)["note"] == "urgent"
    assert workshop.releases.trash(workshop.tenant) == ()


def test_a_removed_object_comes_back_with_its_records_and_join_rows(database: Database) -> None:
    tags = a_field("tags", "many_to_many", object="tag")
    workshop = a_workshop(database, an_object("tag"), an_object("deal", "title", tags))
    tag = workshop.create("tag", name="hot")
    deal = workshop.create("deal", title="Lathe", tags=[tag])
    workshop.remove("object", "deal")
    workshop.publish()
    assert "deal" not in workshop.tables()
    workshop.rollback(1)
    assert [ref.id for ref in workshop.get("deal", deal)["tags"]] == [tag]
    workshop.assert_tables_fit()


def test_another_object_of_a_removed_name_is_not_the_removed_one(database: Database) -> None:
    workshop = a_workshop(database, an_object("deal", "title"))
    workshop.create("deal", title="Lathe")
    workshop.remove("object", "deal")
    workshop.publish()
    workshop.publish(an_object("deal", "title"))
    assert [entry.field_id for entry in workshop.releases.trash(workshop.tenant)] == [None]
    with workshop.store.database.reading_whole(workshop.tenant) as connection:
        enter_schema(connection)
        assert connection.scalar(select(func.count()).select_from(table("deal"))) == 0


def test_a_field_with_a_known_id_and_another_name_is_a_rename(database: Database) -> None:
    workshop = a_workshop(database, an_object("deal", "title", a_field("amount", "money")))
    deal = workshop.create("deal", title="Lathe", amount=12)
    workshop.put(an_object("deal", "title", a_field("value", "money", id="amount")))
    assert workshop.effects()["field/deal.value"].operation == "rename_column"
    workshop.publish()
    assert workshop.get("deal", deal)["value"] == 12


def test_two_fields_may_swap_their_names(database: Database) -> None:
    workshop = a_workshop(database, an_object("deal", "one", "two", indexes=[["one"], ["two"]]))
    deal = workshop.create("deal", one="1", two="2")
    swapped = an_object(
        "deal", a_field("two", id="one"), a_field("one", id="two"), indexes=[["one"], ["two"]]
    )
    workshop.publish(swapped)
    values = workshop.get("deal", deal)
    assert (values["one"], values["two"]) == ("2", "1")
    workshop.assert_tables_fit()


def test_a_renamed_object_keeps_its_records_joins_and_history(database: Database) -> None:
    tags = a_field("tags", "many_to_many", object="deal")
    workshop = a_workshop(database, an_object("deal", "title", tags))
    other = workshop.create("deal", title="Other")
    deal = workshop.create("deal", title="Lathe", tags=[other])
    renamed = an_object("chance", "title", a_field("tags", "many_to_many", object="chance"), id="object.deal")
    workshop.publish(renamed)
    assert [ref.id for ref in workshop.get("chance", deal)["tags"]] == [other]
    with workshop.store.reading(workshop.tenant, BUILDER) as records:
        assert len(records.history("chance", deal)) == 1
    workshop.assert_tables_fit()


def test_two_objects_may_swap_their_names(database: Database) -> None:
    workshop = a_workshop(database, an_object("one", "a"), an_object("two", "b"))
    first = workshop.create("one", a="1")
    workshop.put(an_object("three", "b", id="object.two"), an_object("two", "a", id="object.one"))
    workshop.put(an_object("one", "b", id="object.two"))
    workshop.publish()
    assert workshop.get("two", first)["a"] == "1"
    workshop.assert_tables_fit()


def test_nothing_is_published_with_issues_and_all_are_told(database: Database) -> None:
    workshop = a_workshop(database, an_object("deal", "title"))
    wrong = [a_field("account", "lookup", object="nowhere"), a_field("other", "lookup", object="nobody")]
    workshop.put(an_object("deal", "title", *wrong))
    with pytest.raises(Invalid) as refused:
        workshop.publish()
    assert len(refused.value.issues) == 2
    assert workshop.store.live(workshop.tenant).release == 1


def test_an_empty_draft_is_not_published(database: Database) -> None:
    workshop = a_workshop(database, an_object("deal", "title"))
    with pytest.raises(Invalid, match="no changes"):
        workshop.publish()


def test_the_second_of_two_publishers_is_told(database: Database) -> None:
    workshop = a_workshop(database, an_object("deal", "title"))
    workshop.put(an_object("deal", "title", "note"))
    workshop.publish(base=1)
    workshop.put(an_object("deal", "title", "other"))
    with pytest.raises(Conflict, match="published another release"):
        workshop.publish(base=1)


def test_a_field_becomes_unique_only_where_values_differ(database: Database) -> None:
    workshop = a_workshop(database, an_object("deal", "code"))
    first = workshop.create("deal", code="A-1")
    workshop.create("deal", code="A-1")
    workshop.put(an_object("deal", a_field("code", unique=True)))
    (issue,) = workshop.releases.plan(workshop.tenant).issues
    assert issue.code == "not_unique"
    assert "A-1 (2 ×)" in issue.sentence()
    with pytest.raises(Invalid, match="A-1"):
        workshop.publish()
    workshop.update("deal", first, code="A-2")
    assert workshop.publish() == 2
    workshop.assert_tables_fit()


@pytest.mark.parametrize(
    ("field", "code"),
    [
        (a_field("code", required=True), "required"),
        (a_field("code", max_length=2), "too_long"),
    ],
)
def test_a_stricter_field_says_how_many_records_break_it(
    database: Database, field: dict[str, object], code: str
) -> None:
    workshop = a_workshop(database, an_object("deal", "title", "code"))
    workshop.create("deal", title="without")
    workshop.create("deal", title="with", code="long")
    workshop.put(an_object("deal", "title", field))
    (issue,) = workshop.releases.plan(workshop.tenant).issues
    assert (issue.code, issue.severity, issue.values["rows"]) == (code, "warning", 1)
    assert workshop.publish() == 2


def test_options_that_go_are_counted(database: Database) -> None:
    def stage(*values: str) -> dict[str, object]:
        return a_field("stage", "select", options=[{"value": value} for value in values])

    workshop = a_workshop(database, an_object("deal", "title", stage("new", "won")))
    deal = workshop.create("deal", title="a", stage="won")
    workshop.put(an_object("deal", "title", stage("new")))
    (issue,) = workshop.releases.plan(workshop.tenant).issues
    assert issue.code == "not_an_option"
    workshop.publish()
    assert workshop.get("deal", deal)["stage"] == "won"


def test_a_field_is_put_back_from_the_trash_alone(database: Database) -> None:
    workshop = a_workshop(database, an_object("deal", "title", "note", "code"))
    deal = workshop.create("deal", title="a", note="n", code="c")
    workshop.publish(an_object("deal", "title"))
    entries = {entry.field_id: entry for entry in workshop.releases.trash(workshop.tenant)}
    workshop.releases.restore(workshop.tenant, BUILDER, entries["note"].id)
    workshop.publish()
    assert workshop.get("deal", deal)["note"] == "n"
    assert "code" not in workshop.columns("deal")
    workshop.assert_tables_fit()


def test_purging_is_for_good_and_takes_only_what_is_asked_for(database: Database) -> None:
    workshop = a_workshop(database, an_object("deal", "title", "note", "code"))
    deal = workshop.create("deal", title="a", note="n", code="c")
    workshop.publish(an_object("deal", "title"))
    entries = {entry.field_id: entry for entry in workshop.releases.trash(workshop.tenant)}
    workshop.releases.purge(workshop.tenant, BUILDER, entries["note"].id)
    workshop.rollback(1)
    values = workshop.get("deal", deal)
    assert (values["note"], values["code"]) == (None, "c")
    with pytest.raises(NotFound):
        workshop.releases.purge(workshop.tenant, BUILDER, "no such entry")


def test_names_as_long_as_they_may_be_work(database: Database) -> None:
    long, longer = "a" * 63, "b" * 63
    fields = [a_field(long), a_field(longer, "many_to_many", object=long), a_field("c" * 63, "company_name")]
    workshop = a_workshop(database, an_object(long, *fields))
    record = workshop.create(long, **{long: "x", longer: [], "c" * 63: "某某有限公司"})
    workshop.publish(an_object(long, a_field("short", id=long)))
    workshop.rollback(1)
    assert workshop.get(long, record)["c" * 63] == "某某有限公司"
    workshop.assert_tables_fit()


def test_words_of_sql_are_names_like_others(database: Database) -> None:
    workshop = a_workshop(database, an_object("select", a_field("order"), a_field("group", "company_name")))
    record = workshop.create("select", order="1", group="G")
    workshop.publish(an_object("table", a_field("where", id="order"), id="object.select"))
    assert workshop.get("table", record)["where"] == "1"
    workshop.assert_tables_fit()


def test_who_published_is_in_the_list_of_releases(database: Database) -> None:
    workshop = a_workshop(database, an_object("deal", "title"))
    ann = Actor("0198a000-0000-7000-8000-000000000001", "ann@example.com", "Ann", ())
    workshop.put(an_object("deal", "title", "note"))
    workshop.releases.publish(workshop.tenant, ann, "with a note")
    newest = workshop.releases.list(workshop.tenant)[0]
    assert (newest.number, newest.note, newest.published_by) == (2, "with a note", ann.id)


def test_one_change_is_published_and_the_others_stay_in_the_draft(database: Database) -> None:
    workshop = a_workshop(database, an_object("deal", "title"), an_object("visit", "title"))
    workshop.put(an_object("deal", "title", a_field("amount", "money")), an_object("visit", "title", "place"))
    number = workshop.releases.publish(workshop.tenant, BUILDER, only=[("object", "visit"), ("view", "none")])
    assert number == 2
    assert ("amount" in workshop.columns("deal"), "place" in workshop.columns("visit")) == (False, True)
    assert set(workshop.releases.draft(workshop.tenant).changed) == {("object", "deal")}
    workshop.assert_tables_fit()
    with pytest.raises(Invalid):
        workshop.releases.publish(workshop.tenant, BUILDER, only=[("object", "visit")])


def test_a_change_that_needs_another_is_not_published_without_it(database: Database) -> None:
    workshop = a_workshop(database, an_object("deal", "title"))
    workshop.put(
        an_object("visit", "title"), an_object("deal", "title", a_field("visit", "lookup", object="visit"))
    )
    with pytest.raises(Invalid):
        workshop.releases.publish(workshop.tenant, BUILDER, only=[("object", "deal")])
    assert len(workshop.releases.draft(workshop.tenant).changed) == 2
