"""References between records: look-ups, many-to-many, line items, and what happens when a record goes."""

from __future__ import annotations

from typing import Any

import pytest

from metamodel import Conflict, Invalid, NotFound
from record_store.batch import Batch, Upsert
from record_store.database import Database
from record_store.queries import Query
from tests.builders import Office, a_field, a_store, an_object, values_of

OBJECTS = (
    an_object(
        "account",
        a_field("name", required=True),
        a_field("code", unique=True),
        a_field("parent", "lookup", object="account"),
    ),
    an_object("contact", "name", a_field("account", "lookup", object="account", on_delete="cascade")),
    an_object("visit", "name", a_field("contact", "lookup", object="contact", on_delete="cascade")),
    an_object(
        "deal",
        "title",
        a_field("account", "lookup", object="account", on_delete="clear"),
        a_field("about", "lookup_any", objects=["account", "contact"], on_delete="restrict"),
        a_field("friends", "many_to_many", object="account"),
        a_field("lines", "lines", object="line", via="deal"),
    ),
    an_object(
        "line",
        a_field("name", required=True),
        a_field("deal", "lookup", object="deal"),
        a_field("price", "money", scale=2, currency="CNY"),
    ),
)


@pytest.fixture
def office(either: Database) -> Office:
    return a_store(either, *OBJECTS)


def codes(refused: pytest.ExceptionInfo[Any]) -> set[tuple[str, str]]:
    return {(issue.code, issue.path) for issue in refused.value.issues}


def test_a_record_is_named_by_a_value(office: Office) -> None:
    account = office.create("account", name="华为", code="HW")
    for reference in ("华为", {"match": {"code": "HW"}}, {"id": account}, account):
        deal = office.get("deal", office.create("deal", title="x", account=reference))
        assert deal["account"].id == account


def test_a_value_that_names_none_or_several_is_refused(office: Office) -> None:
    office.create("account", {"name": "Twin", "code": "1"}, {"name": "Twin", "code": "2"})
    with pytest.raises(Invalid) as refused, office.writing() as records:
        records.batch(
            "deal",
            Batch(
                create=[{"account": "Twin"}, {"account": "Nobody"}, {"account": {"match": {"colour": "x"}}}]
            ),
        )
    assert codes(refused) == {
        ("ambiguous_match", "/create/0/account"),
        ("no_match", "/create/1/account"),
        ("no_match_field", "/create/2/account"),
    }


def test_a_reference_leads_to_a_live_record(office: Office) -> None:
    gone = office.create("account", name="Gone")
    with office.writing() as records:
        records.trash("account", gone)
    with pytest.raises(Invalid) as refused, office.writing() as records:
        records.create(
            "deal", {"account": gone, "friends": [gone], "about": {"object": "contact", "id": gone}}
        )
    assert codes(refused) == {
        ("no_such_record", "/account"),
        ("no_such_record", "/friends/0"),
        ("no_such_record", "/about"),
    }


def test_many_references_keep_their_order(office: Office) -> None:
    one, two, three = office.create("account", {"name": "1"}, {"name": "2"}, {"name": "3"})
    deal = office.create("deal", title="x", friends=[three, one])
    assert [ref.label for ref in office.get("deal", deal)["friends"]] == ["3", "1"]
    office.update("deal", deal, friends=[two, three])
    with office.reading() as records:
        page = records.page(Query("deal", fields=("title", "friends")))
        assert [ref.label for ref in page.records[0].values["friends"]] == ["2", "3"]
        changed = records.history("deal", deal)[0].changes["friends"]
    assert [[ref.label for ref in side] for side in changed] == [["3", "1"], ["2", "3"]]


def test_line_items_are_saved_with_their_record(office: Office) -> None:
    deal = office.create("deal", title="x", lines=[{"name": "a", "price": 1}, {"name": "b"}])
    first, _ = office.get("deal", deal)["lines"]
    changed = office.update("deal", deal, lines=[{"id": first.id, "price": "2.50"}, {"name": "c"}])
    assert [(line.values["name"], str(line.values["price"])) for line in changed.values["lines"]] == [
        ("a", "2.50"),
        ("c", "None"),
    ]
    assert changed.version == 2
    with office.reading() as records:
        assert values_of(records.page(Query("line", trashed=True)).records, "name") == ["b"]


