"""Creating, reading, changing records, and sending them to the trash."""

from __future__ import annotations

from decimal import Decimal

import pytest

from metamodel import Conflict, Invalid, NotFound, Ref
from record_store.database import Database
from record_store.queries import Query
from tests.builders import a_field, a_store, an_object, values_of

ACCOUNT = an_object("account", a_field("name", required=True, unique=True), a_field("city"))
DEAL = an_object(
    "deal",
    a_field("title", required=True),
    a_field("account", "lookup", object="account"),
    a_field("amount", "money", scale=2, currency="CNY"),
    a_field("stage", "select", options=[{"value": "open"}, {"value": "won"}], default="open"),
)


def test_a_created_record_is_read_as_it_was_written(either: Database) -> None:
    office = a_store(either, ACCOUNT, DEAL)
    account = office.create("account", name="华为")
    deal = office.create("deal", title="Turbine", account=account, amount="1,234.50")

    values = office.get("deal", deal)

    assert values["title"] == "Turbine"
    assert values["amount"] == Decimal("1234.50")
    assert values["stage"] == "open"
    assert values["account"] == Ref("account", account, "华为")
    assert values["version"] == 1


def test_a_change_is_kept_and_counted(either: Database) -> None:
    office = a_store(either, ACCOUNT)
    account = office.create("account", name="Foo")
    with office.writing() as records:
        changed = records.update("account", account, {"city": "上海"})
    assert (changed.values["city"], changed.version) == ("上海", 2)


def test_all_issues_are_told_at_once(either: Database) -> None:
    office = a_store(either, ACCOUNT, DEAL)
    with pytest.raises(Invalid) as refused, office.writing() as records:
        records.create("deal", {"amount": "many", "colour": "red", "stage": "gone"})
    assert {(issue.code, issue.path) for issue in refused.value.issues} >= {
        ("unknown_field", "/colour"),
        ("required", "/title"),
    }
    assert len(refused.value.issues) == 4


def test_a_page_goes_on_where_the_last_one_ended(either: Database) -> None:
    office = a_store(either, DEAL, ACCOUNT)
    amounts = [30, None, 10, 20, None]
    office.create("deal", *({"title": f"D{place}", "amount": amount} for place, amount in enumerate(amounts)))

    seen, cursor = [], None
    for _ in range(5):
        with office.reading() as records:
            page = records.page(Query("deal", sort=("-amount",), limit=2, cursor=cursor))
        seen += values_of(page.records, "title")
        cursor = page.next
        if cursor is None:
            break

    assert seen == ["D0", "D3", "D2", "D4", "D1"] or seen == ["D0", "D3", "D2", "D1", "D4"]


def test_the_trash_hides_and_gives_back(either: Database) -> None:
    office = a_store(either, ACCOUNT)
    account = office.create("account", name="Foo")
    with office.writing() as records:
        records.trash("account", account)
    with office.reading() as records:
        assert records.count(Query("account")) == 0
        assert records.count(Query("account", trashed=True)) == 1
        with pytest.raises(NotFound):
            records.get("account", account)
    with office.writing() as records:
        assert records.restore("account", account).values["name"] == "Foo"


def test_what_is_referred_to_stays(either: Database) -> None:
    office = a_store(either, ACCOUNT, DEAL)
    account = office.create("account", name="Foo")
    office.create("deal", title="Turbine", account=account)
    with pytest.raises(Conflict) as refused, office.writing() as records:
        records.trash("account", account)
    assert "Turbine" in refused.value.issues[0].sentence()


def test_history_says_what_became_of_what(either: Database) -> None:
    office = a_store(either, ACCOUNT)
    account = office.create("account", name="Foo")
    with office.writing() as records:
        records.update("account", account, {"city": "Paris"})
    with office.reading() as records:
        changed, created = records.history("account", account)
    assert (created.action, dict(created.changes)) == ("created", {})
    assert dict(changed.changes) == {"city": (None, "Paris")}
    assert changed.by is not None
    assert changed.by.label == "Trellis"


def test_very_long_names_are_kept_sorted_and_refused_where_they_must_differ(either: Database) -> None:
    long = an_object(
        "note", a_field("name", max_length=10_000), a_field("code", max_length=10_000, unique=True)
    )
    office = a_store(either, long)
    text = "".join(chr(0x4E00 + place * 37 % 20_000) for place in range(5000))
    office.create("note", name=text)
    with office.reading() as records:
        assert records.page(Query("note", sort=("name",))).records[0].values["name"] == text
    if either.dialect == "postgresql":
        with pytest.raises(Invalid) as refused:
            office.create("note", code=text)
        assert refused.value.issues[0].code == "too_long"
