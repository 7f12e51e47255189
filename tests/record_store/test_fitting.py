"""Values that have to go with others: options by another field, look-ups filtered by the record that refers."""

from __future__ import annotations

from typing import Any

import pytest

from metamodel import Invalid
from record_store.batch import Batch, Upsert
from record_store.database import Database
from record_store.evaluation import offer_of, typed_record, unfit
from record_store.queries import Query
from tests.builders import Office, a_field, a_role, a_store, an_object

CITIES = [{"value": name} for name in ("sh", "bj", "la", "none")]
COUNTRY = a_field(
    "country", "select", options=[{"value": "cn", "label": "China"}, {"value": "us"}, {"value": "fr"}]
)
CITY = a_field(
    "city",
    "select",
    options=CITIES,
    options_when={"field": "country", "options": {"cn": ["sh", "bj"], "us": ["la"]}},
)
AREAS = a_field(
    "areas",
    "multi_select",
    options=[{"value": "east"}, {"value": "west"}, {"value": "all"}],
    options_when={"field": "wide", "options": {"true": ["east", "west"], "false": ["east"]}},
)
DEAL = an_object(
    "deal",
    "title",
    COUNTRY,
    CITY,
    a_field("wide", "boolean"),
    AREAS,
    a_field("account", "lookup", object="account", on_delete="clear"),
    a_field("contact", "lookup", object="contact", on_delete="clear", filter="account = $record.account"),
    a_field(
        "helpers",
        "many_to_many",
        object="contact",
        filter="account = $record.account AND rank > $record.least",
    ),
    a_field("least", "integer"),
    a_field("twin", "lookup", object="deal", on_delete="clear", filter="id <> $record.id"),
    a_field("peer", "lookup", object="account", on_delete="clear", filter="city = $record.account.city"),
    a_field("lines", "lines", object="line", via="deal"),
)
ACCOUNT = an_object("account", "name", "city")
CONTACT = an_object(
    "contact",
    "name",
    a_field("account", "lookup", object="account", on_delete="clear"),
    a_field("rank", "integer"),
)
LINE = an_object(
    "line",
    "name",
    a_field("deal", "lookup", object="deal", on_delete="cascade"),
    a_field(
        "contact", "lookup", object="contact", on_delete="clear", filter="account = $record.deal.account"
    ),
)


@pytest.fixture
def office(either: Database) -> Office:
    return a_store(
        either,
        ACCOUNT,
        CONTACT,
        DEAL,
        LINE,
        a_role("rep", {"*": "all"}, fields={"contact": {"account": "hidden"}}),
    )


@pytest.fixture
def people(office: Office) -> dict[str, str]:
    """Two accounts in one city and one elsewhere, with contacts of different ranks."""
    acme = office.create("account", name="Acme", city="Boston")
    bolt = office.create("account", name="Bolt", city="Boston")
    far = office.create("account", name="Far", city="Lyon")
    return {
        "acme": acme,
        "bolt": bolt,
        "far": far,
        "ann": office.create("contact", name="Ann", account=acme, rank=5),
        "art": office.create("contact", name="Art", account=acme, rank=1),
        "bob": office.create("contact", name="Bob", account=bolt, rank=9),
    }


def refused(office: Office, id: str | None = None, **values: Any) -> set[tuple[str, str]]:
    with pytest.raises(Invalid) as found, office.writing() as records:
        records.update("deal", id, values) if id else records.create("deal", values)
    return {(issue.code, issue.path) for issue in found.value.issues}


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"country": "us", "city": "sh"}, "/city"),
        ({"country": "fr", "city": "la"}, "/city"),
        ({"city": "sh"}, "/city"),
        ({"wide": False, "areas": ["east", "west"]}, "/areas"),
        ({"areas": ["west", "all"]}, "/areas"),
    ],
)
def test_an_option_that_does_not_go_with_the_other_field_is_refused(
    office: Office, values: dict[str, Any], path: str
) -> None:
    assert refused(office, **values) == {("option_not_offered", path)}


@pytest.mark.parametrize(
    "values",
    [
        {"country": "cn", "city": "bj"},
        {"country": "cn"},
        {"country": "fr", "city": "none"},
        {"city": "none"},
        {"wide": True, "areas": ["east", "west", "all"]},
        {"wide": False, "areas": ["east"]},
    ],
)
def test_an_option_that_goes_or_stands_in_no_list_is_kept(office: Office, values: dict[str, Any]) -> None:
    assert office.create("deal", **values)


def test_the_refusal_says_what_does_go(office: Office) -> None:
    with pytest.raises(Invalid) as found:
        office.create("deal", country="cn", city="la")
    (issue,) = found.value.issues
    assert issue.sentence() == "City: “la” does not go with Country “China”"
    assert issue.advice() == "Choose one of: sh, bj, none"


def test_a_change_of_the_deciding_field_is_refused_as_long_as_the_other_stays(office: Office) -> None:
    deal = office.create("deal", country="cn", city="sh")
    assert refused(office, deal, country="us") == {("option_not_offered", "/city")}
    office.update("deal", deal, country="us", city="la")
    office.update("deal", deal, country=None, city=None)


