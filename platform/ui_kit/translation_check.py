"""What the catalogues lack: messages in templates and code without a Chinese text.

`python -m ui_kit.translation_check check PACKAGE…` lists them, `extract PACKAGE…` prints them as `.po` entries.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from jinja2 import Environment, nodes

from ui_kit.translations import read_catalogue

CALLS = {"_", "gettext", "ngettext", "N_"}
SENTENCES = {"message", "hint"}
"""Keyword arguments whose literal is a sentence for people, wherever an issue or error is made."""
PLACES = {"Issue": (2, 3), "ValueRefused": (1, 2), "failed": (1,), "BlueprintChange": (2,), "Effect": (2,)}
"""Positional arguments that are sentences, by what is called."""
NAMED = {"message", "hint", "said", "title"}
"""Variables that hold a sentence on its way into one of those."""


@dataclass(frozen=True)
class Message:
    """A text for people and where it stands."""

    text: str
    place: str
    plural: str | None = None


def messages_in(package: Path) -> list[Message]:
    """All texts for people in the code and templates of a package, each once."""
    found: dict[str, Message] = {}
    for file in sorted(package.rglob("*.py")):
        for message in _code_messages(file):
            found.setdefault(message.text, message)
    for file in sorted(package.rglob("templates/**/*.html")):
        for message in _template_messages(file):
            found.setdefault(message.text, message)
    return list(found.values())


def missing_messages(package: Path, locale: str = "zh_CN") -> list[Message]:
    """The messages of a package that its catalogue does not translate."""
    file = package / "locale" / f"{locale}.po"
    known = read_catalogue(file)[0] if file.is_file() else {}
    return [message for message in messages_in(package) if message.text not in known]


def _code_messages(file: Path) -> Iterator[Message]:
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Assign):
            yield from _assigned_messages(node, file)
        if not isinstance(node, ast.Call):
            continue
        place = f"{file.name}:{node.lineno}"
        if _called_name(node.func) in CALLS:
            texts = [_literal(argument) for argument in node.args[:2]]
            if texts and texts[0]:
                yield Message(texts[0], place, texts[1] if len(texts) > 1 else None)
        for position in PLACES.get(_called_name(node.func), ()):
            for text in _sentences(node.args[position]) if len(node.args) > position else ():
                yield Message(text, place)
        for keyword in node.keywords:
            said = _literal(keyword.value) if keyword.arg in SENTENCES else None
            if said and " " in said:
                yield Message(said, place)


def _assigned_messages(node: ast.Assign, file: Path) -> Iterator[Message]:
    if any(isinstance(target, ast.Name) and target.id in NAMED for target in node.targets):
        for text in _sentences(node.value):
            yield Message(text, f"{file.name}:{node.lineno}")


def _sentences(node: ast.expr) -> Iterator[str]:
    """The sentences that an expression may give: a literal, or the literals of a choice between two."""
    if isinstance(node, ast.IfExp):
        yield from _sentences(node.body)
        yield from _sentences(node.orelse)
    elif (text := _literal(node)) and " " in text:
        yield text


def _called_name(function: ast.expr) -> str:
    if isinstance(function, ast.Name):
        return function.id
    return function.attr if isinstance(function, ast.Attribute) else ""


def _literal(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def _template_messages(file: Path) -> Iterator[Message]:
    tree = Environment(autoescape=True, extensions=["jinja2.ext.do"]).parse(file.read_text(encoding="utf-8"))
    for call in tree.find_all(nodes.Call):
        if not (isinstance(call.node, nodes.Name) and call.node.name in CALLS):
            continue
        texts = [argument.value for argument in call.args[:2] if isinstance(argument, nodes.Const)]
        if texts:
            plural = texts[1] if call.node.name == "ngettext" and len(texts) > 1 else None
            yield Message(str(texts[0]), f"{file.name}:{call.lineno}", plural)


def main(arguments: list[str] | None = None) -> int:
    """Prints what is missing in the named packages; 1 when `check` found something."""
    parser = argparse.ArgumentParser(prog="python -m ui_kit.translation_check")
    parser.add_argument("command", choices=("check", "extract"))
    parser.add_argument("packages", nargs="+", type=Path, help="package folders, such as platform/ui_kit")
    options = parser.parse_args(arguments)
    missing = [message for package in options.packages for message in missing_messages(package)]
    show = _entry if options.command == "extract" else (lambda message: f"{message.place}: {message.text}")
    sys.stdout.writelines(f"{show(message)}\n" for message in missing)
    return 1 if missing and options.command == "check" else 0


def _entry(message: Message) -> str:
    lines = [f"#: {message.place}", f"msgid {_quoted(message.text)}"]
    if message.plural:
        lines += [f"msgid_plural {_quoted(message.plural)}", 'msgstr[0] ""']
    else:
        lines.append('msgstr ""')
    return "\n".join([*lines, ""])


def _quoted(text: str) -> str:
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{escaped}"'


if __name__ == "__main__":
    raise SystemExit(main())
