"""Two who write at once: both count, whoever comes first."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from record_store.database import Database
from tests.builders import Office, a_field, a_store, an_object
from tests.record_store.computed.crm import DOCUMENTS

WRITERS = 4
EACH = 5


@pytest.fixture
def office(either: Database) -> Office:
    return a_store(either, *DOCUMENTS)


def at_once(*acts: object) -> None:
    """Do these at the same time, from threads that start together. Raises what one of them raises."""
    barrier = threading.Barrier(len(acts))

    def run(act: object) -> None:
        barrier.wait()
        assert callable(act)
        act()

    with ThreadPoolExecutor(len(acts)) as pool:
        list(pool.map(run, acts))


def test_lines_that_come_at_once_are_all_summed_up(office: Office) -> None:
    deal = office.create("deal", name="big", probability=100, account=office.create("account", name="Acme"))

    def write() -> None:
        for _ in range(EACH):
            office.create("line", deal=deal, quantity=1, price=1)

    at_once(*[write] * WRITERS)
    assert office.get("deal", deal)["total"] == WRITERS * EACH


def test_a_deal_that_comes_while_its_account_changes_is_of_the_new_tier(office: Office) -> None:
    account = office.create("account", name="Acme", tier="gold")

    def write() -> None:
        for _ in range(EACH):
            office.create("deal", name="x", account=account)

    def change() -> None:
        for tier in ("silver", "gold") * EACH:
            office.update("account", account, tier=tier)
        office.update("account", account, tier="silver")

    at_once(write, write, change)
    with office.reading() as records:
        table = records.live.table("deal").table
        tiers = records.connection.scalars(table.select().with_only_columns(table.c.tier)).all()
    assert tiers == ["silver"] * 2 * EACH


def test_what_is_read_through_two_look_ups_is_of_the_new_tier_as_well(either: Database) -> None:
    office = a_store(
        either,
        an_object("group", "name", a_field("tier", "text")),
        an_object("account", "name", a_field("group", "lookup", object="group")),
        an_object(
            "deal",
            "name",
            a_field("account", "lookup", object="account"),
            a_field("tier", "formula", returns="text", expression="account.group.tier"),
        ),
    )
    group = office.create("group", name="Holding", tier="gold")
    account = office.create("account", name="Acme", group=group)

    def write() -> None:
        for _ in range(EACH):
            office.create("deal", name="x", account=account)

    def change() -> None:
        for tier in ("silver", "gold") * EACH:
            office.update("group", group, tier=tier)
        office.update("group", group, tier="silver")

    at_once(write, write, change)
    with office.reading() as records:
        table = records.live.table("deal").table
        tiers = records.connection.scalars(table.select().with_only_columns(table.c.tier)).all()
    assert tiers == ["silver"] * 2 * EACH


def test_the_name_of_a_person_reaches_the_formulas_that_say_it(either: Database) -> None:
    from record_store.actor import Actor
    from record_store.tenancy.members import Members

    thing = an_object("thing", "name", a_field("whose", "formula", returns="text", expression="owner.name"))
    office = a_store(either, thing)
    ann = office.person("Ann")
    id = office.create("thing", name="x", owner=ann.id)
    assert office.get("thing", id)["whose"] == "Ann"
    members = Members(office.store, None)  # type: ignore[arg-type]
    members.change(office.tenant, Actor.system(), ann.id, name="Anna")
    assert office.get("thing", id)["whose"] == "Anna"
