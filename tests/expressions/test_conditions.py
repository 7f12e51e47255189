"""Chips are the simple face of a condition, both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expressions import Chip, Written, from_chips, parse, print_expression, to_chips

CASES = [
    ('stage = "won"', [Chip("stage", "equals", "won")]),
    ("amount > 1000 AND stage IN (\"a\", \"b\")",
     [Chip("amount", "greater", 1000), Chip("stage", "in", ("a", "b"))]),
    ("stage NOT IN (\"a\")", [Chip("stage", "not_in", ("a",))]),
    ("amount >= -5 AND amount <= 5", [Chip("amount", "between", (-5, 5))]),
    ("won AND (amount >= 1 AND amount <= 5)", [Chip("won", "is_true"), Chip("amount", "between", (1, 5))]),
    ("NOT won", [Chip("won", "is_false")]),
    ("ISBLANK(owner)", [Chip("owner", "is_blank")]),
    ("NOT ISBLANK(account.owner)", [Chip("account.owner", "is_not_blank")]),
    ('NOT CONTAINS(name, "x")', [Chip("name", "not_contains", "x")]),
    ('BEGINS(name, "x")', [Chip("name", "begins", "x")]),
    ('INCLUDES(tags, "vip")', [Chip("tags", "includes", "vip")]),
    ("close_date >= TODAY() - 7", [Chip("close_date", "greater_or_equal", Written("TODAY() - 7"))]),
    ("owner = $user", [Chip("owner", "equals", Written("$user"))]),
    ("true", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "chips"), CASES)
def test_a_condition_and_its_chips_say_the_same(text: str, chips: list[Chip]) -> None:
    assert to_chips(parse(text)) == tuple(chips)
    assert from_chips(chips) == parse(text)


@pytest.mark.parametrize(
    "text", ["a = 1 OR b = 2", "LEN(a) > 1", "NOT (a = 1)", "1 < a", "a = 1 AND (b = 1 AND c = 1)"]
)
def test_what_is_no_row_of_comparisons_has_no_chips(text: str) -> None:
    assert to_chips(parse(text)) is None


_names = st.sampled_from(["stage", "account.owner.email", "amount"])
_values = st.one_of(
    st.text("abc\"'\\ 客", max_size=6), st.decimals(-1000, 1000, places=2), st.booleans(), st.none()
)


@given(
    st.lists(
        st.one_of(
            st.builds(Chip, _names, st.sampled_from(["equals", "not_equals", "less", "contains", "begins"]), _values),
            st.builds(Chip, _names, st.sampled_from(["in", "not_in"]), st.lists(_values, min_size=1, max_size=3).map(tuple)),
            st.builds(Chip, _names, st.just("between"), st.tuples(_values, _values)),
            st.builds(Chip, _names, st.sampled_from(["is_blank", "is_not_blank", "is_true", "is_false"])),
        ),
        max_size=4,
    )
)  # fmt: skip
def test_chips_come_back_from_the_text_they_make(chips: list[Chip]) -> None:
    assert to_chips(parse(print_expression(from_chips(chips)))) == tuple(chips)
