"""The diagram says how objects belong together, and changes of it are changes of fields."""

from __future__ import annotations

import pytest

from studio.diagram import Relation, draw, relations_of
from tests.runtime.pages.workplace import TENANT
from tests.studio.builder import Builder

PAGE = "/studio/diagram"


def relations(builder: Builder) -> dict[str, Relation]:
    return {relation.key: relation for relation in relations_of(builder.draft.blueprint)}


def relate(builder: Builder, source: str, target: str, kind: str = "lookup", **fields: str) -> str:
    answer = builder.visitor.send(
        f"{PAGE}/relations", part=True, source=source, target=target, kind=kind, **fields
    )
    assert answer.status_code == 200, answer.text
    return answer.text


def test_lines_are_one_relation_with_their_look_up(small_builder: Builder) -> None:
    found = relations(small_builder)
    assert set(found) == {"deal.account.account", "deal.lines.line", "line.maker.account"}
    assert found["deal.account.account"].ends == ("n", "1")
    assert found["deal.lines.line"].ends == ("1", "n")


def test_the_page_has_cards_lines_and_a_list(small_builder: Builder) -> None:
    page = small_builder.visitor.look(PAGE).text
    for name in ("deal", "account", "line"):
        assert f'data-card="{name}"' in page
    assert 'aria-label="Deal to Account: Account, Lookup"' in page
    assert "Account of Deal leads here" in page


def test_a_look_up_is_drawn(builder: Builder) -> None:
    relate(builder, "line", "account", on_delete="clear", en="Supplier", **{"zh-CN": "供应商"})
    entry = Builder(builder.workplace, "line").field("supplier")
    assert (entry["type"], entry["object"], entry["on_delete"]) == ("lookup", "account", "clear")
    assert entry["label"] == {"en": "Supplier", "zh-CN": "供应商"}
    assert builder.publish().status_code == 204
    account = builder.workplace.create("account", name="Acme")
    line = builder.workplace.create("line", product="Pump", supplier=account.id)
    assert builder.workplace.read(line).values["supplier"].id == account.id


def test_a_relation_without_words_is_called_as_the_other_object(small_builder: Builder) -> None:
    relate(small_builder, "account", "deal", "many_to_many")
    relate(small_builder, "account", "deal")
    fields = [name for name in Builder(small_builder.workplace, "account").names if name.startswith("deal")]
    assert fields == ["deal", "deal_2"]


def test_line_items_bring_the_look_up_that_they_hang_by(builder: Builder) -> None:
    relate(builder, "account", "line", "lines", en="Parts")
    via = Builder(builder.workplace, "line").field("account")
    assert (via["object"], via["on_delete"], via["required"]) == ("account", "cascade", True)
    assert relations(builder)["account.parts.line"].via == "account"
    assert builder.workplace.composition.releases.check(TENANT) == ()


def test_lines_take_the_look_up_that_is_there(small_builder: Builder) -> None:
    small_builder.send("/fields/lines/remove")
    relate(small_builder, "deal", "line", "lines")
    assert relations(small_builder)["deal.line.line"].via == "deal"


def test_a_new_field_is_in_the_form_at_once(small_builder: Builder) -> None:
    relate(small_builder, "deal", "account", en="Reseller")
    assert "'reseller'" in str(small_builder.draft.blueprint.document("form", "deal_form").body)


def test_a_relation_is_changed(small_builder: Builder) -> None:
    dialog = small_builder.visitor.part(f"{PAGE}/relations/deal.account.account").text
    assert 'value="clear" selected' in dialog
    answer = small_builder.visitor.send(
        f"{PAGE}/relations/deal.account.account",
        part=True,
        source="deal",
        target="account",
        kind="lookup",
        en="Customer",
        on_delete="restrict",
        required="true",
    )
    assert answer.status_code == 200
    entry = small_builder.field("account")
    assert (entry["label"]["en"], entry["on_delete"], entry["required"]) == ("Customer", "restrict", True)


def test_a_relation_is_removed_and_comes_back(small_builder: Builder) -> None:
    answer = small_builder.visitor.send(f"{PAGE}/relations/deal.account.account/remove", part=True).text
    assert "publishing sends its values to the trash" in answer
    assert "account" not in small_builder.names
    assert "account" not in str(small_builder.draft.blueprint.document("form", "deal_form").body)
    small_builder.visitor.send(f"{PAGE}/undo", part=True)
    assert "account" in small_builder.names
    assert small_builder.draft.changed == {}
    small_builder.visitor.send(f"{PAGE}/redo", part=True)
    assert "account" not in small_builder.names


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"source": "deal", "target": "account", "kind": "friendship"}, "Choose how the two belong together"),
        ({"source": "deal", "target": "deal", "kind": "lines"}, "cannot be made of lines of itself"),
        (
            {"source": "deal", "target": "account", "kind": "lookup", "on_delete": "explode"},
            "Say what becomes of the records",
        ),
        (
            {
                "source": "deal",
                "target": "account",
                "kind": "lookup",
                "on_delete": "clear",
                "required": "true",
            },
            "cannot be emptied",
        ),
    ],
)
def test_what_cannot_be_is_said(small_builder: Builder, fields: dict[str, str], told: str) -> None:
    answer = small_builder.visitor.send(f"{PAGE}/relations", part=True, **fields)
    assert answer.status_code == 422
    assert told in answer.text
    assert small_builder.draft.changed == {}


@pytest.mark.parametrize(
    "path", ["/relations/ghost", "/relations/deal.title.deal", "/relations/new?source=ghost"]
)
def test_what_is_not_there_is_not_there(small_builder: Builder, path: str) -> None:
    assert small_builder.visitor.part(PAGE + path).status_code == 404


def test_places_are_kept_for_everybody_and_forgotten_when_wanted(builder: Builder) -> None:
    answer = builder.visitor.send(f"{PAGE}/positions", part=True, object="deal", x="510", y="-40")
    assert answer.status_code == 204
    assert 'data-card="deal"' in (page := builder.visitor.look(PAGE).text)
    assert 'data-x="510" data-y="-40"' in page
    builder.visitor.send(f"{PAGE}/arranged", part=True)
    assert 'data-x="510"' not in builder.visitor.look(PAGE).text
    assert builder.draft.changed == {}


@pytest.mark.parametrize(
    "fields", [{"object": "ghost", "x": "1", "y": "1"}, {"object": "deal", "x": "left"}, {}]
)
def test_a_place_that_is_none_is_refused(small_builder: Builder, fields: dict[str, str]) -> None:
    assert small_builder.visitor.send(f"{PAGE}/positions", part=True, **fields).status_code == 422


def test_a_look_up_to_itself_is_a_loop(small_builder: Builder) -> None:
    relate(small_builder, "account", "account", en="Parent")
    lines = draw(small_builder.draft.blueprint, {}).lines
    (line,) = [line for line in lines if line.relation.key == "account.parent.account"]
    assert line.anchor == "start"


def test_only_builders_see_it(small_builder: Builder) -> None:
    assert small_builder.workplace.visitor("reader").look(PAGE).status_code == 403
