"""An expression examined while it is typed: what it is, or what is wrong and where in the text."""

from __future__ import annotations

import re
from dataclasses import dataclass

from expressions import Checked, check, parse
from metamodel import Blueprint, Invalid, Issue
from web.expression_editing.place import ExpressionPlace
from web.expression_editing.unanswered import unanswered

_WORD = re.compile(r"\$?\w+(?:\s*\.\s*\w+)*|\"(?:[^\"\\]|\\.|\"\")*\"?|'(?:[^'\\]|\\.|'')*'?|\S")


@dataclass(frozen=True, slots=True)
class Finding:
    """One issue and the stretch of text it points at; `replacement` may take the place of that stretch.

    Units: `start` and `end` count UTF-16 units, as browsers do.
    """

    issue: Issue
    start: int
    end: int
    replacement: str = ""


@dataclass(frozen=True, slots=True)
class Examined:
    """`checked` where the expression is right, else what was found."""

    checked: Checked | None
    findings: tuple[Finding, ...] = ()


def examine(text: str, place: ExpressionPlace, blueprint: Blueprint) -> Examined:
    """What the language says to the text. Shape: lines end with a line feed alone."""
    try:
        checked = check(parse(text), place.environment(blueprint), place.type)
        issues = tuple(unanswered(checked.node))
    except Invalid as refused:
        checked, issues = None, tuple(refused.issues)
    findings = tuple(_finding(issue, text) for issue in issues)
    return Examined(None if findings else checked, findings)


def _finding(issue: Issue, text: str) -> Finding:
    line, column = issue.values.get("line") or 0, issue.values.get("column") or 0
    if not line:
        return Finding(issue, 0, 0)
    begin = min(len(text), _line_start(text, line) + column - 1)
    found = _WORD.match(text, begin)
    if found is None:  # the text ended too early: its last character is pointed at
        return Finding(issue, _units(text[: max(0, len(text.rstrip()) - 1)]), _units(text.rstrip()))
    start, end, near = begin, found.end(), str(issue.values.get("near") or "")
    if near:
        start, end = _named(str(issue.values["name"]), text, start, end)
    return Finding(issue, _units(text[:start]), _units(text[:end]), near)


def _line_start(text: str, line: int) -> int:
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
    return start


def _named(name: str, text: str, start: int, end: int) -> tuple[int, int]:
    """The unknown name inside the path that holds it; functions are told in capitals."""
    last = name.rpartition(".")[2] if name not in text[start:end] else name
    found = re.search(rf"(?<!\w){re.escape(last)}(?!\w)", text[start:end], re.IGNORECASE)
    return (start + found.start(), start + found.end()) if found else (start, end)


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2
