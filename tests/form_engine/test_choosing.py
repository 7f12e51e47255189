"""Which form a person gets, and what a form is like that nobody made."""

from __future__ import annotations

from typing import Any

import pytest

from form_engine import Forms, derive_form
from metamodel import Blueprint
from tests.form_engine.builders import blueprint, field, form_document


def a_form(name: str, **own: Any) -> dict[str, Any]:
    return {**form_document(field("title")).body, "name": name, **own}


@pytest.mark.parametrize(
    ("forms", "purpose", "roles", "chosen"),
    [
        ((), "edit", ("rep",), "deal_edit"),
        ((a_form("plain"),), "edit", ("rep",), "plain"),
        ((a_form("plain"), a_form("special", for_roles=["rep"])), "edit", ("rep",), "special"),
        ((a_form("plain"), a_form("special", for_roles=["boss"])), "edit", ("rep",), "plain"),
        ((a_form("special", for_roles=["boss"]),), "edit", ("rep",), "deal_edit"),
        ((a_form("plain"),), "quick", ("rep",), "deal_quick"),
        ((a_form("plain"),), "detail", ("rep",), "deal_detail"),
        ((a_form("plain"),), "phone", ("rep",), "plain"),
        ((a_form("plain"), a_form("small", purpose="phone")), "phone", ("rep",), "small"),
    ],
)
def test_the_form_fits_purpose_and_role(
    forms: tuple[dict[str, Any], ...], purpose: str, roles: tuple[str, ...], chosen: str
) -> None:
    of = Blueprint.of([*blueprint().documents.values(), *forms])
    assert Forms(of).choose("deal", purpose, roles).name == chosen


def test_a_form_with_a_condition_is_for_records_that_fulfil_it() -> None:
    of = Blueprint.of([*blueprint().documents.values(), a_form("won", when='stage = "won"')])
    forms = Forms(of)
    assert forms.choose("deal", "edit", (), lambda condition: condition.text == 'stage = "won"').name == "won"
    assert forms.choose("deal", "edit", (), lambda condition: False).derived
    assert forms.choose("deal", "edit", ()).derived


def test_a_form_is_compiled_once() -> None:
    forms = Forms(blueprint())
    assert forms.choose("deal", "edit", ()) is forms.choose("deal", "edit", ())


def sections(purpose: str) -> list[tuple[str | None, list[str]]]:
    """The labels of a derived form's sections with what they hold."""
    of = blueprint()
    body = derive_form(of, of.object("deal"), purpose).body
    return [
        (section.get("label", {}).get("en"), [item.get("field") or item["type"] for item in section["items"]])
        for section in body["layout"][0]["sections"]
    ]


def test_a_derived_form_begins_with_the_title_and_ends_with_lines() -> None:
    found = sections("edit")
    assert found[0] == (
        None,
        ["title", "stage", "amount", "account", "close_date", "active", "tags", "colors", "person", "owner"],
    )
    assert found[1:] == [("Contact", ["place"]), ("Description", ["notes"]), ("Lines", ["lines"])]


def test_a_derived_quick_form_asks_for_what_is_needed_and_little_more() -> None:
    ((_, names),) = sections("quick")
    assert names[0] == "title"
    assert len(names) == 6
    assert "lines" not in names


def test_a_derived_record_page_has_system_facts_and_what_points_here() -> None:
    of = Blueprint.of(
        [
            *blueprint().documents.values(),
            {
                "kind": "object",
                "name": "note",
                "fields": [{"name": "about", "type": "lookup", "object": "deal"}],
            },
        ]
    )
    layout = derive_form(of, of.object("deal"), "detail").body["layout"][0]["sections"]
    assert {"type": "related", "object": "note", "via": "about"} in layout[-1]["items"]
    assert not any(item.get("object") == "line" for section in layout for item in section["items"])
    assert any(item.get("field") == "created_at" for section in layout for item in section["items"])
