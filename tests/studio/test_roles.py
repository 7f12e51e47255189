"""The role matrix: scopes, field rights and abilities of every role, changed in steps."""

from __future__ import annotations

from typing import Any

import pytest

from tests.studio.builder import Builder


def role(builder: Builder, name: str) -> dict[str, Any]:
    return dict(builder.draft.blueprint.document("role", name).body)


def send(builder: Builder, path: str, *pairs: tuple[str, str], **fields: str) -> Any:
    return builder.visitor.send(f"/studio/roles{path}", *pairs, part=True, **fields)


def test_all_roles_stand_over_all_objects_with_their_people(small_builder: Builder) -> None:
    page = small_builder.visitor.look("/studio/roles").text
    assert 'aria-label="Reader · Deal · See: All"' in page
    assert 'aria-label="Nobody · Account · Delete: None"' in page
    assert "Every other object" in page
    assert "One person" in page


def test_a_cell_goes_round_its_choices_and_back(builder: Builder) -> None:
    seen = []
    for _ in range(3):
        assert send(builder, "/edit/scopes", cell="nobody/deal/read").status_code == 200
        seen.append(builder.draft.blueprint.roles["nobody"].scope("deal", "read"))
    assert seen == ["own", "all", "none"]


def test_an_object_gets_an_entry_of_its_own_and_leaves_the_others_alone(small_builder: Builder) -> None:
    send(small_builder, "/edit/scopes", cell="reader/deal/update", scope="own")
    objects = role(small_builder, "reader")["objects"]
    assert objects["deal"] == {
        "create": "none", "read": "all", "update": "own", "delete": "none", "export": "none",
    }  # fmt: skip
    assert objects["*"] == {"read": "all"}
    send(small_builder, "/edit/scopes", cell="reader/deal/update", scope="none")
    assert "deal" not in role(small_builder, "reader")["objects"]


def test_a_row_and_a_column_are_filled_in_one_step(builder: Builder) -> None:
    cells = [("cell", f"{name}/line/read") for name in ("reader", "nobody")]
    send(builder, "/edit/scopes", *cells, scope="own")
    roles = builder.draft.blueprint.roles
    assert [roles[name].scope("line", "read") for name in ("reader", "nobody")] == ["own", "own"]
    answer = send(builder, "/edit/undo")
    assert answer.status_code == 200
    assert [builder.draft.blueprint.roles[n].scope("line", "read") for n in ("reader", "nobody")] == [
        "all",
        "none",
    ]
    send(builder, "/edit/redo")
    assert builder.draft.blueprint.roles["nobody"].scope("line", "read") == "own"


def test_a_condition_is_checked_before_it_is_kept(small_builder: Builder) -> None:
    path = "/reader/objects/deal/read"
    refused = send(small_builder, path, scope="where", where="amont > 5")
    assert refused.status_code == 422
    assert "amont" in refused.text
    assert small_builder.draft.blueprint.roles["reader"].scope("deal", "read") == "all"
    assert send(small_builder, path, scope="where", where="amount > 5").status_code == 200
    assert small_builder.draft.blueprint.roles["reader"].scope("deal", "read") == {"where": "amount > 5"}
    assert "amount &gt; 5" in small_builder.visitor.look("/studio/roles/reader").text
    assert send(small_builder, path, scope="where", where="").status_code == 422
    assert send(small_builder, "/reader/objects/*/read", scope="where", where="true").status_code == 422


def test_a_field_is_hidden_shown_and_opened(builder: Builder) -> None:
    page = builder.visitor.look("/studio/roles?object=deal").text
    assert 'aria-label="Reader · Amount: Hidden"' in page
    send(builder, "/edit/rights", cell="reader/deal/amount")
    assert role(builder, "reader")["fields"] == {"deal": {"amount": "read"}}
    send(builder, "/edit/rights", cell="reader/deal/amount", right="write")
    assert "fields" not in role(builder, "reader")


