"""Flows that run inside a save: what they set is saved with it, what they refuse is not."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from data_exchange import ColumnMapping, ImportSettings, perform
from data_exchange.reading import read_csv
from metamodel import Invalid
from record_store.actor import Actor
from record_store.batch import Batch, Upsert
from record_store.database import Database
from tests.builders import Office
from tests.flow_engine.builders import (
    a_trigger,
    an_expression,
    an_office,
    before_save,
    count,
    runs,
    set_fields,
)

PROBABILITY = before_save(
    a_trigger("created", "updated", fields=["stage"]),
    set_fields(probability=an_expression('CASE(stage, "won", 100, "lost", 0, 20)')),
)


def probability(office: Office, id: str) -> Decimal:
    found: Decimal = office.get("deal", id)["probability"]
    return found


def test_a_new_record_is_saved_with_what_the_flow_sets(database: Database) -> None:
    office = an_office(database, PROBABILITY)
    assert probability(office, office.create("deal", title="A", stage="won")) == 100


def test_a_changed_record_is_saved_with_what_the_flow_sets_in_one_version(database: Database) -> None:
    office = an_office(database, PROBABILITY)
    deal = office.create("deal", title="A")
    office.update("deal", deal, stage="lost")
    assert probability(office, deal) == 0
    assert office.get("deal", deal)["version"] == 2
    with office.reading() as records:
        assert set(records.history("deal", deal)[0].changes) == {"stage", "probability"}


def test_a_change_of_other_fields_does_not_start_it(database: Database) -> None:
    office = an_office(database, PROBABILITY)
    deal = office.create("deal", title="A", stage="won")
    office.update("deal", deal, probability=50)
    office.update("deal", deal, title="B")
    assert probability(office, deal) == 50


def test_every_path_to_a_save_passes_through_it(database: Database) -> None:
    """A batch, an upsert and an import are told apart by nothing."""
    office = an_office(database, PROBABILITY)
    with office.writing() as records:
        batch = records.batch("deal", Batch(create=[{"title": "A", "stage": "won"}, {"title": "B"}])).ids
        upsert = Upsert("title", [{"title": "A", "stage": "lost"}, {"title": "C", "stage": "won"}])
        upserted = records.batch("deal", Batch(upsert=upsert)).ids
    table = read_csv(b"Title,Stage\nD,won\nE,lost\n")
    settings = ImportSettings("deal", (ColumnMapping("Title", "title"), ColumnMapping("Stage", "stage")))
    _, outcome = perform(office.store, office.tenant, Actor.system(), table, settings, "deals.csv")
    imported = [str(row.record_id) for row in outcome.rows]
    found = [probability(office, id) for id in (*batch, *upserted, *imported)]
    assert found == [0, 20, 0, 100, 100, 0]


def test_a_person_without_the_right_to_the_field_still_gets_it_set(database: Database) -> None:
    office = an_office(database, PROBABILITY)
    rep = office.person("Ada", "rep")
    deal = office.create("deal", by=rep, title="A", stage="won")
    assert probability(office, deal) == 100


def test_conditions_look_at_what_was_and_what_is(database: Database) -> None:
    won_again = before_save(
        a_trigger("updated", before='stage = "lost"', when='stage = "won" AND amount > $prior.amount'),
        set_fields(title="Won back"),
    )
    office = an_office(database, won_again)
    back, same, other = (
        office.create("deal", title="A", stage=stage, amount=1) for stage in ("lost", "lost", "new")
    )
    office.update("deal", back, stage="won", amount=2)
    office.update("deal", same, stage="won", amount=1)
    office.update("deal", other, stage="won", amount=2)
    assert [office.get("deal", id)["title"] for id in (back, same, other)] == ["Won back", "A", "A"]


def test_nothing_was_before_a_new_record(database: Database) -> None:
    flow = before_save(a_trigger("created", before="ISBLANK(amount)"), set_fields(title="Was there"))
    office = an_office(database, flow)
    assert office.get("deal", office.create("deal", title="A"))["title"] == "A"


def test_a_later_step_and_a_later_flow_see_what_was_set(database: Database) -> None:
    """Constants are read by the field first: a date is a date for the next expression."""
    first = before_save(
        a_trigger("created"),
        set_fields("one", close_date="2026-05-01"),
        set_fields("two", close_date=an_expression("close_date + 1")),
        name="a",
    )
    second = before_save(
        a_trigger("created", when="close_date > DATE(2026, 5, 1)"), set_fields(title="Late"), name="b"
    )
    office = an_office(database, first, second)
    found = office.get("deal", office.create("deal", title="A"))
    assert (found["close_date"], found["title"]) == (dt.date(2026, 5, 2), "Late")


def test_a_look_up_can_be_set_by_what_it_is_called(database: Database) -> None:
    by_name = before_save(a_trigger("created"), set_fields(account={"match": {"name": "Acme"}}), name="a")
    then = before_save(
        a_trigger("created", when='account.city = "Rome"'), set_fields(title="Roman"), name="b"
    )
    office = an_office(database, by_name, then)
    acme = office.create("account", name="Acme", city="Rome")
    found = office.get("deal", office.create("deal", title="A"))
    assert (found["account"].id, found["title"]) == (acme, "Roman")


def test_a_value_that_does_not_fit_refuses_the_save_and_says_where(database: Database) -> None:
    too_long = before_save(a_trigger("created"), set_fields(title=an_expression('REPEAT("x", 50)')))
    office = an_office(database, too_long)
    with pytest.raises(Invalid) as refused:
        office.create("deal", title="A")
    assert [(issue.code, issue.path) for issue in refused.value.issues] == [("too_long", "/title")]
    assert count(office, "deal") == 0


def test_all_records_of_a_batch_that_a_flow_refuses_are_told(database: Database) -> None:
    divide = before_save(a_trigger("created"), set_fields(probability=an_expression("100 / amount")))
    office = an_office(database, divide)
    rows = [{"title": "A", "amount": 0}, {"title": "B", "amount": 4}, {"title": "C", "amount": 0}]
    with office.writing() as records, pytest.raises(Invalid) as refused:
        records.batch("deal", Batch(create=rows))
    assert [issue.path for issue in refused.value.issues] == ["/create/0", "/create/2"]


def test_an_import_tells_the_rows_that_a_flow_refuses(database: Database) -> None:
    divide = before_save(a_trigger("created"), set_fields(probability=an_expression("100 / amount")))
    office = an_office(database, divide)
    table = read_csv(b"Title,Amount\nA,0\nB,4\n")
    mapping = (ColumnMapping("Title", "title"), ColumnMapping("Amount", "amount"))
    settings = ImportSettings("deal", mapping, skip_refused=True)
    _, outcome = perform(office.store, office.tenant, Actor.system(), table, settings, "deals.csv")
    assert [(row.line, row.action) for row in outcome.rows] == [(2, "refused"), (3, "created")]


def test_a_flow_that_is_switched_off_does_nothing(database: Database) -> None:
    office = an_office(database, {**PROBABILITY, "active": False})
    assert probability(office, office.create("deal", title="A", stage="won")) is None


def test_a_save_that_only_flows_inside_it_heard_of_leaves_no_run(database: Database) -> None:
    office = an_office(database, PROBABILITY)
    office.create("deal", title="A")
    assert runs(office) == ()
