"""Engines take part in a write: they set values, refuse, and are told what happened."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select

from metamodel import Invalid, Issue
from record_store.database import Database
from record_store.hooks import NoHooks, Pending
from record_store.live import Live
from record_store.records import Records
from record_store.system_tables import OUTBOX
from tests.builders import a_field, a_store, an_object

OBJECTS = (
    an_object("account", "name"),
    an_object(
        "deal",
        a_field("title", required=True),
        a_field("amount", "money", scale=2, currency="CNY"),
        a_field("account", "lookup", object="account"),
    ),
)


class Engine(NoHooks):
    """Sets the amount of new deals, refuses bad titles, listens to changes of the amount and to deletions."""

    def __init__(self) -> None:
        self.told: list[str] = []

    def before_save(self, records: Records, object_name: str, pending: Sequence[Pending]) -> None:
        for one in pending:
            if object_name == "deal" and one.action == "created":
                one.values["amount"] = "1,000"
                one.values["account"] = {"match": {"name": "Acme"}}
            if one.values.get("title") == "bad":
                raise Invalid(Issue("bad", "/title", "No"))

    def listens(self, live: Live, object_name: str, action: Any, changed: frozenset[str]) -> bool:
        return object_name == "deal" and (action == "deleted" or "amount" in changed)

    def committed(self, tenant: str) -> None:
        self.told.append(tenant)


def test_an_engine_sets_values_as_people_would(either: Database) -> None:
    office = a_store(either, *OBJECTS, hooks=Engine())
    office.create("account", name="Acme")
    deal = office.get("deal", office.create("deal", title="x"))
    assert (deal["amount"], deal["account"].label) == (Decimal("1000.00"), "Acme")


def test_an_engine_may_refuse(either: Database) -> None:
    office = a_store(either, *OBJECTS, hooks=Engine())
    with pytest.raises(Invalid):
        office.create("deal", title="bad")


def test_what_somebody_listens_to_is_left_for_the_background(either: Database) -> None:
    engine = Engine()
    office = a_store(either, *OBJECTS, hooks=engine)
    office.create("account", name="Acme")
    assert engine.told == []
    deal = office.create("deal", title="x")
    office.update("deal", deal, title="y")
    office.update("deal", deal, amount=5)
    with office.writing() as records:
        records.trash("deal", deal)
    with office.reading() as records:
        rows = records.rows(
            select(OUTBOX.c.action, OUTBOX.c.record_id, OUTBOX.c.changes).order_by(OUTBOX.c.id)
        )
    assert [(row.action, row.record_id) for row in rows] == [
        ("created", deal),
        ("updated", deal),
        ("deleted", deal),
    ]
    assert rows[1].changes == {"amount": [1000.0, 5.0]}
    assert engine.told == [office.tenant] * 3
