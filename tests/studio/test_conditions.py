"""The rows of a condition: drawn from an expression, read back into one, both against the draft."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from httpx import Response

from tests.runtime.pages.workplace import Workplace
from tests.studio.builder import Builder

CONDITIONS = "/studio/conditions"


def rows_of(workplace: Workplace, text: str) -> Response:
    return workplace.visitor().send(CONDITIONS, part=True, object="deal", text=text)


def written(workplace: Workplace, *members: dict[str, Any], joiner: str = "all") -> str:
    """The expression that these rows say."""
    sent = json.dumps({"joiner": joiner, "members": list(members)})
    answer = workplace.visitor().send(CONDITIONS, part=True, object="deal", rows=sent)
    assert answer.status_code == 200, answer.text
    found = re.search(r'data-text="([^"]*)"', answer.text)
    assert found
    return html.unescape(found[1])


def row(path: str, operator: str, *values: str) -> dict[str, Any]:
    return {"path": path, "operator": operator, "values": list(values)}


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('stage = "won"', ['<option value="won" selected>Won</option>']),
        ("amount > 1000 AND ISBLANK(account)", ['value="1000"', '<option value="is_blank" selected>']),
        ('account.industry = "IT"', ["Industry · Account", 'value="IT"']),
        ("close_date < TODAY() - 30", ['value="=TODAY() - 30"', "Compare with a value"]),
        ('stage = "won" OR amount > 5', ['<option value="any" selected>']),
        ("", ["Add a condition"]),
    ],
)
def test_an_expression_is_shown_as_rows(workplace: Workplace, text: str, shown: list[str]) -> None:
    answer = rows_of(workplace, text)
    assert answer.status_code == 200
    for one in shown:
        assert one in answer.text


@pytest.mark.parametrize(
    "text", ["LEN(title) > 3", "NOT (amount = 1 OR amount = 2)", "amount >", "unknown = 1", "stage = null"]
)
def test_what_rows_cannot_say_has_none(workplace: Workplace, text: str) -> None:
    assert rows_of(workplace, text).status_code == 204


def test_rows_say_an_expression(workplace: Workplace) -> None:
    assert written(workplace, row("stage", "in", "won", "lost"), row("amount", "between", "1", "2,000")) == (
        'stage IN ("won", "lost") AND (amount >= 1 AND amount <= 2000)'
    )
    inner = {"joiner": "any", "members": [row("account", "is_blank"), row("title", "contains", "x")]}
    assert written(workplace, row("amount", "greater", "1"), inner) == (
        'amount > 1 AND (ISBLANK(account) OR CONTAINS(title, "x"))'
    )
    assert written(workplace, row("close_date", "less", "=$today")) == "close_date < $today"


def test_what_is_not_complete_says_nothing_yet(workplace: Workplace) -> None:
    assert written(workplace, row("amount", "greater")) == ""
    assert written(workplace, row("amount", "greater", ""), row("stage", "equals", "won")) == 'stage = "won"'


def test_a_value_that_cannot_be_read_is_told_at_its_row(workplace: Workplace) -> None:
    sent = json.dumps({"members": [row("amount", "greater", "many"), row("amount", "less", "=1 +")]})
    answer = workplace.visitor().send(CONDITIONS, part=True, object="deal", rows=sent)
    assert answer.text.count("field-error") == 2
    assert 'value="many"' in answer.text


def test_another_field_begins_with_what_it_can_be_compared_with(workplace: Workplace) -> None:
    sent = json.dumps({"members": [row("stage", "greater", "5")]})
    answer = workplace.visitor().send(CONDITIONS, part=True, object="deal", rows=sent)
    assert '<option value="equals" selected>' in answer.text


def test_a_field_of_the_draft_can_be_compared(small_builder: Builder) -> None:
    small_builder.add("number", label="Margin")
    name = small_builder.names[-1]
    assert written(small_builder.workplace, row(name, "greater", "3")) == f"{name} > 3"


def test_records_are_chosen_by_their_label(small_builder: Builder) -> None:
    account = small_builder.workplace.create("account", name="Nordwind")
    text = f'account = "{account.id}"'
    assert 'value="Nordwind"' in rows_of(small_builder.workplace, text).text
    assert written(small_builder.workplace, row("account", "equals", account.id)) == text


@pytest.mark.parametrize(
    "sent",
    ["", "{", "[]", "7", '{"members": 3}', '{"members": [1]}', '{"members": [{"path": 3, "values": {}}]}',
     json.dumps({"members": [{"path": "amount"}] * 500}), '{"members": [{"members": []}]}'],
)  # fmt: skip
def test_odd_rows_are_refused_or_left_out(workplace: Workplace, sent: str) -> None:
    answer = workplace.visitor().send(CONDITIONS, part=True, object="deal", rows=sent)
    assert answer.status_code in (200, 422)


def test_only_builders_may_ask(workplace: Workplace) -> None:
    assert workplace.visitor("reader").send(CONDITIONS, part=True, object="deal", text="").status_code == 403
    assert workplace.visitor().send(CONDITIONS, part=True, object="nothing", text="").status_code == 404
