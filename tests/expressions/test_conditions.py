"""Chips are the simple face of a condition, both ways."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expressions import (
    Chip,
    ChipGroup,
    Node,
    Written,
    from_chips,
    from_group,
    parse,
    print_expression,
    to_chips,
    to_group,
)
from expressions.tree import Logical
from metamodel.operators import OPERATORS

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
    ('NOT INCLUDES(tags, "vip")', [Chip("tags", "not_includes", "vip")]),
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


_chips = st.one_of(
    st.builds(Chip, _names, st.sampled_from(["equals", "not_equals", "less", "contains", "begins"]), _values),
    st.builds(Chip, _names, st.sampled_from(["in", "not_in"]), st.lists(_values, min_size=1, max_size=3).map(tuple)),
    st.builds(Chip, _names, st.just("between"), st.tuples(_values, _values)),
    st.builds(Chip, _names, st.sampled_from(["is_blank", "is_not_blank", "is_true", "is_false"])),
)  # fmt: skip
_groups = st.recursive(
    st.builds(ChipGroup, st.sampled_from(["all", "any"]), st.lists(_chips, max_size=3).map(tuple)),
    lambda inner: st.builds(
        ChipGroup,
        st.sampled_from(["all", "any"]),
        st.lists(st.one_of(_chips, inner), max_size=3).map(tuple),
    ),
    max_leaves=6,
)


@given(st.lists(_chips, max_size=4))
def test_chips_come_back_from_the_text_they_make(chips: list[Chip]) -> None:
    assert to_chips(parse(print_expression(from_chips(chips)))) == tuple(chips)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("true", ChipGroup()),
        ("a = 1", ChipGroup("all", (Chip("a", "equals", 1),))),
        ("a = 1 OR b = 2", ChipGroup("any", (Chip("a", "equals", 1), Chip("b", "equals", 2)))),
        (
            "a = 1 AND (b = 2 OR c)",
            ChipGroup(
                "all",
                (
                    Chip("a", "equals", 1),
                    ChipGroup("any", (Chip("b", "equals", 2), Chip("c", "is_true"))),
                ),
            ),
        ),
        ("a >= 1 AND a <= 2", ChipGroup("all", (Chip("a", "between", (1, 2)),))),
    ],
)
def test_groups_say_what_chips_in_a_row_cannot(text: str, group: ChipGroup) -> None:
    assert to_group(parse(text)) == group
    assert from_group(group) == parse(text)


@pytest.mark.parametrize(
    "text", ["LEN(a) > 1", "NOT (a = 1 OR b = 2)", "a = 1 OR (LEN(a) > 1 AND b)", "1 < a", "NOT true"]
)
def test_what_is_no_comparison_of_a_field_has_no_group(text: str) -> None:
    assert to_group(parse(text)) is None


_comparisons = _chips.map(lambda chip: from_chips([chip]))
_trees = st.recursive(
    _comparisons,
    lambda inner: st.builds(
        Logical, st.sampled_from(["AND", "OR"]), st.lists(inner, min_size=2, max_size=3).map(tuple)
    ),
    max_leaves=8,
)


@given(_trees)
def test_a_tree_of_comparisons_comes_back_from_its_groups(tree: Node) -> None:
    group = to_group(tree)
    assert group is not None
    assert from_group(group) == tree
    assert parse(print_expression(from_group(group))) == tree


@given(_groups)
def test_groups_come_back_from_the_text_they_make_as_what_says_the_same(group: ChipGroup) -> None:
    """Groups of one member or none, and two chips that are a range, come back simpler; what they say stays."""
    tree = from_group(group)
    again = to_group(parse(print_expression(tree)))
    assert again is not None
    assert from_group(again) == tree
    assert to_group(from_group(again)) == again


@pytest.mark.parametrize("operator", OPERATORS.values(), ids=str)
def test_every_operator_of_a_filter_makes_an_expression(operator) -> None:  # type: ignore[no-untyped-def]
    value = {"none": None, "one": "x", "two": ("a", "b"), "many": ("a", "b")}[operator.arity]
    assert to_chips(from_chips([Chip("name", operator.name, value)])) == (Chip("name", operator.name, value),)
