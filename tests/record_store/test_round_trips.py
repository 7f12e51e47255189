"""Every kind of value comes back from the either, from history and through JSON as it went in."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert

from metamodel import FIELD_TYPES, Field, FileRef
from metamodel.json_text import dump_values
from record_store.batch import Batch
from record_store.database import Database
from record_store.ids import new_id
from record_store.queries import Query
from record_store.records import Records
from record_store.system_tables import FILE
from tests import fields as fields_of_tests
from tests.builders import Office, a_store
from tests.strategies import values_for

ELSEWHERE = {"record_id", "autonumber"}
KINDS = [name for name in fields_of_tests.WRITTEN if not FIELD_TYPES[name].refers and name not in ELSEWHERE]
FIELDS: dict[str, Field] = {kind: fields_of_tests.a_field(kind) for kind in KINDS}
THING: dict[str, Any] = {
    "kind": "object",
    "name": "thing",
    "label": "Thing",
    "title_field": "text",
    "fields": [{**field.settings, "name": kind, "unique": False} for kind, field in FIELDS.items()],
}


LAW = settings(
    max_examples=8,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=list(HealthCheck),
)
"""Examples are wide, one value a kind; shrinking them takes longer than reading them."""


@pytest.fixture
def office(either: Database) -> Office:
    return a_store(either, THING)


@st.composite
def things(draw: st.DrawFn) -> dict[str, Any]:
    return {kind: draw(st.none() | values_for(field)) for kind, field in FIELDS.items()}


@LAW
@given(rows=st.lists(things(), min_size=1, max_size=3), change=things())
def test_values_come_back(office: Office, rows: list[dict[str, Any]], change: dict[str, Any]) -> None:
    with office.writing() as records:
        rows, change = [stored_files(records, row) for row in rows], stored_files(records, change)
        ids = records.batch("thing", Batch(create=rows)).ids
        records.update("thing", ids[0], change)
    with office.reading() as records:
        stored = {record.id: record.values for record in records.page(Query("thing", limit=500)).records}
        history = records.history("thing", ids[0])
    assert _values(stored[ids[0]]) == change
    assert [_values(stored[id]) for id in ids[1:]] == rows[1:]
    changes = {kind: (rows[0][kind], change[kind]) for kind in KINDS if rows[0][kind] != change[kind]}
    assert dict(history[0].changes) == (changes or {})


@LAW
@given(row=things())
def test_values_come_back_through_json(office: Office, row: dict[str, Any]) -> None:
    with office.writing() as records:
        row = stored_files(records, row)
        shown = {kind: field.type.to_json(field, row[kind]) for kind, field in FIELDS.items()}
        sent = json.loads(dump_values(shown), parse_float=Decimal) | {"json": shown["json"]}
        made = records.create("thing", sent)
    assert _values(made.values) == row


def stored_files(records: Records, row: dict[str, Any]) -> dict[str, Any]:
    """The row with every file described in the tenant, as if it had been uploaded."""
    return {
        kind: tuple(stored_file(records, file) for file in value or ()) or None
        if kind in ("file", "image", "signature")
        else value
        for kind, value in row.items()
    }


def stored_file(records: Records, file: FileRef) -> FileRef:
    kept = file._replace(id=new_id())
    records.connection.execute(
        insert(FILE).values(**kept._asdict(), digest="", created_at=records.moment.now)
    )
    return kept


def _values(stored: Any) -> dict[str, Any]:
    return {kind: stored[kind] for kind in KINDS}
