"""Publishing computed fields: they are worked out for what is there, and again when what they compute changes."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from typing import Any

import pytest

from metamodel import Invalid
from record_store.actor import Actor
from record_store.computed.filling import fill
from record_store.database import Database
from record_store.releases import Releases
from tests.builders import Office, a_field, a_store, an_object
from web.expression_reading import read_expression
from web.kinds import KINDS

SYSTEM = Actor.system()
PLAIN = (
    an_object("account", "name", a_field("rate", "number")),
    an_object("deal", "name", a_field("account", "lookup", object="account"), a_field("amount", "money")),
)


@pytest.fixture
def office(either: Database) -> Office:
    office = a_store(either, *PLAIN)
    account = office.create("account", name="Acme", rate=2)
    for amount in ("10", "0.05", None):
        office.create("deal", name=f"of {amount}", account=account, amount=amount)
    add(office, "account", a_field("note"))  # a release that can be gone back to: number 2
    return office


def releases(office: Office) -> Releases:
    return Releases(office.store, KINDS, read_expression)


def add(office: Office, object_name: str, *fields: dict[str, Any], publish: bool = True) -> None:
    """The object with these fields besides, or instead of those of the same name."""
    door = releases(office)
    body = dict(door.draft(office.tenant).blueprint.document("object", object_name).body)
    names = {one["name"] for one in fields}
    kept = [entry for entry in body["fields"] if entry["name"] not in names]
    door.put(office.tenant, SYSTEM, {**body, "fields": [*kept, *fields]})
    if publish:
        door.publish(office.tenant, SYSTEM)


def column(office: Office, object_name: str, name: str) -> list[Any]:
    with office.reading() as records:
        table = records.live.table(object_name).table
        ids = records.connection.scalars(table.select().with_only_columns(table.c.id).order_by(table.c.id))
        return [records.get(object_name, id).values[name] for id in ids.all()]


TWICE = a_field("twice", "formula", returns="money", expression="amount * account.rate")
SUM = a_field("total", "rollup", via="deal.account", function="sum", field="twice")


def test_a_new_formula_is_worked_out_for_the_records_that_are_there(office: Office) -> None:
    add(office, "deal", TWICE, publish=False)
    plan = releases(office).plan(office.tenant)
    said = [effect.sentence() for effect in plan.operations]
    assert said == ["Deal gets a column for Twice", "Twice of Deal is worked out for 3 records"]
    releases(office).publish(office.tenant, SYSTEM)
    assert column(office, "deal", "twice") == [Decimal("20.00"), Decimal("0.10"), Decimal("0.00")]
    add(office, "account", SUM)
    assert column(office, "account", "total") == [Decimal("20.10")]


def test_a_changed_formula_changes_what_builds_on_it_and_nothing_else(office: Office) -> None:
    add(office, "deal", TWICE, a_field("name_too", "formula", returns="text", expression="LOWER(name)"))
    add(office, "account", SUM)
    add(office, "deal", {**TWICE, "expression": "amount * account.rate + 1"}, publish=False)
    effects = releases(office).plan(office.tenant).operations
    assert [effect.target for effect in effects] == ["field/deal.twice", "field/account.total"]
    releases(office).publish(office.tenant, SYSTEM)
    assert column(office, "account", "total") == [Decimal("23.10")]


def test_another_label_works_nothing_out_again(office: Office) -> None:
    add(office, "deal", TWICE)
    add(office, "deal", {**TWICE, "label": "Two times"}, publish=False)
    assert releases(office).plan(office.tenant).operations == ()


def test_rolling_back_and_forth_keeps_values_right(office: Office) -> None:
    add(office, "deal", TWICE)
    add(office, "deal", {**TWICE, "returns": "text", "expression": 'TEXT(amount) & "!"'})
    assert column(office, "deal", "twice") == ["10!", "0.05!", "0!"]
    releases(office).rollback(office.tenant, SYSTEM, 3)
    assert column(office, "deal", "twice") == [Decimal("20.00"), Decimal("0.10"), Decimal("0.00")]
    releases(office).rollback(office.tenant, SYSTEM, 2)
    releases(office).rollback(office.tenant, SYSTEM, 3)
    office.create("deal", name="new", amount=4)
    assert column(office, "deal", "twice")[-1] == Decimal("0.00")


def test_values_that_people_wrote_are_kept_when_their_field_becomes_a_formula(office: Office) -> None:
    add(office, "deal", a_field("amount", "formula", returns="money", expression="LEN(name)", scale=2))
    assert column(office, "deal", "amount") == [Decimal("5.00"), Decimal("7.00"), Decimal("7.00")]
    releases(office).rollback(office.tenant, SYSTEM, 2)
    assert column(office, "deal", "amount") == [Decimal("10.00"), Decimal("0.05"), None]


def test_a_formula_may_become_a_plain_field_with_the_values_it_had(office: Office) -> None:
    add(office, "deal", TWICE)
    add(office, "deal", a_field("twice", "money"))
    assert column(office, "deal", "twice") == [Decimal("20.00"), Decimal("0.10"), Decimal("0.00")]


def test_an_object_with_a_formula_comes_back_from_the_trash(office: Office) -> None:
    add(office, "deal", TWICE)
    door = releases(office)
    door.remove(office.tenant, SYSTEM, "object", "deal")
    door.publish(office.tenant, SYSTEM)
    door.rollback(office.tenant, SYSTEM, 3)
    assert column(office, "deal", "twice") == [Decimal("20.00"), Decimal("0.10"), Decimal("0.00")]


def test_a_name_left_over_by_a_release_that_did_not_come_out_is_free(office: Office) -> None:
    add(office, "deal", TWICE, publish=False)
    releases(office)._make_ready(office.tenant)
    releases(office).discard(office.tenant, SYSTEM)
    add(office, "deal", a_field("twice", "text"))
    assert column(office, "deal", "twice") == [None, None, None]


@pytest.mark.parametrize(
    ("field", "code", "place"),
    [
        (a_field("f", "formula", returns="money", expression="name"), "wrong_type", "/expression"),
        (a_field("f", "formula", returns="number", expression="f + 1"), "computes_itself", "/expression"),
        (a_field("f", "formula", returns="text", expression="$user.name"), "not_in_formula", "/expression"),
        (
            a_field("f", "formula", returns="number", expression='COUNTOF("deal.account")'),
            "not_in_formula",
            "/expression",
        ),
        (a_field("f", "rollup", via="deal.name", function="count"), "not_a_lookup", "/via"),
        (a_field("f", "rollup", via="deal.account", function="sum", field="name"), "unfit_field", "/field"),
        (a_field("f", "rollup", via="deal.account", function="sum"), "no_field", "/field"),
        (a_field("f", "rollup", via="deal.account", function="count", filter="amount"), "wrong_type", "/filter"),
        (a_field("f", "mirror", via="name", field="name"), "unknown_field", "/field"),
        (a_field("f", "mirror", via="owner", field="email"), "no_result", ""),
        (a_field("f", "mirror", via="account", field="nothing"), "unknown_field", "/field"),
        (a_field("f", "formula", returns="select", expression="name"), "no_options", "/options"),
    ],
)  # fmt: skip
def test_what_cannot_be_computed_is_refused_with_its_place(
    office: Office, field: dict[str, Any], code: str, place: str
) -> None:
    owner = "account" if field["type"] == "rollup" or "COUNTOF" in str(field.get("expression")) else "deal"
    with pytest.raises(Invalid) as refused:
        add(office, owner, field)
    found = {
        (issue.code, issue.path.rpartition("/fields/")[2].partition("/")[2]) for issue in refused.value.issues
    }
    assert (code, place.removeprefix("/")) in found


def test_readers_go_on_while_a_release_fills_a_new_formula(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[int] = []

    def fill_slowly(records: Any, group: Any) -> None:
        fill(records, group)
        reader = elsewhere.submit(column, office, "deal", "amount")
        seen.append(len(reader.result(timeout=20)))  # beside the transaction that publishes

    elsewhere = ThreadPoolExecutor(1)
    monkeypatch.setattr("record_store.releases.operations.computing.fill", fill_slowly)
    add(office, "deal", TWICE)
    add(office, "account", SUM)
    assert seen == [3, 3]
    assert column(office, "account", "total") == [Decimal("20.10")]
