"""What a person is told about text that is not an expression."""

from __future__ import annotations

from lark import Token
from lark.exceptions import UnexpectedToken

from metamodel import Invalid, Issue

_OPERAND = {"STRING", "NUMBER", "NAME", "VARIABLE", "TRUE", "FALSE", "NULL", "_LPAR"}
_WORDS = {
    "_RPAR": "“)”",
    "_COMMA": "“,”",
    "_LPAR": "“(”",
    "_DOT": "“.”",
    "_IN": "“IN”",
    "NAME": "a field",
    "$END": "the end",
}


def refused_token(error: UnexpectedToken, text: str) -> Invalid:
    """The issue for a word that cannot stand where it stands."""
    token: Token = error.token
    expected = set(error.accepts or error.expected)
    if token.type == "$END":
        lines = text.splitlines() or [""]
        return refusal(text, len(lines), len(lines[-1]) + 1, "", expected)
    return refusal(text, error.line, error.column, str(token), expected)


def refusal(text: str, line: int, column: int, found: str, expected: set[str] | None = None) -> Invalid:
    """The issue for text that stops making sense at `line` and `column`; no `found` means the text ended."""
    values = {"line": line, "column": column, "found": found, "expected": _in_words(expected or set())}
    if not text.strip():
        return Invalid(Issue("syntax", "", "The expression is empty", values=values))
    if found in ('"', "'"):
        message = "Line {line}, column {column}: a text begins here and does not end"
        return Invalid(Issue("syntax", "", message, "Close it with the same quote", values))
    if found:
        message = "Line {line}, column {column}: “{found}” cannot stand here; expected {expected}"
    else:
        message = "Line {line}, column {column}: the expression ends too early; expected {expected}"
    if not values["expected"]:
        message = message.removesuffix("; expected {expected}")
    return Invalid(Issue("syntax", "", message, values=values))


def _in_words(expected: set[str]) -> str:
    words = []
    if expected >= {"STRING", "NUMBER", "NAME"}:
        words.append("a value")
        expected = expected - _OPERAND
    elif {"PLUS", "EQUALITY"} & expected:
        words.append("an operator")
    words += [_WORDS[name] for name in sorted(expected) if name in _WORDS and name not in ("_DOT", "_IN")]
    return " or ".join(dict.fromkeys(words))
