"""A form document says what it is wrong about and what it uses."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from form_engine import FormKind, compile_form, derive_form
from tests.form_engine.builders import blueprint, field, form_document, lines

KIND = FormKind()
SCHEMA = jsonschema.Draft202012Validator(KIND.schema())


def refused(*items: Any, **own: Any) -> list[str]:
    return [error.json_path for error in SCHEMA.iter_errors(dict(form_document(*items, **own).body))]


@pytest.mark.parametrize(
    ("item", "path"),
    [
        ({"type": "nothing"}, "$.layout[0].sections[0].items[0].type"),
        ({"type": "field"}, "$.layout[0].sections[0].items[0]"),
        ({"type": "field", "field": "title", "width": "huge"}, "$.layout[0].sections[0].items[0].width"),
        ({"type": "field", "field": "title", "odd": 1}, "$.layout[0].sections[0].items[0]"),
        ({"type": "text"}, "$.layout[0].sections[0].items[0]"),
        ({"type": "related", "object": "line"}, "$.layout[0].sections[0].items[0]"),
    ],
)
def test_an_item_of_the_wrong_shape_is_named(item: dict[str, Any], path: str) -> None:
    assert path in refused(item)


def test_every_kind_of_item_and_every_derived_form_fits_the_schema() -> None:
    items = (
        field("title", width="full", visible_when="true", required_when="true", readonly_when="false"),
        lines(columns=["product"], totals=["price"]),
        {"type": "related", "object": "line", "via": "deal", "columns": ["product"], "limit": 3},
        {"type": "text", "text": {"en": "Hello", "zh-CN": "你好"}},
        {"type": "divider"},
    )
    assert refused(*items) == []
    of = blueprint()
    for described in of.objects.values():
        for purpose in ("edit", "detail", "quick", "phone"):
            document = derive_form(of, described, purpose)
            assert [error.message for error in SCHEMA.iter_errors(dict(document.body))] == []
            assert list(KIND.check(document, of)) == []


def test_references_name_objects_fields_columns_and_roles_with_their_places() -> None:
    document = form_document(
        field("title"),
        lines(columns=["product"]),
        {"type": "related", "object": "line", "via": "deal", "columns": ["product"]},
        for_roles=["rep"],
    )
    found = {(reference.target, reference.path) for reference in KIND.references(document, blueprint())}
    items = "/layout/0/sections/0/items"
    assert found == {
        ("object/deal", "/object"),
        ("role/rep", "/for_roles/0"),
        ("field/deal.title", f"{items}/0/field"),
        ("field/deal.lines", f"{items}/1/field"),
        ("field/line.product", f"{items}/1/columns/0"),
        ("object/line", f"{items}/2/object"),
        ("field/line.deal", f"{items}/2/via"),
        ("field/line.product", f"{items}/2/columns/0"),
    }


def test_expressions_are_told_with_their_places() -> None:
    document = form_document(field("title", visible_when="a"), when="b")
    assert [(use.text, use.path) for use in KIND.expressions(document, blueprint())] == [
        ("b", "/when"),
        ("a", "/layout/0/sections/0/items/0/visible_when"),
    ]


@pytest.mark.parametrize(
    ("items", "code"),
    [
        ((field("title"), field("title")), "twice"),
        ((field("lines"),), "wrong_item"),
        (({"type": "lines", "field": "title"},), "wrong_item"),
    ],
)
def test_a_field_stands_once_and_in_an_item_that_can_show_it(items: tuple[Any, ...], code: str) -> None:
    assert [issue.code for issue in KIND.check(form_document(*items), blueprint())] == [code]


def test_a_form_outlives_the_fields_it_names() -> None:
    compiled = compile_form(form_document(field("title"), field("gone")), blueprint())
    assert [item.field for item in compiled.items] == ["title"]
