"""An expression says what it means in a sentence, in English and in Chinese."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import expressions
from expressions import (
    BOOLEAN,
    DATE,
    NUMBER,
    TEXT,
    VariablesEnvironment,
    check,
    describe,
    list_of,
    parse,
    sentences,
)
from expressions.sentences import catalogue

FIELDS = VariablesEnvironment(
    {"amount": NUMBER, "stage": TEXT, "name": TEXT, "close_date": DATE, "won": BOOLEAN, "tags": list_of(TEXT)}
)


class Words:
    """Labels of a deal."""

    chinese = {
        "amount": "金额",
        "stage": "阶段",
        "won": "赢单",
        "close_date": "成交日期",
        "name": "名称",
        "tags": "标签",
    }

    def field(self, path: tuple[str, ...], locale: str) -> str:
        return self.chinese[path[0]] if locale == "zh-CN" else path[0].replace("_", " ").capitalize()

    def value(self, path: tuple[str, ...], value: str, locale: str) -> str:
        options = {"won": {"en": "Won", "zh-CN": "赢单"}, "lost": {"en": "Lost", "zh-CN": "输单"}}
        return options[value][locale] if path == ("stage",) else f"“{value}”"


SENTENCES = [
    (
        'amount > 10000 AND stage = "won"',
        "Amount is more than 10,000 and Stage is Won",
        "金额大于10,000且阶段为赢单",
    ),
    ('stage IN ("won", "lost")', "Stage is one of Won, Lost", "阶段属于赢单、输单"),
    ('stage NOT IN ("won")', "Stage is none of Won", "阶段不属于赢单"),
    ("NOT won", "Won is no", "赢单为否"),
    ("won OR ISBLANK(close_date)", "Won is yes or Close date is blank", "赢单为是或成交日期为空"),
    ("close_date <> null", "Close date is not blank", "成交日期不为空"),
    ("close_date < TODAY() - 7", "Close date is before 7 days ago", "成交日期早于7天前"),
    ('NOT CONTAINS(name, "x")', "Name does not contain “x”", "名称不包含“x”"),
    ('INCLUDES(tags, "vip")', "Tags includes “vip”", "标签包含选项“vip”"),
    ("amount * 2 >= -5", "Amount × 2 is at least -5", "金额 × 2不小于-5"),
    (
        "won AND (won OR NOT won)",
        "Won is yes and (Won is yes or Won is no)",
        "赢单为是且(赢单为是或赢单为否)",
    ),
]


@pytest.mark.parametrize(("text", "english", "chinese"), SENTENCES)
def test_an_expression_says_what_it_means(text: str, english: str, chinese: str) -> None:
    checked = check(parse(text), FIELDS)
    assert describe(checked, "en", Words()) == english
    assert describe(checked, "zh-CN", Words()) == chinese


def test_every_sentence_is_translated() -> None:
    known = catalogue("zh-CN")
    templates = [
        value for name, value in vars(sentences).items() if name.isupper() and isinstance(value, str)
    ]
    for mapping in (sentences.COMPARED, sentences.COMPARED_IN_TIME, sentences.CALLS, sentences.DENIED_CALLS,
                    sentences.VARIABLES, sentences.WORDS):  # fmt: skip
        templates += mapping.values()
    assert [template for template in templates if template not in known] == []


def test_every_refusal_is_translated() -> None:
    known = catalogue("zh-CN")
    assert [message for message in messages() if message not in known] == []


def messages() -> list[str]:
    """The sentences in the code that are given to whatever makes issues."""
    found: list[str] = []
    for file in sorted(Path(expressions.__file__).parent.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                found += _sentence(node)
    return found


def _sentence(call: ast.Call) -> list[str]:
    name = getattr(call.func, "attr", getattr(call.func, "id", ""))
    place = {"failed": 1, "not_in_sql": 0, "refuse": 2}.get(name)
    if place is None or len(call.args) <= place:
        return []
    argument = call.args[place]
    if not isinstance(argument, ast.Constant) or not isinstance(argument.value, str):
        return []
    placed = "Line {line}, column {column}: " + argument.value
    return [argument.value, placed] if name == "refuse" else [argument.value]
