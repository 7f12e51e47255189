"""What strangers may be asked for, and what the document of a public form may say."""

from __future__ import annotations

from typing import Any

import pytest

from form_engine import FormKind, public_definition
from tests.form_engine.builders import blueprint, field, form, form_document, lines


def codes(*items: dict[str, Any], **own: Any) -> list[str]:
    document = form_document(*items, purpose="public", **own)
    return [issue.code for issue in FormKind().check(document, blueprint())]


def test_a_field_that_points_at_records_cannot_stand_in_a_public_form() -> None:
    assert codes(field("title"), field("amount")) == []
    assert codes(field("account"), field("owner")) == ["not_public", "not_public"]
    assert codes(lines(columns=["product"])) == ["not_public"]


def test_it_is_left_out_even_where_a_document_has_it() -> None:
    seen = public_definition(
        form(field("title"), field("account"), lines(columns=["product"]), purpose="public")
    )
    assert seen.field_names == {"title"}


@pytest.mark.parametrize(
    ("setting", "value", "fits"),
    [
        ("redirect_to", "/thanks?x=1", True),
        ("redirect_to", "https://www.example.com/thanks", True),
        ("redirect_to", "//evil.example", False),
        ("redirect_to", "/\\evil.example", False),
        ("redirect_to", "javascript:alert(1)", False),
        ("embed_on", ["https://www.example.com"], True),
        ("embed_on", ["https://a.example; script-src *"], False),
        ("embed_on", ["*"], False),
        ("embed_on", ["http://www.example.com"], False),
    ],
)
def test_where_it_leads_and_where_it_is_shown_are_held_to_a_form(
    setting: str, value: Any, fits: bool
) -> None:
    from jsonschema import Draft202012Validator

    document = form_document(field("title"), purpose="public", **{setting: value})
    assert Draft202012Validator(FormKind().schema()).is_valid(document.body) is fits
