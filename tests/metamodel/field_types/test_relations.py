"""References to records: by id, by match, by name."""

from __future__ import annotations

from typing import Any

import pytest

from metamodel import Match, Ref
from tests.fields import a_field
from tests.metamodel.field_types.reading import read, refusal, shown

ID = "01890a5d-ac96-774b-bcce-b302099a8057"
OTHER = "01890a5d-ac96-774b-bcce-b302099a8058"

REFERENCES: list[tuple[Any, Ref | Match | None]] = [
    (ID, Ref("account", ID)),
    (ID.upper(), Ref("account", ID)),
    (f" {ID} ", Ref("account", ID)),
    ({"id": ID, "label": "Acme"}, Ref("account", ID, "Acme")),
    ({"id": ID}, Ref("account", ID)),
    ({"id": None}, None),
    ({"match": {"code": "A-1"}}, Match("account", "code", "A-1")),
    ({"match": {"number": 7}}, Match("account", "number", 7)),
    ({"label": "Acme"}, Match("account", None, "Acme")),
    ("Acme  Ltd", Match("account", None, "Acme Ltd")),
    (Ref("account", ID, "Acme"), Ref("account", ID, "Acme")),
    (" ", None),
]


@pytest.mark.parametrize(("raw", "value"), REFERENCES, ids=str)
def test_a_reference_is_read(raw: Any, value: Ref | Match | None) -> None:
    assert read("lookup", raw) == value


@pytest.mark.parametrize(
    "raw",
    [{"id": "7"}, {"id": 7}, {"match": {}}, {"match": {"a": 1, "b": 2}}, {"match": {"A b": 1}}, {}, [ID], True,
     {"match": {"code": {"$gt": ""}}}, Ref("contact", ID)],
    ids=str,
)  # fmt: skip
def test_what_is_no_reference_is_refused(raw: Any) -> None:
    assert refusal("lookup", raw).code == "not_a_reference"


def test_json_gives_id_and_label() -> None:
    field = a_field("lookup")
    assert field.type.to_json(field, Ref("account", ID, "Acme")) == {"id": ID, "label": "Acme"}
    assert field.type.from_columns(field, (ID,)) == Ref("account", ID)
    assert shown("lookup", Ref("account", ID, "Acme")) == "Acme"


def test_a_user_is_a_reference_to_people() -> None:
    assert read("user", ID) == Ref("user", ID)


def test_a_reference_to_any_object_names_the_object() -> None:
    assert read("lookup_any", {"object": "contact", "id": ID}) == Ref("contact", ID)
    assert read("lookup_any", {"object": "contact", "match": {"email": "a@b.co"}}) == Match(
        "contact", "email", "a@b.co"
    )
    assert refusal("lookup_any", ID).code == "object_needed"
    assert refusal("lookup_any", {"object": "deal", "id": ID}).code == "object_needed"
    assert refusal("lookup_any", {"object": ["contact"], "id": ID}).code == "object_needed"
    assert read("lookup_any", ID, objects=["account"]) == Ref("account", ID)


def test_its_object_has_a_column_of_its_own() -> None:
    field = a_field("lookup_any", "about")
    assert [column.name("about") for column in field.columns] == ["about", "about__object"]
    assert field.type.to_columns(field, Ref("contact", ID)) == (ID, "contact")
    assert field.type.to_json(field, Ref("contact", ID, "Li")) == {
        "object": "contact",
        "id": ID,
        "label": "Li",
    }


def test_many_references_are_read_once_each() -> None:
    value = read("many_to_many", [ID, {"id": OTHER, "label": "B"}, ID.upper(), None])
    assert value == (Ref("account", ID), Ref("account", OTHER, "B"))
    assert read("many_to_many", "Acme, Beta") == (
        Match("account", None, "Acme"),
        Match("account", None, "Beta"),
    )
    assert read("many_to_many", []) is None


def test_lines_are_records_as_written() -> None:
    assert read("lines", [{"product": "A"}, {"product": "B"}]) == ({"product": "A"}, {"product": "B"})
    assert read("lines", []) == ()
    assert refusal("lines", [1]).code == "not_lines"
    assert refusal("lines", "x").code == "not_lines"
    assert refusal("lines", [{}] * 1001).code == "too_many"
