"""The way from a group to its records."""

from __future__ import annotations

import datetime as dt

import pytest

from metamodel import FIELD_TYPES
from metamodel.field import make_field
from report_engine.buckets import BUCKETS
from report_engine.drill import group_condition
from report_engine.report import Grouping

DAY = make_field({"name": "day", "type": "date"}, FIELD_TYPES["date"])


@pytest.mark.parametrize("bucket", BUCKETS)
def test_the_last_bucket_there_is_has_no_end(bucket: str) -> None:
    """Open-ended contracts end on the last day that there is."""
    first = BUCKETS[bucket].start(dt.date(9999, 12, 31))
    condition = group_condition(Grouping("day", bucket, None), DAY, first)  # type: ignore[arg-type]
    assert condition == f"day >= DATE({first.year}, {first.month}, {first.day})"
