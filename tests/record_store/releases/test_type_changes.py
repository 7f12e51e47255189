"""Any type to any type: what converts, what loses, what fails, and the way back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from metamodel import Conflict, Invalid, Ref
from record_store.database import Database
from record_store.releases import Choice
from tests.builders import a_field, an_object
from tests.fields import INTERESTING, NEEDED, WRITTEN
from tests.record_store.releases.workshop import BUILDER, Workshop, a_workshop

OPTIONS = [{"value": "new", "label": {"en": "New", "zh-CN": "新建"}}, {"value": "won", "label": "Won"}]


def a_deal(kind: str, **settings: Any) -> dict[str, Any]:
    return an_object("deal", "title", a_field("value", kind, **settings))


def with_values(database: Database, kind: str, *values: Any, **settings: Any) -> tuple[Workshop, list[str]]:
    workshop = a_workshop(database, a_deal(kind, **settings))
    return workshop, [workshop.create("deal", title=str(value), value=value) for value in values]


def values_of(workshop: Workshop, ids: list[str]) -> list[Any]:
    return [workshop.get("deal", id)["value"] for id in ids]


@pytest.mark.parametrize(
    ("kind", "settings", "value", "new_kind", "new_settings", "expected"),
    [
        ("text", {}, "1,234.50", "number", {"scale": 2}, Decimal("1234.50")),
        ("text", {}, "¥1,234", "money", {"currency": "CNY"}, Decimal("1234.00")),
        ("text", {}, "是", "boolean", {}, True),
        ("text", {}, "2024年1月31日", "date", {}, "2024-01-31"),
        ("text", {}, "新建", "select", {"options": OPTIONS}, "new"),
        ("text", {}, "a, b", "tags", {}, ["a", "b"]),
        ("select", {"options": OPTIONS}, "new", "text", {}, "New"),
        ("boolean", {}, True, "integer", {}, 1),
        ("boolean", {}, False, "text", {}, "No"),
        ("integer", {}, 1, "boolean", {}, True),
        ("integer", {}, 12, "text", {}, "12"),
        ("number", {"scale": 2}, "12.50", "text", {}, "12.50"),
        ("number", {"scale": 2}, 12, "integer", {}, 12),
        ("date", {}, "2024-01-31", "text", {}, "2024-01-31"),
        ("date", {}, "2024-01-31", "datetime", {}, "2024-01-30T16:00:00+00:00"),
        ("select", {"options": OPTIONS}, "won", "multi_select", {"options": OPTIONS}, ["won"]),
        ("multi_select", {"options": OPTIONS}, ["won"], "select", {"options": OPTIONS}, "won"),
        ("text", {}, "Acme Ltd", "company_name", {}, "Acme Ltd"),
        ("text", {}, "ann@example.com", "email", {}, "ann@example.com"),
        ("text", {}, "short", "long_text", {}, "short"),
        ("rating", {}, 4, "number", {"scale": 1}, Decimal("4.0")),
        ("money", {"currency": "CNY", "scale": 2}, 5, "money", {"currency": "CNY", "scale": 4}, Decimal("5.0000")),
    ],
)  # fmt: skip
def test_a_value_is_read_as_the_new_type(
    database: Database,
    kind: str,
    settings: dict[str, Any],
    value: Any,
    new_kind: str,
    new_settings: dict[str, Any],
    expected: Any,
) -> None:
    workshop, ids = with_values(database, kind, value, None, **settings)
    workshop.put(a_deal(new_kind, **new_settings))
    plan = workshop.releases.plan(workshop.tenant)
    assert not [effect for effect in plan.operations if effect.failing or effect.lossy]
    workshop.publish()
    field = workshop.live().object("deal").field("value")
    found, blank = values_of(workshop, ids)
    json = field.type.to_json(field, found)
    assert (
        (list(json) if isinstance(json, tuple) else json) == expected
        or found == expected
        or str(found) == expected
        or found.isoformat() == expected
    )
    assert blank is None
    workshop.assert_tables_fit()


def test_the_plan_counts_what_converts_what_loses_and_what_fails_with_samples(database: Database) -> None:
    workshop, _ = with_values(database, "text", "12", "1.26", "many", None)
    workshop.put(a_deal("number", scale=1))
    effect = workshop.effects()["field/deal.value"]
    assert (effect.operation, effect.rows, effect.lossy, effect.failing) == ("change_type", 3, 1, 1)
    assert {sample.value for sample in effect.samples} == {"1.26", "many"}
    assert "2" not in effect.sentence().split("read as")[0].replace("3 values", "")


def test_values_that_fail_are_refused_until_the_builder_chooses(database: Database) -> None:
    workshop, ids = with_values(database, "text", "12", "many")
    workshop.put(a_deal("integer"))
    with pytest.raises(Invalid, match="many"):
        workshop.publish()
    assert workshop.store.live(workshop.tenant).release == 1
    workshop.publish(choices=[Choice("field/deal.value", "blank")])
    assert values_of(workshop, ids) == [12, None]


def test_values_kept_aside_are_purged_only_when_confirmed(database: Database) -> None:
    workshop, _ = with_values(database, "text", "many")
    workshop.publish(a_deal("integer"), choices=[{"target": "field/deal.value", "answer": "keep"}])
    (entry,) = workshop.releases.trash(workshop.tenant)
    assert entry.kept == 1
    with pytest.raises(Conflict, match="kept nowhere else"):
        workshop.releases.purge(workshop.tenant, BUILDER, entry.id)
    workshop.releases.purge(workshop.tenant, BUILDER, entry.id, confirmed=True)
    assert workshop.releases.trash(workshop.tenant) == ()


def test_going_back_brings_the_old_values_and_converts_what_changed_since(database: Database) -> None:
    workshop, ids = with_values(database, "text", "012", "many", "7")
    workshop.publish(a_deal("integer"), choices=[Choice("field/deal.value", "blank")])
    workshop.update("deal", ids[2], value=8)
    new = workshop.create("deal", title="new", value=9)
    workshop.rollback(1)
    assert values_of(workshop, [*ids, new]) == ["012", "many", "8", "9"]


def test_a_record_whose_other_field_changed_keeps_its_old_value(database: Database) -> None:
    workshop, ids = with_values(database, "text", "012")
    workshop.publish(a_deal("integer"))
    workshop.update("deal", ids[0], title="another")
    workshop.rollback(1)
    assert values_of(workshop, ids) == ["012"]


def test_going_back_over_two_types_brings_the_first_values(database: Database) -> None:
    workshop, ids = with_values(database, "boolean", True)
    workshop.publish(a_deal("text"))
    workshop.publish(a_deal("integer"), choices=[Choice("field/deal.value", "blank")])
    assert values_of(workshop, ids) == [None]
    workshop.update("deal", ids[0], title="another")
    workshop.rollback(1)
    assert values_of(workshop, ids) == [True]


def with_accounts(database: Database, kind: str, **settings: Any) -> tuple[Workshop, str]:
    """A workshop with the accounts Acme and Bolt; the deals have `value`."""
    workshop = a_workshop(database, an_object("account"), a_deal(kind, **settings))
    acme = workshop.create("account", name="Acme")
    workshop.create("account", name="Bolt")
    return workshop, acme


def test_a_look_up_becomes_the_title_and_a_title_the_look_up(database: Database) -> None:
    workshop, acme = with_accounts(database, "lookup", object="account")
    deal = workshop.create("deal", title="a", value=acme)
    workshop.publish(a_deal("text"))
    assert values_of(workshop, [deal]) == ["Acme"]
    workshop.publish(an_object("deal", "title", a_field("value", id="value"), a_field("who", id="fresh")))
    workshop.update("deal", deal, who="Bolt")
    workshop.publish(
        an_object("deal", "title", "value", a_field("who", "lookup", object="account", id="fresh"))
    )
    assert workshop.get("deal", deal)["who"].label == "Bolt"


def test_a_title_that_names_no_record_or_two_fails(database: Database) -> None:
    workshop, _ = with_accounts(database, "text")
    workshop.create("account", name="Bolt")
    for title in ("Acme", "Bolt", "Nobody"):
        workshop.create("deal", title=title, value=title)
    workshop.put(a_deal("lookup", object="account"))
    effect = workshop.effects()["field/deal.value"]
    assert (effect.rows, effect.failing) == (3, 2)


def test_a_look_up_becomes_many_to_many_and_back(database: Database) -> None:
    workshop, acme = with_accounts(database, "lookup", object="account")
    deal = workshop.create("deal", title="a", value=acme)
    workshop.publish(a_deal("many_to_many", object="account"))
    assert [ref.id for ref in values_of(workshop, [deal])[0]] == [acme]
    workshop.assert_tables_fit()
    workshop.rollback(1)
    assert values_of(workshop, [deal]) == [Ref("account", acme, "Acme")]
    workshop.assert_tables_fit()


def test_a_look_up_may_come_to_mean_another_object_by_its_titles(database: Database) -> None:
    workshop, acme = with_accounts(database, "lookup", object="account")
    workshop.publish(an_object("company"))
    company = workshop.create("company", name="Acme")
    deal = workshop.create("deal", title="a", value=acme)
    workshop.publish(a_deal("lookup", object="company"))
    assert values_of(workshop, [deal]) == [Ref("company", company, "Acme")]


def test_a_look_up_stays_when_its_object_is_renamed(database: Database) -> None:
    workshop, acme = with_accounts(database, "lookup", object="account")
    deal = workshop.create("deal", title="a", value=acme)
    workshop.put(an_object("company", id="object.account"), a_deal("lookup", object="company"))
    assert "change_type" not in {effect.operation for effect in workshop.effects().values()}
    workshop.publish()
    assert values_of(workshop, [deal]) == [Ref("company", acme, "Acme")]


def test_a_look_up_to_an_object_that_goes_becomes_its_titles(database: Database) -> None:
    workshop, acme = with_accounts(database, "lookup", object="account")
    deal = workshop.create("deal", title="a", value=acme)
    workshop.put(a_deal("text"))
    workshop.remove("object", "account")
    workshop.publish()
    assert values_of(workshop, [deal]) == ["Acme"]


@pytest.mark.parametrize("shift", [1, 5, 12, 22])
def test_every_type_can_become_another_one_and_be_itself_again(database: Database, shift: int) -> None:
    kinds = list(WRITTEN)
    others = (
        an_object("account"),
        an_object("contact"),
        an_object("deal_line", a_field("deal", "lookup", object="deal")),
    )

    def document(by: int) -> dict[str, Any]:
        """One field per type; each has become the type that stands `by` places further."""
        moved = [*kinds[by:], *kinds[:by]]
        fields = [
            a_field(f"a_{kind}", other, **NEEDED.get(other, {}), **INTERESTING.get(other, {}))
            for kind, other in zip(kinds, moved, strict=True)
        ]
        return an_object("deal", "title", *fields)

    workshop = a_workshop(database, *others, document(0))
    account = workshop.create("account", name="Acme")
    deal = workshop.create(
        "deal", title="a", **{f"a_{kind}": value for kind, value in a_value_each(account).items()}
    )
    before = workshop.get("deal", deal)
    workshop.publish(document(shift), choices=[Choice(f"field/deal.a_{kind}", "blank") for kind in kinds])
    workshop.assert_tables_fit()
    workshop.update("deal", deal, title="b")
    workshop.rollback(1)
    workshop.assert_tables_fit()
    after = workshop.get("deal", deal)
    assert {name: after[name] for name in before if name.startswith("a_")} == {
        name: value for name, value in before.items() if name.startswith("a_")
    }


def a_value_each(account: str) -> dict[str, Any]:
    """A value for each type that takes one without more ado."""
    return {
        "text": "12", "long_text": "two\nlines", "rich_text": "<p>rich <b>text</b></p>", "email": "ann@example.com",
        "phone": "+8613800138000", "mobile_cn": "13800138000", "url": "https://example.com/", "number": "12.5",
        "integer": 7, "money": "99.50", "percent": 25, "rating": 3, "progress": 40, "boolean": True,
        "select": "won", "multi_select": ["new", "won"], "tags": ["a", "b"], "color": "#aabbcc",
        "date": "2024-01-31", "datetime": "2024-01-31T10:00:00Z", "time": "10:30:00", "duration": 5400,
        "company_name": "Acme Ltd", "barcode": "4006381333931", "lookup": account, "many_to_many": [account],
        "lookup_any": {"object": "account", "id": account}, "json": {"a": 1},
        "person_name": {"family": "李", "given": "雷"}, "geolocation": {"lat": 30.5, "lng": 104.1},
    }  # fmt: skip
