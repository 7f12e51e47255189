"""Text becomes a tree and a tree becomes text; what is no expression is told with its place."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from expressions import parse, print_expression
from expressions.tree import Binary, Call, Literal, Logical, Membership, Path, Unary, walk
from metamodel import Invalid
from tests.expressions.strategies import expressions

A, B, C = (Path((name,)) for name in "abc")


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.sampled_from(["number", "text", "boolean", "date", "datetime", "time"]).flatmap(expressions))
def test_a_printed_tree_reads_as_the_same_tree(node: object) -> None:
    assert parse(print_expression(node)) == node  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("-2^2", Unary("-", Binary("^", Literal(2), Literal(2)))),  # type: ignore[arg-type]
        ("2^-1", Binary("^", Literal(2), Unary("-", Literal(1)))),  # type: ignore[arg-type]
        ("a or b and not c", Logical("OR", (A, Logical("AND", (B, Unary("NOT", C)))))),
        ("a || b && !c", Logical("OR", (A, Logical("AND", (B, Unary("NOT", C)))))),
        ("NOT a = b", Unary("NOT", Binary("=", A, B))),
        ("a = NOT b", Binary("=", A, Unary("NOT", B))),
        ("a == b", Binary("=", A, B)),
        ("a != b", Binary("<>", A, B)),
        ("a NOT IN (b, c)", Unary("NOT", Membership(A, (B, C)))),
        ("and(a, b)", Call("AND", (A, B))),
        ("if(a, b)", Call("IF", (A, B))),
        ("a & b & c", Binary("&", Binary("&", A, B), C)),
        ("$prior.stage", Path(("$prior", "stage"))),
        ("order", Path(("order",))),
        ("IF（a，b，c）", Call("IF", (A, B, C))),
        ("a /* a comment */", A),
        ('"a""b"', Literal('a"b')),
        (r'"a\"b\n\d"', Literal('a"b\n\\d')),
        ("'it''s'", Literal("it's")),
    ],
)
def test_text_reads_as_a_tree(text: str, tree: object) -> None:
    assert parse(text) == tree


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a <", "Line 1, column 4: the expression ends too early; expected a value"),
        ("a\n+ + b", "Line 2, column 3: “+” cannot stand here; expected a value"),
        ("a b", "Line 1, column 3: “b” cannot stand here; expected an operator"),
        ("IF(1, 2", "Line 1, column 8: the expression ends too early; expected “,” or “)”"),
        ('a = "x', "Line 1, column 5: a text begins here and does not end"),
        ("", "The expression is empty"),
        ("a ? b", "Line 1, column 3: “?” cannot stand here"),
    ],
)
def test_what_is_no_expression_is_told_with_its_place(text: str, words: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse(text)
    (issue,) = refused.value.issues
    assert issue.code == "syntax"
    assert words in issue.sentence()


def test_every_node_knows_its_place() -> None:
    places = {type(node).__name__: node.position for node in walk(parse("a +\n  IF(b, 1, 2)"))}
    assert places["Call"] == (2, 3)
    assert places["Binary"] == (1, 1)
