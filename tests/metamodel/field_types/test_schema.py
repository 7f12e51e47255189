"""Checking an object's fields by their schema is quick."""

from __future__ import annotations

import time

from metamodel import field_entry_schema
from metamodel.shape import shape_issues
from tests.fields import interesting_settings


def test_two_hundred_fields_are_checked_within_fifty_milliseconds() -> None:
    entries = (interesting_settings() * 6)[:200]
    issues = [issue for entry in entries for issue in shape_issues(field_entry_schema(entry["type"]), entry)]
    start = time.perf_counter()
    for entry in entries:
        shape_issues(field_entry_schema(entry["type"]), entry)
    assert issues == []
    assert time.perf_counter() - start < 0.05
