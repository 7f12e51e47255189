"""Sample data: the order of objects, days counted from today, look-ups that point forward."""

import datetime as dt
from typing import Any

import pytest

from metamodel import Blueprint, Invalid
from record_store.batch import Batch, BatchResult
from tests.web.packages import COMPANY, VISIT
from web.template_packages.package import DataFile
from web.template_packages.sample_data import creation_order, load_rows
from web.template_packages.sample_rows import read_rows

BLUEPRINT = Blueprint.of([COMPANY, VISIT])
NOW = dt.datetime(2026, 3, 10, 15, 30, tzinfo=dt.UTC)


def rows(object_name: str, text: str, format: str = "csv") -> list[dict[str, Any]]:
    file = DataFile(object_name, format, text.encode())
    return read_rows(file, BLUEPRINT.object(object_name), NOW)


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("today", "2026-03-10"),
        ("today-12", "2026-02-26"),
        ("today+2w", "2026-03-24"),
        ("2020-02-29", "2020-02-29"),
    ],
)
def test_days_are_counted_from_today(written: str, day: str) -> None:
    assert rows("visit", f"subject,day\nFirst,{written}\n") == [{"subject": "First", "day": day}]


def test_words_that_look_like_a_day_stay_words() -> None:
    assert rows("visit", "subject\ntoday-12\n") == [{"subject": "today-12"}]


def test_cells_may_be_blank_json_or_a_key_of_another_field() -> None:
    read = rows("visit", 'subject,company.name,notes\n,Acme,"{""a"": 1}"\n')
    assert read == [{"subject": None, "company": {"match": {"name": "Acme"}}, "notes": {"a": 1}}]


@pytest.mark.parametrize(
    ("text", "format"),
    [
        ("subject,day\none,two,three\n", "csv"),
        ("subject,day\none\n", "csv"),
        ('{"a": 1}', "json"),
        ("[1]", "json"),
        ("[", "json"),
    ],
)
def test_files_that_are_not_in_order_are_named(text: str, format: str) -> None:
    with pytest.raises(Invalid) as refused:
        rows("visit", text, format)
    assert refused.value.issues[0].path.startswith(f"/data/visit.{format}")


def test_what_a_look_up_points_at_comes_first() -> None:
    assert creation_order(BLUEPRINT, ["visit", "company"]) == ["company", "visit"]


def test_look_ups_to_later_records_are_set_afterwards() -> None:
    written: list[tuple[str, Batch]] = []

    def write(object_name: str, batch: Batch) -> BatchResult:
        written.append((object_name, batch))
        ids = tuple(f"{object_name}-{index}" for index in range(len(batch.create)))
        return BatchResult(len(batch.create), len(batch.update), 0, ids, frozenset(ids))

    companies: list[dict[str, Any]] = [{"name": "Acme", "parent": "Rock"}, {"name": "Rock", "parent": None}]
    loaded = load_rows(BLUEPRINT, {"visit": [{"company": "Acme"}], "company": companies}, write)

    assert loaded == {"company": 2, "visit": 1}
    assert [(name, list(batch.create), list(batch.update)) for name, batch in written] == [
        ("company", [{"name": "Acme"}, {"name": "Rock", "parent": None}], []),
        ("visit", [{"company": "Acme"}], []),
        ("company", [], [{"id": "company-0", "parent": "Rock"}]),
    ]
