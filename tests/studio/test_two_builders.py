"""Two builders at once: nobody overwrites the other without knowing, and nothing typed is lost."""

from __future__ import annotations

from tests.runtime.pages.workplace import TENANT
from tests.studio.builder import Builder


def test_a_stale_form_is_told_who_changed_what(builder: Builder) -> None:
    seen = builder.seen("amount")
    body = builder.body
    body["fields"] = [
        {**entry, "required": True} if entry["name"] == "amount" else entry for entry in body["fields"]
    ]
    builder.put(body)
    typed = {"name": "amount", "type": "money", "scale": "3", "seen": seen}
    answer = builder.save("amount", **typed)
    assert answer.status_code == 409
    assert "Reader changed Required of “Amount” meanwhile" in answer.text
    assert "Save mine over it" in answer.text
    assert builder.field("amount")["scale"] == 2
    assert builder.save("amount", **typed, anyway="1").status_code == 200
    assert builder.field("amount")["scale"] == 3


def test_changes_of_different_fields_do_not_meet(builder: Builder) -> None:
    seen = builder.seen("amount")
    body = builder.body
    builder.put({**body, "fields": [*body["fields"], {"name": "extra", "type": "text"}]})
    answer = builder.save("amount", name="amount", type="money", scale="3", seen=seen)
    assert answer.status_code == 200
    assert builder.names[-1] == "extra"
    assert builder.field("amount")["scale"] == 3


def test_a_stale_document_keeps_the_text_and_offers_both_ways(builder: Builder) -> None:
    releases = builder.workplace.composition.releases
    view = dict(builder.draft.blueprint.document("view", "big").body)
    version = builder.draft.versions["view", "big"]
    builder.put({**view, "label": "Huge deals"})
    text = '{"kind": "view", "name": "big", "object": "deal", "label": "Mine"}'
    stale = builder.visitor.send("/studio/documents/view/big", body=text, version=str(version))
    assert stale.status_code == 422
    assert "Reader changed View “big” meanwhile" in stale.text
    assert "&#34;Mine&#34;" in stale.text
    current = releases.draft(TENANT).versions["view", "big"]
    assert f'name="version" value="{current}"' in stale.text
    assert (
        builder.visitor.send("/studio/documents/view/big", body=text, version=str(current)).status_code == 303
    )
    assert builder.draft.blueprint.document("view", "big").label.text() == "Mine"


def test_the_second_to_publish_looks_again(builder: Builder) -> None:
    base = str(builder.draft.base)
    builder.add("date")
    assert builder.publish("First", base=base).headers["HX-Redirect"]
    builder.add("email")
    late = builder.publish("Second, with much thought", base=base)
    assert late.status_code == 422
    assert "Somebody published another release meanwhile" in late.text
    assert "Second, with much thought" in late.text
    assert builder.publish("Second", base=str(builder.draft.base)).status_code == 204
