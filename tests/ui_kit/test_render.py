"""Rendering: whole pages, blocks alone, escaping, names that are not there."""

import pytest
from jinja2 import UndefinedError

from tests.ui_kit.builders import CHINESE, ENGLISH, drawn, renderer_of

PAGE = """{% extends "ui_kit/blank.html" %}
{% from "words.html" import shout %}
{% set greeting = "Hello" %}
{% block title %}Page{% endblock %}
{% block content %}<ul>{% for name in names %}{% block row scoped %}<li>{{ greeting }} {{ shout(name) }}</li>{% endblock %}{% endfor %}</ul>{% endblock %}
"""
WORDS = "{% macro shout(text) %}{{ text|upper }}!{% endmacro %}"


def test_a_page_is_drawn_in_the_language_of_the_person() -> None:
    renderer = renderer_of(page=PAGE, words=WORDS)
    context = {"names": ["Ana"], "frame": None}
    assert '<html lang="zh-CN"' in renderer.render("page.html", context, CHINESE)
    assert "跳到内容" in renderer.render("page.html", context, CHINESE)
    assert "Skip to content" in renderer.render("page.html", context, ENGLISH)


def test_a_block_comes_alone_with_what_its_page_imports_and_sets() -> None:
    renderer = renderer_of(page=PAGE, words=WORDS)
    assert renderer.render_block("page.html", "row", {"name": "Ana", "names": []}) == "<li>Hello ANA!</li>"
    assert renderer.render_block("page.html", "title", {"names": []}) == "Page"


def test_a_block_that_the_page_inherits_can_be_asked_for() -> None:
    renderer = renderer_of(page=PAGE, words=WORDS)
    assert "Trellis" in renderer.render_block("page.html", "brand", {"names": []})


def test_a_block_that_is_nowhere_is_an_error() -> None:
    with pytest.raises(KeyError):
        renderer_of(page=PAGE, words=WORDS).render_block("page.html", "missing", {"names": []})


def test_values_are_escaped_in_text_attributes_and_translations() -> None:
    nasty = '"><script>alert(1)</script>'
    shown = drawn(
        "{{ nasty }}{{ ui.button(nasty, attrs={'data-x': nasty}) }}{{ _('Add “{text}”', text=nasty) }}",
        nasty=nasty,
    )
    assert "<script>" not in shown
    assert 'data-x="&#34;&gt;' in shown


def test_a_message_from_a_person_is_no_markup() -> None:
    assert drawn("{{ _(message) }}", message="<b>bold</b>") == "&lt;b&gt;bold&lt;/b&gt;"


def test_a_name_that_is_not_in_the_context_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        drawn("{{ missing }}")


def test_a_macro_that_is_not_there_names_those_that_are() -> None:
    with pytest.raises(UndefinedError, match="buton"):
        drawn("{{ ui.buton('x') }}")


@pytest.mark.parametrize(
    ("attributes", "shown"),
    [
        ({"hx-get": "/a?b=1&c=2"}, ' hx-get="/a?b=1&amp;c=2"'),
        ({"disabled": True, "hidden": False, "title": None}, " disabled"),
        ({"hx-vals": {"a": "“x”"}}, ' hx-vals="{&#34;a&#34;: &#34;“x”&#34;}"'),
        ({"tabindex": 0}, ' tabindex="0"'),
        ({}, ""),
    ],
)
def test_attributes_come_from_a_mapping(attributes: dict[str, object], shown: str) -> None:
    assert drawn("{{ attributes|attributes }}", attributes=attributes) == shown


def test_an_attribute_name_cannot_break_out() -> None:
    with pytest.raises(ValueError, match="not an attribute name"):
        drawn("{{ {'x onload': '1'}|attributes }}")


def test_url_and_icon_and_asset_are_known_everywhere() -> None:
    assert drawn("{{ url('record', object='deal', id=7) }}") == "/record/deal/7"
    assert "icons.svg#bell" in drawn("{{ icon('bell', 18) }}")
    assert "icons.svg#square-rounded" in drawn("{{ icon('no-such-icon') }}")
    assert drawn("{{ asset('ui_kit/js/main.js') }}").endswith("/ui_kit/js/main.js")
