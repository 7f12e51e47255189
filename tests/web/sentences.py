"""The sentences for people in Python code: messages and hints of issues, titles of refusals."""

import ast
from collections.abc import Iterator
from pathlib import Path

FAMILIES = ("Invalid", "NotFound", "NotAllowed", "Conflict", "Unavailable", "TrellisError")


def sentences(file: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ClassDef):
            yield from (
                _text(part.value)
                for part in node.body
                if isinstance(part, ast.Assign) and _names(part) == ["title"]
            )
        if isinstance(node, ast.Call):
            name = getattr(node.func, "id", "")
            arguments = [_text(argument) for argument in node.args]
            if name == "Issue":
                yield from arguments[2:4]
            elif name in FAMILIES:
                yield from arguments[1:2]
            elif name in ("_malformed", "_refused", "_bad"):
                yield from arguments[:1]
            elif name in ("refuse", "problem"):
                yield from arguments[2:3]


def _names(assignment: ast.Assign) -> list[str]:
    return [target.id for target in assignment.targets if isinstance(target, ast.Name)]


def _text(node: ast.expr) -> str:
    """The literal text, empty for anything else and for what is nothing but a value."""
    if not isinstance(node, ast.Constant) or not isinstance(node.value, str):
        return ""
    return (
        ""
        if node.value.startswith("{") and node.value.endswith("}") and " " not in node.value
        else node.value
    )