def test_abilities_and_words_are_settings_of_the_role(small_builder: Builder) -> None:
    fields = {"label.en": "Auditor", "label.zh-CN": "审计员", "can.bulk": "true"}
    assert send(small_builder, "/reader/settings", **fields).status_code == 200
    assert role(small_builder, "reader")["label"] == {"en": "Auditor", "zh-CN": "审计员"}
    assert role(small_builder, "reader")["can"] == ["bulk"]


def test_a_role_is_copied_with_its_rights_and_the_copy_taken_back(builder: Builder) -> None:
    made = send(builder, "/edit/new", like="reader", en="Second reader")
    assert made.headers["HX-Redirect"].endswith("/studio/roles/second_reader")
    copied = role(builder, "second_reader")
    assert copied["objects"] == role(builder, "reader")["objects"]
    assert copied["id"] != role(builder, "reader").get("id")
    send(builder, "/edit/undo")
    assert ("role", "second_reader") not in builder.draft.blueprint.documents
    send(builder, "/edit/redo")
    assert ("role", "second_reader") in builder.draft.blueprint.documents


@pytest.mark.parametrize("name", ["reader", "Bad name", ""])
def test_a_name_that_is_taken_or_none_is_refused_in_the_dialog(small_builder: Builder, name: str) -> None:
    answer = send(small_builder, "/edit/new", name=name)
    assert answer.status_code in (409, 422)
    assert "<dialog" in answer.text


def test_a_removed_role_comes_back_as_a_step(builder: Builder) -> None:
    before = role(builder, "nobody")
    assert send(builder, "/nobody/remove").headers["HX-Redirect"].endswith("/studio/roles")
    assert ("role", "nobody") not in builder.draft.blueprint.documents
    send(builder, "/edit/undo")
    assert role(builder, "nobody") == before


def test_what_is_published_holds(builder: Builder) -> None:
    record = builder.workplace.create(title="Secret")
    send(builder, "/edit/scopes", cell="reader/deal/read", scope="none")
    assert builder.workplace.visitor("reader").look(f"/o/deal/{record.id}").status_code == 200
    builder.publish("Readers see no deals")
    assert builder.workplace.visitor("reader").look(f"/o/deal/{record.id}").status_code == 404


def test_losing_the_last_who_manages_people_is_said(small_builder: Builder) -> None:
    send(small_builder, "/admin/settings", **{"label.en": "Administrator", "can.studio": "true"})
    assert "Nobody could manage people" in small_builder.visitor.look("/studio/roles").text


@pytest.mark.parametrize(
    ("path", "fields"),
    [
        ("/edit/scopes", {}),
        ("/edit/scopes", {"cell": "reader"}),
        ("/edit/scopes", {"cell": "reader/deal/fly"}),
        ("/edit/scopes", {"cell": "reader/deal/read", "scope": "galaxy"}),
        ("/edit/rights", {"cell": "reader/deal/amount", "right": "own"}),
        ("/edit/scopes", {"cell": "ghost/deal/read"}),
        ("/edit/scopes", {"cell": "reader/ghost/read"}),
        ("/edit/rights", {"cell": "reader/deal/ghost"}),
        ("/reader/objects/deal/read", {"scope": "galaxy"}),
        ("/ghost/settings", {"label.en": "Boo"}),
        ("/ghost/remove", {}),
        ("/reader/objects/deal/fly", {"scope": "all"}),
    ],
)
def test_odd_input_changes_nothing(small_builder: Builder, path: str, fields: dict[str, str]) -> None:
    before = small_builder.draft.blueprint
    assert send(small_builder, path, **fields).status_code in (404, 422)
    assert small_builder.draft.blueprint == before


def test_without_script_a_cell_is_a_button_of_a_form(small_builder: Builder) -> None:
    answer = small_builder.visitor.send("/studio/roles/edit/scopes", cell="nobody/deal/read")
    assert answer.status_code == 303
    assert answer.headers["location"].endswith("/studio/roles")