def test_line_items_that_do_not_change_change_nothing(office: Office) -> None:
    deal = office.create("deal", title="x", lines=[{"name": "a"}])
    (line,) = office.get("deal", deal)["lines"]
    assert office.update("deal", deal, lines=[{"id": line.id, "name": "a"}]).version == 1
    assert len(office.update("deal", deal, title="y").values["lines"]) == 1


def test_issues_of_line_items_say_which(office: Office) -> None:
    other = office.create("deal", title="y", lines=[{"name": "theirs"}])
    (theirs,) = office.get("deal", other)["lines"]
    deal = office.create("deal", title="x")
    lines = [{"name": "a"}, {"price": "dear"}, {"id": theirs.id, "name": "stolen"}]
    with pytest.raises(NotFound) as refused, office.writing() as records:
        records.update("deal", deal, {"lines": lines})
    assert {path for _, path in codes(refused)} == {"/lines/1/price", "/lines/1/name", "/lines/2/id"}
    assert office.get("deal", deal)["lines"] == ()


def test_restrict_names_what_refers(office: Office) -> None:
    account = office.create("account", name="Acme")
    office.create("deal", title="Big one", about={"object": "account", "id": account})
    with pytest.raises(Conflict) as refused, office.writing() as records:
        records.trash("account", account)
    assert "Big one" in refused.value.issues[0].sentence()


def test_clear_empties_and_cascade_takes_along_and_both_come_back_in_order(office: Office) -> None:
    account = office.create("account", name="Acme")
    contact = office.create("contact", name="Ann", account=account)
    visit = office.create("visit", name="Monday", contact=contact)
    deal = office.create("deal", title="x", account=account, lines=[{"name": "a"}])
    early = office.create("contact", name="Early", account=account)
    with office.writing() as records:
        records.trash("contact", early)
    with office.writing() as records:
        records.trash("account", account)

    assert office.get("deal", deal)["account"] is None
    with office.reading() as records:
        assert records.count(Query("visit")) == 0
    with office.writing() as records:
        records.restore("account", account)
    assert office.get("visit", visit)["contact"].label == "Ann"
    with office.reading() as records:
        assert values_of(records.page(Query("contact", trashed=True)).records, "name") == ["Early"]


def test_records_that_refer_to_each_other_go_together(office: Office) -> None:
    parent = office.create("account", name="P")
    child = office.create("account", name="C", parent=parent)
    with pytest.raises(Conflict), office.writing() as records:
        records.trash("account", parent)
    with office.writing() as records:
        records.batch("account", Batch(delete=[parent, child]))
    with office.reading() as records:
        assert records.count(Query("account")) == 0


def test_a_purged_record_leaves_nothing_but_an_audit(office: Office) -> None:
    account = office.create("account", name="Acme", code="A")
    deal = office.create("deal", title="x", friends=[account])
    with office.writing() as records:
        records.trash("account", account)
        records.purge("account", account)
    with office.reading() as records:
        assert records.page(Query("account", trashed=True)).records == ()
        assert records.get("deal", deal).values["friends"] == ()
        with pytest.raises(NotFound):
            records.history("account", account)


def test_unique_values_clash_only_with_live_records_and_never_when_blank(office: Office) -> None:
    office.create("account", {"name": "1", "code": "A"}, {"name": "2"}, {"name": "3"})
    with pytest.raises(Invalid) as refused, office.writing() as records:
        records.batch(
            "account",
            Batch(
                create=[{"name": "4", "code": "A"}, {"name": "5", "code": "B"}, {"name": "6", "code": "B"}]
            ),
        )
    assert codes(refused) == {("not_unique", "/create/0/code"), ("not_unique", "/create/2/code")}


def test_a_record_comes_back_only_where_its_unique_values_are_free(office: Office) -> None:
    old = office.create("account", name="old", code="A")
    with office.writing() as records:
        records.trash("account", old)
    office.create("account", name="new", code="A")
    with pytest.raises(Conflict), office.writing() as records:
        records.restore("account", old)


def test_unique_values_may_move_within_a_batch(office: Office) -> None:
    one = office.create("account", name="1", code="A")
    with office.writing() as records:
        records.batch(
            "account", Batch(update=[{"id": one, "code": "B"}], create=[{"name": "2", "code": "C"}])
        )
        records.batch("account", Batch(update=[{"id": one, "code": None}]))
        records.batch("account", Batch(create=[{"name": "3", "code": "B"}]))


