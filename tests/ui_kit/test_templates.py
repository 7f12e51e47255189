"""Rules for the templates of all packages, checked in their sources."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from ui_kit.icons import icon_names

REPOSITORY = Path(__file__).resolve().parents[2]
TEMPLATES = sorted(
    file
    for root in ("platform", "runtime", "studio")
    for file in (REPOSITORY / root).rglob("templates/**/*.html")
)
INLINE = re.compile(
    r"""<[a-z][^>]*\s(style|on[a-z]+|hx-on[:\w-]*)\s*=|<style\b|<script(?![^>]*\bsrc=)|=\s*["']js:"""
)
FILTERED_TRIGGER = re.compile(r"""hx-trigger[^>]{0,80}\w\[""")
ICON = re.compile(r"""\bicon\("([a-z0-9-]+)"|icon_name="([a-z0-9-]+)\"""")

KNOWN = {"_", "ngettext", "ui", "icon", "url", "asset", "tone"}


def hidden_names(text: str) -> list[str]:
    tree = Environment(autoescape=True, extensions=["jinja2.ext.do"]).parse(text)
    targets: list[nodes.Node] = [node.target for node in tree.find_all(nodes.Assign)]
    targets += [node.target for node in tree.find_all(nodes.For)]
    return [name.name for name in targets if isinstance(name, nodes.Name) and name.name in KNOWN]


def inline_code(text: str) -> list[str]:
    return [match.group() for match in (*INLINE.finditer(text), *FILTERED_TRIGGER.finditer(text))]


def unknown_icons(text: str) -> list[str]:
    return sorted({name for pair in ICON.findall(text) for name in pair if name} - icon_names())


RULES: dict[str, Callable[[str], list[str]]] = {
    "hides what every template knows": hidden_names,
    "has code or style that the policy refuses": inline_code,
    "names an icon that the sprite lacks": unknown_icons,
}


def broken(rule: Callable[[str], list[str]]) -> Iterator[str]:
    for file in TEMPLATES:
        for found in rule(file.read_text(encoding="utf-8")):
            yield f"{file.relative_to(REPOSITORY)}: {found}"


@pytest.mark.parametrize("rule", RULES.values(), ids=RULES)
def test_no_template(rule: Callable[[str], list[str]]) -> None:
    assert list(broken(rule)) == []