def test_every_row_of_a_batch_and_an_upsert_is_held_to_it(office: Office) -> None:
    rows = [{"title": "A", "country": "cn", "city": "sh"}, {"title": "B", "country": "us", "city": "sh"}]
    with pytest.raises(Invalid) as found, office.writing() as records:
        records.batch("deal", Batch(create=rows, upsert=Upsert("title", rows)))
    assert {issue.path for issue in found.value.issues} == {"/create/1/city", "/upsert/records/1/city"}


def test_a_look_up_takes_only_records_that_its_filter_leaves(office: Office, people: dict[str, str]) -> None:
    deal = office.create("deal", account=people["acme"], contact=people["ann"])
    assert refused(office, deal, contact=people["bob"]) == {("not_offered", "/contact")}
    assert refused(office, deal, account=people["bolt"]) == {("not_offered", "/contact")}
    assert refused(office, contact=people["ann"]) == {("not_offered", "/contact")}
    office.update("deal", deal, account=people["bolt"], contact=people["bob"])


def test_a_refusal_names_the_record_and_what_it_has_to_go_with(
    office: Office, people: dict[str, str]
) -> None:
    with pytest.raises(Invalid) as found:
        office.create("deal", account=people["acme"], contact=people["bob"])
    (issue,) = found.value.issues
    assert issue.sentence() == "Contact: “Bob” cannot be chosen here"
    assert issue.advice() == "It has to go with Account"


def test_each_of_many_references_is_judged(office: Office, people: dict[str, str]) -> None:
    found = refused(
        office, account=people["acme"], least=2, helpers=[people["ann"], people["art"], people["bob"]]
    )
    assert found == {("not_offered", "/helpers/1"), ("not_offered", "/helpers/2")}


def test_a_filter_may_look_behind_the_records_own_look_ups_and_at_the_record_itself(
    office: Office, people: dict[str, str]
) -> None:
    deal = office.create("deal", account=people["acme"], peer=people["bolt"])
    assert refused(office, deal, peer=people["far"]) == {("not_offered", "/peer")}
    assert refused(office, deal, twin=deal) == {("not_offered", "/twin")}
    office.update("deal", deal, twin=office.create("deal", title="Other"))


def test_lines_see_the_record_they_are_saved_with(office: Office, people: dict[str, str]) -> None:
    good, bad = {"name": "A", "contact": people["ann"]}, {"name": "B", "contact": people["bob"]}
    deal = office.create("deal", account=people["acme"], lines=[good])
    assert refused(office, account=people["acme"], lines=[good, bad]) == {("not_offered", "/lines/1/contact")}
    with office.reading() as records:
        line = records.page(Query("line", limit=1)).records[0].id
    found = refused(office, deal, account=people["bolt"], lines=[{"id": line}])
    assert found == {("not_offered", "/lines/0/contact")}


def test_what_was_there_before_a_rule_does_not_stop_other_changes(
    office: Office, people: dict[str, str]
) -> None:
    deal = office.create("deal", account=people["acme"], contact=people["ann"])
    office.update("contact", people["ann"], account=people["bolt"])
    office.update("deal", deal, title="Still possible")


def names(
    office: Office, field: str, by: Any = None, object: str = "deal", parents: Any = None, **values: Any
) -> list[str]:
    target = {"contact": "contact", "helpers": "contact", "peer": "account", "twin": "deal"}[field]
    with office.reading(by) as records:
        described = records.live.blueprint.object(object)
        read = {
            name: described.field(name).type.parser(described.field(name))(raw)
            for name, raw in values.items()
        }
        offer = offer_of(records, object, field, typed_record("0" * 8, None, read), parents or {})
        title = records.live.blueprint.object(target).title_field
        page = records.page(Query(target, sort=(title,), fields=(title,), offer=offer))
        return [record.values[title] for record in page.records]


def test_suggestions_are_those_that_may_be_chosen(office: Office, people: dict[str, str]) -> None:
    assert names(office, "contact", account=people["acme"]) == ["Ann", "Art"]
    assert names(office, "contact") == []
    assert names(office, "helpers", account=people["acme"], least=2) == ["Ann"]
    assert names(office, "peer", account=people["acme"]) == ["Acme", "Bolt"]
    parent = typed_record("1" * 8, None, {"account": None})
    parent.values["account"] = _ref(office, people["bolt"])
    assert names(office, "contact", object="line", parents={"deal": parent}) == ["Bob"]


def _ref(office: Office, id: str) -> Any:
    from metamodel.field_types.values import Ref

    return Ref("account", id)


def test_suggestions_do_not_need_the_right_to_see_what_the_filter_reads(
    office: Office, people: dict[str, str]
) -> None:
    rep = office.person("Rea", "rep")
    assert names(office, "contact", by=rep, account=people["acme"]) == ["Ann", "Art"]


def test_what_is_only_typed_is_judged_as_a_save_would(office: Office, people: dict[str, str]) -> None:
    with office.reading() as records:
        typed = typed_record("0" * 8, None, {"country": "us", "city": "sh"})
        assert [issue.path for issue in unfit(records, "deal", typed)] == ["/city"]
        stored = {"account": _ref(office, people["acme"]), "contact": None}
        typed = typed_record("0" * 8, stored, {**stored, "title": "x"})
        assert unfit(records, "deal", typed) == ()
