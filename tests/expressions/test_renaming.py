"""A field's new name in the text of expressions: through look-ups, before and behind, inside written texts."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from expressions import FieldRenaming, parse, print_expression, rename_in_text, walk
from expressions.tree import Node, Path
from metamodel import Blueprint
from tests.expressions.strategies import FIELDS, expressions

BLUEPRINT = Blueprint.of(
    [
        {"kind": "object", "name": "account", "fields": [
            {"name": "tier", "type": "text"},
            {"name": "parent", "type": "lookup", "object": "account"},
            {"name": "manager", "type": "user"},
        ]},
        {"kind": "object", "name": "deal", "fields": [
            {"name": "tier", "type": "text"},
            {"name": "title", "type": "text"},
            {"name": "account", "type": "lookup", "object": "account"},
        ]},
        {"kind": "object", "name": "thing", "fields": [{"name": name, "type": "text"} for name in FIELDS]},
    ]
)  # fmt: skip
TIER, LOOKUP = FieldRenaming("account", "tier", "class"), FieldRenaming("deal", "account", "client")


@pytest.mark.parametrize(
    ("renaming", "text", "after"),
    [
        (TIER, 'account.tier = "tier"', 'account.class = "tier"'),
        (TIER, 'tier = "gold"', 'tier = "gold"'),
        (TIER, "account.parent.tier & tier", "account.parent.class & tier"),
        (TIER, "$prior.account.tier", "$prior.account.class"),
        (TIER, "ISCHANGED(account.tier)", "ISCHANGED(account.class)"),
        (TIER, "account /* tier */ . tier", "account /* tier */ . class"),
        (TIER, "title  =\n  account.tier /* the tier */", "title  =\n  account.class /* the tier */"),
        (TIER, 'account.tier IN ("a", account.tier)', 'account.class IN ("a", account.class)'),
        (TIER, 'IF（account.tier = "客户"，account.tier，title）', 'IF（account.class = "客户"，account.class，title）'),
        (TIER, "account.tier +", "account.tier +"),
        (TIER, "unknown.tier & account.tier", "unknown.tier & account.class"),
        (LOOKUP, "account.tier", "client.tier"),
        (LOOKUP, "$user.account & account.tier", "$user.account & client.tier"),
        (LOOKUP, "account.parent.parent.tier", "client.parent.parent.tier"),
        (LOOKUP, "COUNTOF('deal.account', 'title <> \"account\"')", 'COUNTOF("deal.client", \'title <> "account"\')'),
        (LOOKUP, 'COUNTOF("deal.account", "account.tier = 1")', 'COUNTOF("deal.client", "client.tier = 1")'),
        (TIER, 'LOOKUP("account", "tier", tier, "tier")', 'LOOKUP("account", "class", tier, "class")'),
        (TIER, 'SUMOF("account.parent", "tier", "tier > 1")', 'SUMOF("account.parent", "class", "class > 1")'),
        (TIER, 'SUMOF("deal.account", "tier", "tier > 1")', 'SUMOF("deal.account", "tier", "tier > 1")'),
    ],
)  # fmt: skip
def test_only_the_names_of_the_field_change(renaming: FieldRenaming, text: str, after: str) -> None:
    assert rename_in_text(text, BLUEPRINT, renaming, "deal") == after


def test_the_record_that_refers_has_fields_of_its_own() -> None:
    text = "tier = $record.account.tier AND $record.tier <> tier"
    after = "class = $record.account.class AND $record.tier <> class"
    assert rename_in_text(text, BLUEPRINT, TIER, "account", "deal") == after


TREES = st.sampled_from(["number", "text", "boolean", "date", "datetime", "time"]).flatmap(expressions)


@given(TREES, st.sampled_from(sorted(FIELDS)))
def test_a_renamed_text_is_the_tree_with_other_names(node: Node, old: str) -> None:
    text = print_expression(node)
    renaming = FieldRenaming("thing", old, "fresh_name")
    after = rename_in_text(text, BLUEPRINT, renaming, "thing")
    names = [one.parts for one in walk(parse(text)) if isinstance(one, Path)]
    expected = [("fresh_name",) if parts == (old,) else parts for parts in names]
    assert [one.parts for one in walk(parse(after)) if isinstance(one, Path)] == expected
    back = FieldRenaming("thing", "fresh_name", old)
    fresh = Blueprint.of(
        [{"kind": "object", "name": "thing", "fields": [{"name": "fresh_name", "type": "text"}]}]
    )
    assert rename_in_text(after, fresh, back, "thing") == text
