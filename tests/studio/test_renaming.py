"""A field's new name, followed through a whole blueprint."""

from __future__ import annotations

from collections import Counter

import pytest

from expressions import FieldRenaming
from metamodel import Blueprint, Document
from metamodel.references import document_references
from studio.object_edits import change_field, field_of
from studio.renaming import followed, followed_in
from tests.runtime.pages.workplace import DOCUMENTS, TENANT
from tests.studio.builder import Builder
from web.expression_reading import read_expression
from web.kinds import KINDS

EVERYWHERE = Blueprint.of(
    [
        *DOCUMENTS,
        {"kind": "object", "name": "visit", "fields": [
            {"name": "deal", "type": "lookup", "object": "deal", "filter": "amount > $record.deal.amount"},
            {"name": "worth", "type": "mirror", "via": "deal", "field": "amount"},
            {"name": "double", "type": "formula", "returns": "number", "expression": "deal . amount * 2"},
        ]},
        {"kind": "role", "name": "careful", "objects": {"deal": {"read": {"where": "amount < 10"}}},
         "fields": {"deal": {"amount": "read"}}},
        {"kind": "report", "name": "sums", "object": "visit", "filter": "deal.amount > 1",
         "group_by": {"rows": ["deal.stage"]}, "measures": [{"function": "sum", "field": "deal.amount"}]},
        {"kind": "flow", "name": "raise", "trigger": {"type": "record", "object": "deal", "on": ["updated"],
                                                      "fields": ["amount"], "when": "ISCHANGED(amount)"},
         "steps": [{"id": "set", "type": "set_fields",
                    "settings": {"values": {"amount": {"expression": "amount + 1 /* amount */"}}}}]},
        {"kind": "approval", "name": "sign", "object": "deal", "start": {"when": "amount > 5"},
         "steps": [{"id": "one", "approvers": {"type": "role", "role": "admin"}, "fields": {"amount": "read"}}]},
    ]
)  # fmt: skip


def test_every_kind_of_document_follows() -> None:
    after = {body["name"]: body for body in followed(EVERYWHERE, "deal", "amount", "worth")}
    assert after["visit"]["fields"][0]["filter"] == "worth > $record.deal.worth"
    assert after["visit"]["fields"][1]["field"] == "worth"
    assert after["visit"]["fields"][2]["expression"] == "deal . worth * 2"
    assert after["careful"]["objects"]["deal"]["read"] == {"where": "worth < 10"}
    assert after["careful"]["fields"] == {"deal": {"worth": "read"}}
    assert after["sums"]["filter"] == "deal.worth > 1"
    assert after["sums"]["measures"] == [{"function": "sum", "field": "deal.worth"}]
    assert after["raise"]["trigger"]["fields"] == ["worth"]
    assert after["raise"]["trigger"]["when"] == "ISCHANGED(worth)"
    values = after["raise"]["steps"][0]["settings"]["values"]
    assert values == {"worth": {"expression": "worth + 1 /* amount */"}}
    assert after["sign"]["start"] == {"when": "worth > 5"}
    assert after["sign"]["steps"][0]["fields"] == {"worth": "read"}
    assert after["big"]["filter"] == "worth > 1000"


@pytest.mark.parametrize(
    ("object_name", "old"),
    [(name, one.name) for name, each in EVERYWHERE.objects.items() for one in each.fields],
)
def test_what_is_used_after_is_what_was_used_before(object_name: str, old: str) -> None:
    renamed = _renamed(EVERYWHERE, object_name, old, "fresh_name")
    target, fresh = f"field/{object_name}.{old}", f"field/{object_name}.fresh_name"
    before = Counter({fresh if used == target else used: times for used, times in _used(EVERYWHERE).items()})
    assert _used(renamed) == before


def test_a_new_name_is_one_step_that_can_be_taken_back(small_builder: Builder) -> None:
    builder = small_builder
    before = builder.draft.blueprint.to_json()
    answer = builder.save(
        "amount", type="money", name="worth", scale="2", currency="CNY", seen=builder.seen("amount")
    )
    assert answer.status_code == 200
    assert builder.draft.blueprint.document("view", "big").body["filter"] == "worth > 1000"
    assert "amount" not in str(builder.draft.blueprint.document("form", "deal_form").body)
    assert builder.workplace.composition.releases.check(TENANT) == ()
    assert builder.send("/undo").status_code == 200
    assert builder.draft.blueprint.to_json() == before


def _renamed(blueprint: Blueprint, object_name: str, old: str, new: str) -> Blueprint:
    document = blueprint.document("object", object_name)
    entry = {**field_of(document.body, old), "name": new}
    own = change_field(document.body, old, entry)
    own = followed_in(blueprint, document, own, FieldRenaming(object_name, old, new))
    after = [own, *followed(blueprint, object_name, old, new)]
    keys = {Document.from_json(body).key for body in after}
    return Blueprint.of([*after, *(one for key, one in blueprint.documents.items() if key not in keys)])


def _used(blueprint: Blueprint) -> Counter[str]:
    return Counter(
        reference.target
        for kind in KINDS
        for document in blueprint.of_kind(kind.name)
        for reference in document_references(document, kind, blueprint, read_expression)
    )


@pytest.mark.parametrize("word", ["and", "true", "in", "created_at"])
def test_a_word_that_means_something_else_is_no_name(small_builder: Builder, word: str) -> None:
    builder = small_builder
    answer = builder.save("amount", type="money", name=word, seen=builder.seen("amount"))
    assert f"“{word}” is a reserved name" in answer.text
    assert "amount" in builder.names
