"""Values of odd shapes where one plain value is wanted: refused at their place, never a fault."""

from __future__ import annotations

from typing import Any

import pytest

from metamodel import Invalid, NotFound
from record_store.batch import Batch, Upsert
from record_store.database import Database
from tests.builders import a_field, a_store, an_object

ORDER = an_object(
    "order",
    "title",
    a_field("labels", "tags"),
    a_field("extra", "json"),
    a_field("lines", "lines", object="item", via="order"),
)
ITEM = an_object("item", "name", a_field("order", "lookup", object="order"))


@pytest.mark.parametrize(("match", "value"), [("labels", ["a"]), ("extra", {"a": 1}), ("lines", [])])
def test_records_are_not_matched_by_values_that_have_parts(
    database: Database, match: str, value: Any
) -> None:
    office = a_store(database, ORDER, ITEM)
    upsert = Upsert(match, [{"title": "A", match: value}])
    with pytest.raises(Invalid) as refused, office.writing() as records:
        records.batch("order", Batch(upsert=upsert))
    assert refused.value.issues[0].path == "/upsert/match"


@pytest.mark.parametrize("id", [["x"], {}, 1, True, "x"])
def test_a_line_is_not_found_by_what_is_no_id(database: Database, id: Any) -> None:
    office = a_store(database, ORDER, ITEM)
    order = office.create("order", title="A", lines=[{"name": "one"}])
    with pytest.raises(NotFound) as refused:
        office.update("order", order, lines=[{"id": id, "name": "two"}])
    assert refused.value.issues[0].path == "/lines/0/id"


def test_a_line_is_found_by_any_spelling_of_its_id(database: Database) -> None:
    office = a_store(database, ORDER, ITEM)
    order = office.create("order", title="A", lines=[{"name": "one"}])
    (line,) = office.get("order", order)["lines"]
    office.update("order", order, lines=[{"id": line.id.upper(), "name": "two"}])
    assert [(one.id, one.values["name"]) for one in office.get("order", order)["lines"]] == [(line.id, "two")]
