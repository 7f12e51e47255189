"""Checking an object's fields by their schema is quick."""

from __future__ import annotations

import time

from metamodel import field_entry_schema
from metamodel.shape import shape_issues
from tests.fields import Settings, interesting_settings


def test_two_hundred_fields_are_checked_within_fifty_milliseconds() -> None:
    entries = (interesting_settings() * 6)[:200]
    issues = [issue for entry in entries for issue in shape_issues(field_entry_schema(entry["type"]), entry)]
    assert issues == []
    assert min(_checked_in(entries) for _ in range(3)) < 0.05


def _checked_in(entries: list[Settings]) -> float:
    start = time.process_time()
    for entry in entries:
        shape_issues(field_entry_schema(entry["type"]), entry)
    return time.process_time() - start
