"""Whatever is written, the answer comes within a second and in little memory."""

from __future__ import annotations

import time
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, tzinfo
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expressions import TEXT, EvaluationFailed, VariablesEnvironment, check, compile_python, parse
from metamodel import Invalid
from tests.expressions.evaluators import NOON, Given, engine_for, in_sql

HOSTILE = {
    "a tower of powers": "9^9^9",
    "a huge text": 'REPEAT("a", 1000000000)',
    "a padded text": 'LPAD("a", 99999999)',
    "a growing text": 'SUBSTITUTE(REPEAT("a", 100000), "a", REPEAT("b", 1000))',
    "ten thousand brackets": "(" * 10_000 + "1" + ")" * 10_000,
    "a megabyte": '"' + "a" * 1_000_000 + '"',
    "many signs": "-" * 9_000 + "1",
    "many denials": "NOT " * 2_400 + "true",
    "a long sum": "+".join(["1"] * 4_900),
    "a long path": "a" + ".a" * 4_000,
    "a dunder name": "__class__",
    "an attribute chain": "a.__class__.__mro__",
    "an attribute of nothing": "().__class__",
    "a huge pattern": 'REGEX("aaaa", "(((a{1000}){1000}){1000})")',
    "a far day": "DATE(2024, 1, 1) + 99999999999999999999",
    "a far month": "ADDMONTHS(TODAY(), 99999999999999)",
    "a huge exponential": "EXP(1000000)",
    "a huge number": "1" * 9_999,
    "open comments": "/*" * 5_000,
    "open quotes": '"' * 9_999,
}
FAST = ['REGEX("' + "a" * 100 + '!", "(a+)+$")', "1.0000001^10000", "(" * 4_900 + "1" + ")" * 4_900]
NESTED = {
    "ROUNDUP(": ", 1)",
    "BLANKVALUE(": ", n)",
    "IFERROR(": ", 1 / n)",
    "IF(n > 1, ": ", 2)",
    "CASE(": ", 1, 2, 3, 4, n)",
    "(1 + ": ")",
    "(1 / ": ")",
    "MIN(n, ": ")",
    "-(n ^ ": ")",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_what_is_hostile_is_refused_at_once(text: str) -> None:
    with measured(), pytest.raises(Invalid):
        evaluate(text)


@pytest.mark.parametrize("text", FAST)
def test_what_only_looks_hostile_is_answered_at_once(text: str) -> None:
    with measured():
        evaluate(text)


@settings(max_examples=300, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.one_of(
        st.text(max_size=40),
        st.lists(
            st.sampled_from([*"()+-*/^&=<>,.\"'$", "1", "a", "IF", "NOT", "IN", "AND", "null", "LEFT", "DATE", "\x00", " "]),
            max_size=25,
        ).map("".join),
    )
)  # fmt: skip
def test_any_text_gives_a_value_or_issues(text: str) -> None:
    try:
        evaluate(text)
    except Invalid as refused:
        assert refused.issues  # noqa: PT017


@pytest.mark.parametrize("opening", NESTED)
def test_any_depth_is_computed_or_refused_by_the_database(database_url: str | None, opening: str) -> None:
    engine = engine_for(database_url)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for depth in (3, 8, 14, 17, 20, 40, 95):
            text = opening * depth + "n" + NESTED[opening] * depth
            try:
                in_sql(connection, text, {"n": Given("number", Decimal(2))})
            except Invalid as refused:
                assert refused.issues[0].code in ("not_in_sql", "too_deep")  # noqa: PT017
    engine.dispose()


@pytest.mark.parametrize("asked", ["HOUR({})", "DATEVALUE({})", "STARTOF({}, 'day')"])
def test_a_clock_time_beyond_the_years_there_are_is_refused_and_can_be_caught(asked: str) -> None:
    last = asked.format('DATETIMEVALUE("9999-12-31 23:59:59") + 0.3')
    with pytest.raises(EvaluationFailed) as refused:
        evaluate(last, zone=ZoneInfo("Asia/Shanghai"))
    assert refused.value.issues[0].code == "date_out_of_range"
    assert evaluate(f"IFERROR(TEXT({last}), 'none')", zone=ZoneInfo("Asia/Shanghai")) == "none"


def evaluate(text: str, zone: tzinfo = UTC) -> object:
    tree = check(parse(text), VariablesEnvironment({"a": TEXT}))
    return compile_python(tree, "blank")({"a": "x"}, replace(NOON, zone=zone))


@contextmanager
def measured() -> Iterator[None]:
    """Fails when the block takes long or 100 MB; tracing itself slows it by half."""
    tracemalloc.start()
    began = time.perf_counter()
    try:
        yield
        taken, (_, peak) = time.perf_counter() - began, tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert taken < 2
    assert peak < 100_000_000
