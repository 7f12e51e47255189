"""The expression language over the API."""

from __future__ import annotations

from typing import Any

import pytest

from tests.runtime.api.test_bad_input import NASTY_TEXTS, assert_refused
from tests.web.application import Application

EVALUATED: list[tuple[dict[str, Any], Any]] = [
    ({"expression": "1 + 2"}, 3),
    ({"expression": "n * 2", "variables": {"n": {"type": "number", "value": "1.5"}}}, 3.0),
    ({"expression": "n + 1", "variables": {"n": {"type": "number", "value": None}}}, 1),
    ({"expression": "n + 1", "variables": {"n": {"type": "number", "value": None}}, "blanks": "blank"}, None),
    ({"expression": 'UPPER("é")'}, "É"),
    ({"expression": "DATE(2026, 1, 31) + 1"}, "2026-02-01"),
    ({"expression": "$now", "now": "2026-11-23T09:00:00+08:00"}, "2026-11-23T01:00:00Z"),
    ({"expression": "t", "variables": {"t": {"type": "time", "value": "09:30"}}}, "09:30:00"),
]


@pytest.mark.parametrize(("asked", "value"), EVALUATED)
def test_an_expression_has_a_value(shared: Application, asked: dict[str, Any], value: Any) -> None:
    answer = shared.call("POST", "/expressions/evaluate", asked)
    assert answer.status_code == 200, answer.text
    assert answer.json()["value"] == value


def test_an_expression_reads_a_record_as_the_person_sees_it(application: Application) -> None:
    record = application.create(name="Acme", revenue=5)
    asked = {"expression": "revenue * 2", "object": "company", "record": record["id"]}
    assert application.call("POST", "/expressions/evaluate", asked).json()["value"] == 10
    hidden = application.call("POST", "/expressions/evaluate", asked, role="reader")
    assert hidden.status_code in (200, 403, 422)
    assert "10" not in hidden.text


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (None, "/expression"),
        ({"expression": 1}, "/expression"),
        ({"expression": "n", "variables": []}, "/variables"),
        ({"expression": "n", "variables": {"n": 1}}, "/variables/n/type"),
        ({"expression": "n", "variables": {"n": {"type": "number", "value": "x"}}}, "/variables/n/value"),
        ({"expression": "n", "variables": {"n": {"type": "date", "value": "31.2."}}}, "/variables/n/value"),
        ({"expression": "1", "blanks": "none"}, "/blanks"),
        ({"expression": "1", "now": "soon"}, "/now"),
        ({"expression": "1", "object": 1}, "/object"),
    ],
)
def test_a_wrong_question_is_refused_at_its_place(shared: Application, body: Any, path: str) -> None:
    answer = shared.call("POST", "/expressions/evaluate", body)
    assert_refused(answer)
    assert answer.json()["issues"][0]["path"] == path


def test_a_check_tells_what_is_wrong_without_refusing(shared: Application) -> None:
    right = shared.call(
        "POST", "/expressions/check", {"expression": "revenue > 1", "object": "company"}
    ).json()
    assert (right["type"], right["issues"], right["dependencies"]) == ("boolean", [], ["revenue"])
    wrong = shared.call(
        "POST", "/expressions/check", {"expression": "revenu > 1", "object": "company"}
    ).json()
    assert (wrong["type"], wrong["issues"][0]["code"]) == (None, "unknown_name")


def test_nasty_expressions_are_answered(shared: Application) -> None:
    for text in NASTY_TEXTS:
        text = text.encode(errors="replace").decode()
        for asked in (
            {"expression": text},
            {"expression": "1", "object": text},
            {"expression": "n", "variables": {text: {"type": "number", "value": text}}},
        ):
            for act in ("check", "evaluate"):
                answer = shared.call("POST", f"/expressions/{act}", asked)
                assert answer.status_code in (200, 404, 422), (asked, answer.text)
