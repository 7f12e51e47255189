"""Where-used over a whole blueprint."""

from __future__ import annotations

from typing import Any

from metamodel import Blueprint
from metamodel.references import where_used
from tests.metamodel.builders import KINDS, a_view, an_object, text


def test_a_field_knows_the_views_and_roles_that_use_it() -> None:
    role = {"kind": "role", "name": "rep", "fields": {"account": {"name": "read"}}}
    blueprint = Blueprint.of([an_object(), a_view(columns=["name"], sort=["-name"]), role])
    uses = where_used(blueprint, KINDS)["field/account.name"]
    assert [(use.document, use.path) for use in uses] == [
        (("role", "rep"), "/fields/account/name"),
        (("view", "all"), "/columns/0"),
        (("view", "all"), "/sort/0"),
    ]


def test_a_field_knows_whose_options_depend_on_it() -> None:
    city: dict[str, Any] = {"name": "city", "type": "select", "options": [{"value": "sh"}]}
    city["options_when"] = {"field": "country", "options": {"cn": ["sh"]}}
    country = {"name": "country", "type": "select", "options": [{"value": "cn"}]}
    used = where_used(Blueprint.of([an_object("account", text("name"), city, country)]), KINDS)
    assert [use.path for use in used["field/account.country"]] == ["/fields/1/options_when/field"]


def test_a_path_uses_every_field_on_its_way() -> None:
    deal = an_object("deal", {"name": "account", "type": "lookup", "object": "account"})
    view = a_view(object="deal", columns=["account.name"])
    used = where_used(Blueprint.of([an_object("account", text("name")), deal, view]), KINDS)
    assert {"field/deal.account", "field/account.name", "object/account"} <= set(used)
