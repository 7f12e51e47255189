"""Computed fields are right after every change, on every path."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from record_store.batch import Batch, Upsert
from record_store.database import Database
from tests.builders import Office, a_store
from tests.record_store.computed.crm import COMPUTED, DOCUMENTS, Rows, expected

PLAIN = {
    "account": ("name", "tier", "parent"),
    "product": ("name", "category"),
    "deal": ("name", "account", "stage", "discount", "probability"),
    "line": ("deal", "product", "quantity", "price"),
}


@pytest.fixture
def office(either: Database) -> Office:
    return a_store(either, *DOCUMENTS)


def stored(office: Office) -> tuple[Rows, dict[str, dict[str, dict[str, Any]]]]:
    """All records that are not in the trash: their plain values, and their computed ones."""
    plain: Rows = {}
    computed: dict[str, dict[str, dict[str, Any]]] = {}
    with office.reading() as records:
        for name, fields in PLAIN.items():
            table = records.live.table(name).table
            ids = records.connection.scalars(table.select().with_only_columns(table.c.id)).all()
            found = {id: records.get(name, id, trashed=None).values for id in ids}
            there = {
                id: records.get(name, id, trashed=None).values for id in ids if not _gone(records, table, id)
            }
            plain[name] = {id: {f: _plain(values[f]) for f in fields} for id, values in there.items()}
            computed[name] = {id: {f: _plain(found[id][f]) for f in COMPUTED[name]} for id in there}
    return plain, computed


def _gone(records: Any, table: Any, id: str) -> bool:
    at = records.connection.scalar(
        table.select().with_only_columns(table.c.deleted_at).where(table.c.id == id)
    )
    return at is not None


def _plain(value: Any) -> Any:
    return getattr(value, "id", value)


def check(office: Office) -> None:
    plain, computed = stored(office)
    wanted = expected(plain)
    for name, rows in computed.items():
        for id, values in rows.items():
            assert values == {f: wanted[name][id][f] for f in COMPUTED[name]}, (name, plain[name][id])


def a_deal(office: Office, **more: Any) -> str:
    account = office.create("account", name="Acme", tier="gold")
    made: str = office.create(
        "deal", name="big", account=account, probability=50, stage="won",
        lines=[{"quantity": 2, "price": "10"}, {"quantity": 1, "price": "5.55"}], **more,
    )  # fmt: skip
    return made


def test_line_items_are_summed_up_to_the_account(office: Office) -> None:
    deal = office.get("deal", a_deal(office, discount=10))
    assert (deal["total"], deal["expected"], deal["tier"]) == (Decimal("23.00"), Decimal("11.50"), "gold")
    assert deal["average"] == Decimal("1.50")
    account = office.get("account", deal["account"].id)
    assert (account["deals"], account["won"], account["latest"]) == (1, Decimal("11.50"), "big")
    check(office)


def test_a_change_far_away_is_felt(office: Office) -> None:
    product = office.create("product", name="Pump", category="hardware")
    deal = a_deal(office)
    line = office.create("line", deal=deal, product=product, quantity=3, price=7)
    assert office.get("deal", deal)["hardware"] == Decimal("21.00")
    office.update("product", product, category="service")
    assert office.get("deal", deal)["hardware"] == 0
    assert office.get("line", line)["category"] == "service"
    office.update("deal", deal, discount=50)
    assert office.get("line", line)["total"] == Decimal("10.50")
    check(office)


def test_a_line_that_moves_leaves_the_one_and_counts_for_the_other(office: Office) -> None:
    one, other = a_deal(office), a_deal(office)
    line = office.create("line", deal=one, quantity=1, price=100)
    office.update("line", line, deal=other)
    assert office.get("deal", one)["largest"] == 20
    assert office.get("deal", other)["largest"] == 100
    check(office)


def test_the_trash_takes_and_gives_back(office: Office) -> None:
    deal = a_deal(office)
    account = office.get("deal", deal)["account"].id
    with office.writing() as records:
        records.trash("deal", deal)
    assert office.get("account", account)["won"] == 0
    check(office)
    with office.writing() as records:
        records.restore("deal", deal)
    assert office.get("account", account)["won"] == Decimal("12.78")
    check(office)


def test_a_reference_that_is_emptied_takes_its_mirror_along(office: Office) -> None:
    product = office.create("product", name="Pump", category="hardware")
    line = office.create("line", deal=a_deal(office), product=product, quantity=3, price=7)
    with office.writing() as records:
        records.trash("product", product)
    assert office.get("line", line)["category"] is None
    check(office)


def test_a_record_measures_those_of_its_own_kind(office: Office) -> None:
    deal = a_deal(office)
    child = office.get("deal", deal)["account"].id
    parent = office.create("account", name="Holding")
    office.update("account", child, parent=parent)
    assert office.get("account", parent)["all_won"] == Decimal("12.78")
    office.update("deal", deal, probability=100)
    assert office.get("account", parent)["all_won"] == Decimal("25.55")
    check(office)


def test_what_is_computed_neither_counts_as_a_change_nor_stands_in_the_history(office: Office) -> None:
    deal = a_deal(office)
    before = office.get("deal", deal)["version"]
    office.create("line", deal=deal, quantity=1, price=1)
    after = office.get("deal", deal)
    assert (after["version"], after["total"]) == (before, Decimal("26.55"))
    office.update("deal", deal, probability=60)
    with office.reading() as records:
        newest, *_ = records.history("deal", deal)
    assert set(newest.changes) == {"probability"}


def test_a_value_for_a_computed_field_is_refused(office: Office) -> None:
    from metamodel import Invalid

    with pytest.raises(Invalid) as refused:
        office.create("deal", name="x", expected=5)
    assert [(issue.code, issue.path) for issue in refused.value.issues] == [("computed", "/expected")]


def test_lists_filter_and_sort_by_computed_fields(office: Office) -> None:
    from record_store.queries import Query

    for name, price in (("a", 5), ("b", 50), ("c", 20)):
        office.create("deal", name=name, probability=100, lines=[{"quantity": 1, "price": price}])
    with office.reading() as records:
        found = records.page(Query("deal", filter="expected > 10", sort=("-expected",))).records
    assert [record.values["name"] for record in found] == ["b", "c"]


NAMES = st.sampled_from(["a", "b", "c", "", "Ö"])
PERCENTS = st.one_of(st.none(), st.sampled_from(["0", "12.5", "33.33", "100"]))
ACTS = st.lists(
    st.tuples(
        st.sampled_from(["create", "create", "update", "update", "batch", "trash", "restore", "upsert"]),
        st.sampled_from(["account", "product", "deal", "line", "line"]),
        st.integers(0, 10**6),
        st.fixed_dictionaries(
            {
                "name": NAMES,
                "tier": st.sampled_from([None, "gold", "silver"]),
                "category": st.sampled_from([None, "hardware", "service"]),
                "stage": st.sampled_from(["won", "open"]),
                "discount": PERCENTS,
                "probability": PERCENTS,
                "quantity": st.one_of(st.none(), st.integers(-3, 9)),
                "price": st.one_of(st.none(), st.sampled_from(["0.01", "9.99", "1234.5", "-3.335"])),
            }
        ),
    ),
    min_size=3,
    max_size=14,
)


@given(acts=ACTS)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_every_value_is_right(either: Database, acts: list[Any]) -> None:
    office = a_store(either, *DOCUMENTS)
    for category in ("hardware", "service"):
        product = office.create("product", name=category, category=category)
        office.create("line", deal=a_deal(office), product=product, quantity=4, price="2.5")
    for act in acts:
        perform(office, *act)
    check(office)


def perform(office: Office, act: str, name: str, chance: int, values: dict[str, Any]) -> None:
    from metamodel import TrellisError

    plain, _ = stored(office)
    given = {field: _value(plain, field, chance, values) for field in PLAIN[name]}
    ids = sorted(plain[name])
    one = ids[chance % len(ids)] if ids else None
    with office.writing() as records:
        try:
            if act == "create" or one is None:
                records.create(name, given)
            elif act == "update":
                some = {field: value for at, (field, value) in enumerate(given.items()) if chance >> at & 1}
                records.update(name, one, some)
            elif act == "batch":
                records.batch(name, Batch(create=[given, given], update=[{"id": one, **given}]))
            elif act == "upsert" and name == "product":
                records.batch(name, Batch(upsert=Upsert("name", [{**given, "name": "a"}])))
            elif act == "trash":
                records.trash(name, one)
            elif act == "restore":
                _restore(records, name, chance)
        except TrellisError:
            records.connection.rollback()


def _restore(records: Any, name: str, chance: int) -> None:
    table = records.live.table(name).table
    gone = sorted(
        records.connection.scalars(
            table.select().with_only_columns(table.c.id).where(table.c.deleted_at.is_not(None))
        )
    )
    if gone:
        records.restore(name, gone[chance % len(gone)])


def _value(plain: Rows, field: str, chance: int, values: dict[str, Any]) -> Any:
    targets = {"parent": "account", "account": "account", "deal": "deal", "product": "product"}
    if field not in targets:
        return values[field]
    ids = sorted(plain[targets[field]])
    return ids[chance // 7 % len(ids)] if ids and chance % 5 else None
