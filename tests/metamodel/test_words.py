"""Every sentence of this package is there in Chinese, with the same names to fill in."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from babel.messages.pofile import read_po

import metamodel

PACKAGE = Path(metamodel.__file__).parent
POSITIONS = {"Issue": (2, 3), "ValueRefused": (1, 2)}


def sentences() -> set[str]:
    """The literal messages and hints of all issues that the package makes, and every text about a `{field}`."""
    found: set[str] = set()
    for file in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and "{field}" in str(node.value):
                found.add(str(node.value))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in POSITIONS:
                given = [node.args[place] for place in POSITIONS[node.func.id] if place < len(node.args)]
                given += [keyword.value for keyword in node.keywords if keyword.arg in ("message", "hint")]
                found |= {
                    part.value
                    for part in given
                    if isinstance(part, ast.Constant) and isinstance(part.value, str)
                }
    return found


def chinese() -> dict[str, str]:
    with (PACKAGE / "locale/zh_CN.po").open("rb") as source:
        return {str(message.id): str(message.string) for message in read_po(source) if message.id}


def test_every_sentence_has_a_translation() -> None:
    assert sorted(sentences() - set(chinese())) == []


def test_a_translation_fills_in_the_same_names() -> None:
    names = re.compile(r"\{\w+\}")
    wrong = [
        english
        for english, text in chinese().items()
        if set(names.findall(english)) != set(names.findall(text))
    ]
    assert wrong == []
