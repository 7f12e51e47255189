"""Undoing an import: all that it did, and nothing that others did since."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from data_exchange import ImportSettings, Outcome, Upload, complete, rehearse_file, revert
from data_exchange.bringing_in import CHUNK
from metamodel import Conflict, NotAllowed, NotFound, TrellisError
from record_store.actor import Actor
from record_store.database import Database
from record_store.file_storage import FileStorage
from tests.builders import Office, a_field, an_object
from tests.data_exchange.builders import a_table, an_office, columns, do, stored, whys


def undo(office: Office, import_id: str, by: Actor | None = None) -> Outcome:
    return revert(office.store, office.tenant, by or Actor.system(), import_id)


def test_what_was_created_goes_and_what_was_changed_is_as_it_was(database: Database) -> None:
    office = an_office(database)
    office.create("account", name="Old", revenue=5, code="1")
    before = stored(office, "account", "name", "revenue", "code", "parent")
    table = a_table(["name", "revenue", "code", "parent"], ["Old", "7", "", "New"], ["New", "1", "2", ""])
    id, _ = do(office, "account", table, mode="upsert", match="name")
    assert stored(office, "account", "name", "revenue", "code", "parent") != before
    assert undo(office, id).counts == {"created": 1, "updated": 1, "refused": 0}
    assert stored(office, "account", "name", "revenue", "code", "parent") == before


def test_an_import_that_changed_nothing_takes_nothing_back(database: Database) -> None:
    """What somebody did before the import is not undone with it."""
    office = an_office(database)
    account = office.create("account", name="Old", revenue=5)
    office.update("account", account, revenue=6)
    id, _ = do(office, "account", a_table(["name", "revenue"], ["Old", "6"]), mode="update", match="name")
    undo(office, id)
    assert stored(office, "account", "name", "revenue") == [("Old", Decimal("6.00"))]


def test_what_was_changed_since_stays_and_is_told(database: Database) -> None:
    office = an_office(database)
    kept, gone = office.create("account", {"name": "Kept"}, {"name": "Gone"})
    table = a_table(["name", "code"], ["Kept", "1"], ["Gone", "2"], ["New", "3"], ["Mine", "4"])
    id, done = do(office, "account", table, mode="upsert", match="name")
    office.update("account", kept, code="mine")
    office.update("account", str(done.rows[3].record_id), code="mine")
    with office.writing() as records:
        records.trash("account", gone)
    outcome = undo(office, id)
    assert outcome.counts == {"created": 1, "updated": 0, "refused": 3}
    assert whys(outcome) == [(2, "", "changed_since"), (3, "", "gone"), (5, "", "changed_since")]
    assert stored(office, "account", "name", "code") == [("Kept", "mine"), ("Mine", "mine")]


def test_records_that_others_refer_to_stay_and_are_told(database: Database) -> None:
    office = an_office(database)
    id, done = do(office, "account", a_table(["name", "parent"], ["A", ""], ["B", "A"], ["C", "B"]))
    office.create("deal", title="D", account=str(done.rows[1].record_id))
    outcome = undo(office, id)
    assert [(row.line, row.action) for row in outcome.rows] == [
        (2, "refused"),
        (3, "refused"),
        (4, "created"),
    ]
    assert {code for *_, code in whys(outcome)} == {"in_use"}
    assert stored(office, "account", "name") == [("A",), ("B",)]


def test_rows_of_many_chunks_that_refer_to_each_other_all_go(home: object, database: Database) -> None:
    office = an_office(database)
    rows = [[f"A{n}", f"A{n + 1}" if n % 500 == 0 else ""] for n in range(CHUNK + 2)]
    id, _ = do(office, "account", a_table(["name", "parent"], *rows))
    assert undo(office, id).counts["refused"] == 0
    assert stored(office, "account", "name") == []


def test_without_a_history_changes_stay_and_are_told(database: Database) -> None:
    office = an_office(database, an_object("note", a_field("code", unique=True), "text", history=False))
    office.create("note", code="1", text="before")
    id, _ = do(
        office, "note", a_table(["code", "text"], ["1", "after"], ["2", "new"]), mode="upsert", match="code"
    )
    outcome = undo(office, id)
    assert whys(outcome) == [(2, "", "no_history")]
    assert stored(office, "note", "code", "text") == [("1", "after")]


def test_an_import_is_undone_once_and_by_the_one_who_made_it(database: Database) -> None:
    office = an_office(database)
    ada, bob, reader = (
        office.person("Ada", "clerk"),
        office.person("Bob", "clerk"),
        office.person("Cy", "reader"),
    )
    id, _ = do(office, "deal", a_table(["title"], ["A"]), by=ada)
    with pytest.raises(NotFound):
        undo(office, id, bob)
    with pytest.raises(NotAllowed):
        undo(office, id, reader)
    undo(office, id, ada)
    with pytest.raises(Conflict):
        undo(office, id, ada)
    with pytest.raises(NotFound):
        undo(office, "00000000-0000-7000-8000-000000000000", ada)


def test_an_import_is_brought_in_and_undone_once_by_two_who_ask_at_once(
    database: Database, tmp_path: Path
) -> None:
    office, files = an_office(database), FileStorage(str(tmp_path))
    upload = Upload("file.csv", b"title,stage\nA,new\nB,new\n")
    settings = ImportSettings("deal", columns("title", "stage"))
    store, tenant, actor = office.store, office.tenant, Actor.system()
    id, _ = rehearse_file(store, tenant, actor, files, upload, settings)
    brought = twice_at_once(lambda: complete(store, tenant, actor, files, id))
    assert sorted(brought) == ["Conflict", "Outcome"]
    assert [title for (title,) in stored(office, "deal", "title")] == ["A", "B"]
    assert sorted(twice_at_once(lambda: undo(office, id))) == ["Conflict", "Outcome"]


def twice_at_once(act: Callable[[], Any]) -> list[str]:
    """What two threads were given or refused with, which began together."""
    start = Barrier(2)

    def run(_: int) -> str:
        start.wait()
        try:
            return type(act()).__name__
        except TrellisError as refused:
            return type(refused).__name__

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(run, range(2)))