def test_upsert_changes_what_is_there_and_creates_the_rest(office: Office) -> None:
    one = office.create("account", name="1", code="A")
    rows = [{"code": "A", "name": "one"}, {"code": "B", "name": "two"}]
    with office.writing() as records:
        done = records.batch("account", Batch(upsert=Upsert("code", rows)))
    assert (done.created, done.updated) == (1, 1)
    assert office.get("account", one)["name"] == "one"
    with pytest.raises(Invalid) as refused, office.writing() as records:
        records.batch("account", Batch(upsert=Upsert("code", [rows[0], rows[0]])))
    assert codes(refused) == {("twice", "/upsert/records/1/code")}


def test_a_batch_is_all_or_nothing(office: Office) -> None:
    one = office.create("account", name="1")
    batch = Batch(create=[{"name": "2"}], update=[{"id": one, "name": "x"}], delete=["nonsense"])
    with pytest.raises(Invalid), office.writing() as records:
        records.batch("account", batch)
    with office.reading() as records:
        assert values_of(records.page(Query("account")).records, "name") == ["1"]


def test_a_batch_has_a_limit(office: Office) -> None:
    with pytest.raises(Invalid), office.writing() as records:
        records.batch("account", Batch(create=[{"name": "x"}] * 10_001))


def names_of(lines: Any) -> list[str]:
    return [line.values["name"] for line in lines]


def test_line_items_stand_in_the_order_given(office: Office) -> None:
    deal = office.create("deal", title="x", lines=[{"name": "a"}, {"name": "b"}, {"name": "c"}])
    a, b, c = office.get("deal", deal)["lines"]
    moved = office.update("deal", deal, lines=[{"id": c.id}, {"name": "new"}, {"id": a.id}, {"id": b.id}])
    assert moved.version == 2
    assert names_of(moved.values["lines"]) == ["c", "new", "a", "b"]
    assert office.update("deal", deal, title="y").version == 3
    c, new, a, b = office.get("deal", deal)["lines"]
    again = [{"id": line.id} for line in (c, new, a, b)]
    assert office.update("deal", deal, lines=again).version == 3, "nothing moved"
    back = office.update("deal", deal, lines=[{"id": line.id} for line in (a, b, c, new)])
    assert names_of(back.values["lines"]) == ["a", "b", "c", "new"]


def test_a_line_item_made_by_itself_comes_last(office: Office) -> None:
    deal = office.create("deal", title="x", lines=[{"name": "a"}, {"name": "b"}])
    a, b = office.get("deal", deal)["lines"]
    office.update("deal", deal, lines=[{"id": b.id}, {"id": a.id}])
    office.create("line", name="alone", deal=deal)
    assert names_of(office.get("deal", deal)["lines"]) == ["b", "a", "alone"]


def test_a_line_item_that_comes_back_from_the_trash_takes_its_place(office: Office) -> None:
    deal = office.create("deal", title="x", lines=[{"name": "a"}, {"name": "b"}, {"name": "c"}])
    a, b, c = office.get("deal", deal)["lines"]
    office.update("deal", deal, lines=[{"id": c.id}, {"id": b.id}, {"id": a.id}])
    with office.writing() as records:
        records.trash("line", b.id)
    assert names_of(office.get("deal", deal)["lines"]) == ["c", "a"]
    with office.writing() as records:
        records.restore("line", b.id)
    assert names_of(office.get("deal", deal)["lines"]) == ["c", "b", "a"]


def test_the_order_of_many_records_is_kept_in_one_batch(office: Office) -> None:
    first = office.create("deal", title="1", lines=[{"name": "a"}, {"name": "b"}])
    second = office.create("deal", title="2", lines=[{"name": "c"}, {"name": "d"}])
    entries = [
        {"id": deal, "lines": [{"id": line.id} for line in reversed(office.get("deal", deal)["lines"])]}
        for deal in (first, second)
    ]
    with office.writing() as records:
        records.batch("deal", Batch(update=entries))
    assert [names_of(office.get("deal", deal)["lines"]) for deal in (first, second)] == [
        ["b", "a"],
        ["d", "c"],
    ]
