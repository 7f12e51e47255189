"""Many people at once: numbers are neither doubled nor lost, unique values stay unique, changes are not lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest

from metamodel import Conflict, Invalid, NotFound, TrellisError
from record_store.batch import Batch
from record_store.database import Database
from record_store.queries import Query
from tests.builders import Office, a_field, a_store, an_object, values_of

PATIENCE = 20.0
MISSING = "00000000-0000-7000-8000-000000000000"
DEAL = an_object(
    "deal",
    "title",
    a_field("number", "autonumber", pattern="D-{YYYY}-{0000}"),
    a_field("code", unique=True),
)
ACCOUNT = an_object("account", "name")
VISIT = an_object(
    "visit",
    "title",
    a_field("account", "lookup", object="account"),
)


@pytest.fixture
def office(either: Database) -> Office:
    return a_store(either, DEAL, ACCOUNT, VISIT)


def at_once(many: int, act: Callable[[int], Any]) -> list[Any]:
    """What each of so many threads gave or raised, all having begun together."""
    start = Barrier(many)

    def run(place: int) -> Any:
        start.wait()
        try:
            return act(place)
        except TrellisError as refused:
            return refused

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(run, range(many)))


def numbers(office: Office) -> list[str]:
    with office.reading() as records:
        return values_of(records.page(Query("deal", sort=("number",), limit=500)).records, "number")


def test_numbers_have_no_gap_and_no_double(office: Office) -> None:
    def work(place: int) -> None:
        for turn in range(5):
            with office.writing() as records:
                if turn % 2:
                    records.batch(
                        "deal", Batch(create=[{"title": f"{place}.{turn}.{row}"} for row in range(3)])
                    )
                else:
                    records.create("deal", {"title": f"{place}.{turn}"})

    assert at_once(6, work) == [None] * 6
    assert numbers(office) == [f"D-2026-{count:04d}" for count in range(1, 6 * 9 + 1)]


def test_what_is_rolled_back_gives_its_numbers_back(office: Office) -> None:
    batch = Batch(create=[{"title": "x"}] * 3, delete=[MISSING])
    with pytest.raises(NotFound), office.writing() as records:
        records.batch("deal", batch)
    office.create("deal", title="y")
    assert numbers(office) == ["D-2026-0001"]


def test_of_many_with_one_unique_value_one_is_made(office: Office) -> None:
    made = at_once(6, lambda place: office.create("deal", title=str(place), code="A"))
    refused = [one for one in made if isinstance(one, TrellisError)]
    assert len(refused) == 5
    assert all(isinstance(one, Invalid | Conflict) for one in refused)
    assert {issue.code for one in refused for issue in one.issues} == {"not_unique"}
    with office.reading() as records:
        assert records.count(Query("deal")) == 1


def test_of_many_changes_of_one_version_one_is_kept(office: Office) -> None:
    deal = office.create("deal", title="x")

    def change(place: int) -> Any:
        with office.writing() as records:
            return records.update("deal", deal, {"title": str(place)}, version=1)

    made = at_once(5, change)
    assert sum(isinstance(one, Conflict) for one in made) == 4
    assert office.get("deal", deal)["version"] == 2


def test_changes_without_a_version_all_happen(office: Office) -> None:
    deal = office.create("deal", title="x")
    at_once(5, lambda place: office.update("deal", deal, title=f"t{place}"))
    assert office.get("deal", deal)["version"] == 6
    with office.reading() as records:
        assert len(records.history("deal", deal)) == 6


@pytest.fixture
def second() -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(1) as pool:
        yield pool


def test_the_trash_waits_for_a_reference_and_then_sees_it(office: Office, second: ThreadPoolExecutor) -> None:
    acme = office.create("account", name="Acme")
    with office.writing() as records:
        records.create("visit", {"title": "first", "account": acme})
        trashed = second.submit(trash, office, acme)
        assert is_waiting(trashed)
    refused = trashed.exception()
    assert isinstance(refused, Conflict)
    assert [issue.code for issue in refused.issues] == ["in_use"]


def test_a_reference_waits_for_the_trash_and_then_finds_nothing(
    office: Office, second: ThreadPoolExecutor
) -> None:
    acme = office.create("account", name="Acme")
    with office.writing() as records:
        records.trash("account", acme)
        made = second.submit(office.create, "visit", title="late", account=acme)
        assert is_waiting(made)
    refused = made.exception()
    assert isinstance(refused, Invalid)
    assert [issue.code for issue in refused.issues] == ["no_such_record"]


def test_references_to_one_record_and_changes_of_it_go_on_side_by_side(
    either: Database, office: Office, second: ThreadPoolExecutor
) -> None:
    if either.dialect == "sqlite":
        pytest.skip("SQLite has one writer")
    acme = office.create("account", name="Acme")
    with office.writing() as records:
        records.create("visit", {"title": "first", "account": acme})
        for act in (
            lambda: office.update("account", acme, name="Acme Works"),
            lambda: office.create("visit", title="second", account=acme),
        ):
            assert second.submit(act).exception(PATIENCE) is None


def trash(office: Office, account: str) -> None:
    with office.writing() as records:
        records.trash("account", account)


def is_waiting(act: Future[Any]) -> bool:
    try:
        act.exception(0.4)
    except TimeoutError:
        return True
    return False
