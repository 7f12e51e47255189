"""Rights: what a person sees and may do, on every way to a record."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from metamodel import Conflict, NotAllowed, NotFound, TrellisError
from record_store.access import Rights
from record_store.access.comparing import shows_no_more
from record_store.access.explaining import explain, who_sees
from record_store.actor import Actor
from record_store.batch import Batch, Upsert
from record_store.database import Database
from record_store.queries import Aggregate, Group, Query
from record_store.records import Records
from tests.builders import Office, a_field, a_role, a_store, an_object, values_of

OBJECTS = (
    an_object("account", "name", "city", a_field("rating", "integer")),
    an_object(
        "deal",
        "title",
        a_field("account", "lookup", object="account", on_delete="clear"),
        a_field("secret"),
        a_field("fixed"),
        a_field("friends", "many_to_many", object="account"),
        a_field("lines", "lines", object="line", via="deal"),
    ),
    an_object("line", "name", a_field("deal", "lookup", object="deal")),
)
ROLES = (
    a_role(
        "seller",
        {"deal": "own", "account": {"read": "own"}, "line": "own"},
        fields={"deal": {"secret": "hidden", "fixed": "read"}},
        can=["import"],
    ),
    a_role("reader", {"deal": {"read": "all"}}, fields={"deal": {"secret": "hidden"}}),
    a_role("auditor", {"deal": {"read": "all"}}),
    a_role(
        "northerner", {"account": {"read": {"where": 'city = "Oslo"'}, "create": {"where": 'city = "Oslo"'}}}
    ),
    a_role("boss", {"deal": "all", "*": "all"}),
    a_role("mate", {"deal": {"read": {"where": "account.rating > 3 OR owner = $user"}}}),
)


@pytest.fixture
def office(either: Database) -> Office:
    return a_store(either, *OBJECTS, *ROLES)


@pytest.fixture
def sue(office: Office) -> Actor:
    return office.person("Sue", "seller")


@pytest.fixture
def others_deal(office: Office) -> str:
    """A deal that belongs to nobody Sue knows."""
    account = office.create("account", name="Acme", city="Oslo", rating=5)
    deal: str = office.create("deal", title="Theirs", secret="s", account=account)
    return deal


READS: dict[str, Callable[[Records, str], Any]] = {
    "get": lambda records, id: records.get("deal", id),
    "history": lambda records, id: records.history("deal", id),
    "update": lambda records, id: records.update("deal", id, {"title": "x"}),
    "trash": lambda records, id: records.trash("deal", id),
    "batch update": lambda records, id: records.batch("deal", Batch(update=[{"id": id, "title": "x"}])),
    "batch delete": lambda records, id: records.batch("deal", Batch(delete=[id])),
    "purge": lambda records, id: records.purge("deal", id),
    "restore": lambda records, id: records.restore("deal", id),
}


@pytest.mark.parametrize("act", READS.values(), ids=READS)
def test_what_a_person_may_not_see_is_not_there(
    office: Office, sue: Actor, others_deal: str, act: Callable[[Records, str], Any]
) -> None:
    with pytest.raises(NotFound), office.writing(sue) as records:
        act(records, others_deal)


def test_lists_counts_search_and_summaries_hold_only_what_is_visible(
    office: Office, sue: Actor, others_deal: str
) -> None:
    mine = office.create("deal", by=sue, title="Mine and theirs")
    with office.reading(sue) as records:
        assert values_of(records.page(Query("deal")).records, "id") == [mine]
        assert values_of(records.page(Query("deal", q="theirs")).records, "id") == [mine]
        assert records.count(Query("deal")) == 1
        assert [hit.id for hit in records.search("theirs")] == [mine]
        assert records.aggregate(Aggregate("deal", (Group("title"),))) == (("Mine and theirs", 1),)
        assert records.labels("deal", [mine, others_deal]) == {mine: "Mine and theirs"}


def test_visible_but_not_allowed_is_said_so(office: Office, others_deal: str) -> None:
    reader = office.person("Rob", "reader")
    acts: list[Callable[[Records], Any]] = [
        lambda records: records.update("deal", others_deal, {"title": "x"}),
        lambda records: records.trash("deal", others_deal),
        lambda records: records.create("deal", {"title": "x"}),
        lambda records: records.page(Query("account")),
    ]
    for act in acts:
        with pytest.raises(NotAllowed), office.writing(reader) as records:
            act(records)


def test_a_hidden_field_is_nowhere(office: Office, others_deal: str) -> None:
    reader = office.person("Rob", "reader")
    office.update("deal", others_deal, secret="hush")
    with office.reading(reader) as records:
        assert "secret" not in records.get("deal", others_deal).values
        assert "secret" not in records.get("deal", others_deal, fields=("secret",)).values
        assert "secret" not in records.page(Query("deal", fields=("title", "secret"))).records[0].values
        assert all("secret" not in entry.changes for entry in records.history("deal", others_deal))
        assert records.search("hush") == ()
        assert records.page(Query("deal", q="hush")).records == ()
        for query in (Query("deal", filter='secret = "hush"'), Query("deal", sort=("secret",))):
            with pytest.raises(NotAllowed):
                records.page(query)
        with pytest.raises(NotAllowed):
            records.aggregate(Aggregate("deal", (Group("secret"),)))
    with office.reading(office.person("Ann", "auditor")) as records:
        assert [hit.id for hit in records.search("hush")] == [others_deal]


def test_a_hidden_field_behind_a_look_up_gives_nothing_and_breaks_no_list(office: Office, sue: Actor) -> None:
    office.create("deal", by=sue, title="Mine", lines=[{"name": "a"}])
    with office.reading(sue) as records:
        query = Query("line", fields=("name", "deal.title", "deal.secret"))
        assert records.page(query).records[0].values.keys() == {"id", "version", "name", "deal.title"}


@pytest.mark.parametrize("field", ["secret", "fixed"])
def test_a_field_that_may_not_be_written_refuses(office: Office, sue: Actor, field: str) -> None:
    deal = office.create("deal", by=sue, title="Mine")
    acts: list[Callable[[Records], Any]] = [
        lambda records: records.create("deal", {"title": "x", field: "y"}),
        lambda records: records.update("deal", deal, {field: "y"}),
    ]
    for act in acts:
        with pytest.raises(NotAllowed) as refused, office.writing(sue) as records:
            act(records)
        assert [issue.path for issue in refused.value.issues] == [f"/{field}"]


def test_nobody_refers_to_what_is_out_of_sight(office: Office, sue: Actor, others_deal: str) -> None:
    account = office.get("deal", others_deal)["account"].id
    for values in ({"account": account}, {"account": {"match": {"name": "Acme"}}}, {"friends": [account]}):
        with pytest.raises(TrellisError) as refused, office.writing(sue) as records:
            records.create("deal", {"title": "x", **values})
        assert refused.value.issues[0].code in ("no_such_record", "no_match")


def test_a_reference_out_of_sight_keeps_its_id_and_hides_its_label(office: Office, sue: Actor) -> None:
    account = office.create("account", name="Acme")
    deal = office.create("deal", title="Mine", owner=sue.id, account=account, friends=[account])
    shown = office.get("deal", deal, by=sue)
    assert (shown["account"].id, shown["account"].label) == (account, "")
    assert [(ref.id, ref.label) for ref in shown["friends"]] == [(account, "")]
    office.update("deal", deal, by=sue, friends=[account])


def test_a_record_is_created_in_ones_own_name_only(office: Office, sue: Actor) -> None:
    rob = office.person("Rob", "reader")
    with pytest.raises(NotAllowed), office.writing(sue) as records:
        records.create("deal", {"title": "x", "owner": rob.id})


def test_rights_of_several_roles_add_up(office: Office, others_deal: str) -> None:
    both = office.person("Bea", "seller", "auditor")
    assert office.get("deal", others_deal, by=both)["secret"] == "s"
    with pytest.raises(NotAllowed), office.writing(both) as records:
        records.update("deal", others_deal, {"title": "x"})


def test_a_scope_may_be_a_condition(office: Office, others_deal: str) -> None:
    office.create("account", name="Far", city="Rome")
    nora = office.person("Nora", "northerner")
    with office.reading(nora) as records:
        assert values_of(records.page(Query("account")).records, "name") == ["Acme"]
    office.create("account", by=nora, name="Near", city="Oslo")
    with pytest.raises(NotAllowed), office.writing(nora) as records:
        records.create("account", {"name": "Farther", "city": "Rome"})


def test_a_condition_sees_behind_look_ups_and_who_asks(office: Office, others_deal: str) -> None:
    max_ = office.person("Max", "mate")
    mine = office.create("deal", title="Mine", owner=max_.id)
    office.create("deal", title="Neither")
    with office.reading(max_) as records:
        assert {record.id for record in records.page(Query("deal")).records} == {others_deal, mine}


def test_what_is_not_known_yet_grants_nothing(either: Database) -> None:
    office = a_store(either, OBJECTS[0], a_role("futurist", {"account": "department"}))
    with pytest.raises(NotAllowed), office.reading(office.person("Fay", "futurist")) as records:
        records.page(Query("account"))


def test_what_goes_along_goes_by_the_rule_of_the_blueprint(office: Office) -> None:
    boss = office.person("Bob", "boss")
    deal = office.create("deal", title="D", lines=[{"name": "one"}])
    account = office.create("account", name="Acme")
    office.update("deal", deal, account=account)
    with office.writing(boss) as records:
        records.trash("account", account)
    assert office.get("deal", deal)["account"] is None


def test_upsert_finds_only_what_is_visible(office: Office, sue: Actor, others_deal: str) -> None:
    with office.writing(sue) as records:
        done = records.batch("deal", Batch(upsert=Upsert("title", [{"title": "Theirs"}])))
    assert (done.created, done.updated) == (1, 0)


def test_abilities_are_known(office: Office, sue: Actor) -> None:
    with office.reading(sue) as records:
        assert (records.rights.can("import"), records.rights.can("studio")) == (True, False)
        assert [described.name for described in records.rights.visible_objects()] == [
            "account",
            "deal",
            "line",
        ]


def test_two_people_on_one_record_are_told(office: Office, sue: Actor) -> None:
    deal = office.create("deal", by=sue, title="Mine")
    office.update("deal", deal, title="Changed", secret="hush")
    with pytest.raises(Conflict) as refused, office.writing(sue) as records:
        records.update("deal", deal, {"title": "Mine too"}, version=1)
    changes: Any = refused.value.changes  # type: ignore[attr-defined]
    assert [dict(entry.changes) for entry in changes] == [{"title": ("Mine", "Changed")}]
    assert changes[0].by.label == "Trellis"


def test_an_explanation_is_what_the_store_itself_answers(office: Office, others_deal: str) -> None:
    """Role by role: the deal's account has a rating of 5, so the mate's condition holds and the seller's own not."""
    both = office.person("Both", "seller", "mate")
    with office.reading() as records:
        told = explain(records, "deal", others_deal, both)
        assert {grant.role.name: grant.holds for grant in told.grants if grant.action == "read"} == {
            "seller": False,
            "mate": True,
        }
        assert [grant.role.name for grant in told.because("read")] == ["mate"]
        assert not told.allows("update")
        rights = {one.field.name: one.right for one in told.fields}
        assert rights["secret"] == "read"
        seen = who_sees(records, "deal", others_deal, [both, office.person("Nobody", "northerner")])
        assert list(seen.values()) == [True, False]
    for person in (both, office.person("Lone", "seller")):
        with office.reading() as records:
            sees = explain(records, "deal", others_deal, person).allows("read")
        with office.reading(person) as records:
            assert sees == bool(records.page(Query("deal")).records)


@pytest.mark.parametrize(
    ("mine", "theirs", "same", "covered"),
    [
        (("boss",), ("seller",), True, True),
        (("boss",), ("mate",), False, True),
        (("auditor",), ("reader",), True, True),
        (("reader",), ("auditor",), True, False),
        (("seller",), ("seller",), True, True),
        (("seller",), ("seller",), False, False),
        (("mate",), ("mate",), True, True),
        (("reader",), ("boss",), True, False),
    ],
)
def test_rights_that_show_no_more_are_told_from_those_that_do(
    office: Office, mine: tuple[str, ...], theirs: tuple[str, ...], same: bool, covered: bool
) -> None:
    with office.reading() as records:
        had, wanted = (Rights(records.live, roles, system=False) for roles in (mine, theirs))
        assert shows_no_more(wanted, had, same_person=same) is covered
