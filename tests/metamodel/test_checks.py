"""What a blueprint can get wrong, and that all of it is said at once."""

from __future__ import annotations

from typing import Any

import pytest

from tests.metamodel.builders import Body, a_view, an_object, codes, issues_of, text


def test_a_sound_blueprint_has_no_issues() -> None:
    assert issues_of(an_object(), a_view(columns=["name", "owner.name", "created_at"])) == []


COUNTRY: Body = {"name": "country", "type": "select", "options": [{"value": "cn"}, {"value": "us"}]}


def a_city(**rule: Any) -> Body:
    """A choice whose options depend on the country, but for what is said of the rule."""
    by_country = {"field": "country", "options": {"cn": ["sh"]}, **rule}
    options = [{"value": "sh"}, {"value": "la"}]
    return {"name": "city", "type": "select", "options": options, "options_when": by_country}


def test_options_by_another_field_are_sound() -> None:
    assert issues_of(an_object("a", text("name"), a_city(), COUNTRY)) == []


CASES: list[tuple[str, list[Body], tuple[str, str]]] = [
    ("an unknown kind", [{"kind": "poem", "name": "x"}], ("/poem/x/kind", "unknown_kind")),
    ("a name that is SQL", [an_object("x; drop table y")], ("/object/x; drop table y/name", "malformed")),
    ("an unknown setting", [an_object(colour="red")], ("/object/account/colour", "unknown_setting")),
    ("a missing list of fields", [{"kind": "object", "name": "a"}], ("/object/a", "required")),
    (
        "an unknown type",
        [an_object("a", {"name": "n", "type": "txt"})],
        ("/object/a/fields/0/type", "unknown_value"),
    ),
    (
        "a setting of the wrong type",
        [an_object("a", text("n", max_length="9"))],
        ("/object/a/fields/0/max_length", "wrong_type"),
    ),
    (
        "two fields of one name",
        [an_object("a", text("n"), text("n"))],
        ("/object/a/fields/1/name", "duplicate"),
    ),
    ("a system field's name", [an_object("a", text("owner"))], ("/object/a/fields/0/name", "reserved")),
    ("a database's own table", [an_object("sqlite_master")], ("/object/sqlite_master/name", "reserved")),
    ("a database's own column", [an_object("a", text("ctid"))], ("/object/a/fields/0/name", "reserved")),
    ("a reserved object", [an_object("user")], ("/object/user/name", "reserved")),
    (
        "a title that is not there",
        [an_object(title_field="nam")],
        ("/object/account/title_field", "unknown_field"),
    ),
    (
        "a unique set of fields that are not there",
        [an_object(unique=[["name", "city"]])],
        ("/object/account/unique/0/1", "unknown_field"),
    ),
    ("a view of no object", [a_view()], ("/view/all/object", "unknown_object")),
    (
        "a column that is not there",
        [an_object(), a_view(columns=["nme"])],
        ("/view/all/columns/0", "unknown_field"),
    ),
    (
        "a path that leads on from a text",
        [an_object(), a_view(columns=["name.first"])],
        ("/view/all/columns/0", "unknown_field"),
    ),
    ("a sort by nothing", [an_object(), a_view(sort=["-nme"])], ("/view/all/sort/0", "unknown_field")),
    ("a kanban without groups", [an_object(), a_view(type="kanban")], ("/view/all/group_by", "required")),
    (
        "a role for no object",
        [{"kind": "role", "name": "r", "objects": {"nope": {"read": "all"}}}],
        ("/role/r/objects/nope", "unknown_object"),
    ),
    (
        "a scope that is none",
        [an_object(), {"kind": "role", "name": "r", "objects": {"account": {"read": "every"}}}],
        ("/role/r/objects/account/read", "shape"),
    ),
    (
        "navigation to nothing",
        [{"kind": "app", "name": "a", "navigation": [{"label": "x", "items": [{"object": "nope"}]}]}],
        ("/app/a/navigation/0/items/0/object", "unknown_object"),
    ),
    (
        "options by a field that is not there",
        [an_object("a", a_city(field="contry"), COUNTRY)],
        ("/object/a/fields/0/options_when/field", "unknown_field"),
    ),
    (
        "options by a field whose values cannot be listed",
        [an_object("a", a_city(field="country"), text("country"))],
        ("/object/a/fields/0/options_when/field", "not_a_choice"),
    ),
    (
        "options for a value that the other field has not",
        [an_object("a", a_city(options={"fr": ["sh"]}), COUNTRY)],
        ("/object/a/fields/0/options_when/options/fr", "not_an_option"),
    ),
    (
        "an option in a list that is none",
        [an_object("a", a_city(options={"cn": ["paris"]}), COUNTRY)],
        ("/object/a/fields/0/options_when/options/cn", "not_an_option"),
    ),
    (
        "options that depend on themselves",
        [an_object("a", a_city(), {**COUNTRY, "options_when": {"field": "city", "options": {"sh": ["cn"]}}})],
        ("/object/a/fields/0/options_when/field", "depends_on_itself"),
    ),
    (
        "options by another field without a field",
        [an_object("a", {**a_city(), "options_when": {"options": {}}}, COUNTRY)],
        ("/object/a/fields/0/options_when", "required"),
    ),
    (
        "a home of no role",
        [an_object(), {"kind": "app", "name": "a", "home": {"boss": {"object": "account"}}}],
        ("/app/a/home/boss", "unknown_role"),
    ),
]


@pytest.mark.parametrize(("what", "bodies", "expected"), CASES, ids=[case[0] for case in CASES])
def test_it_says_what_is_wrong_and_where(what: str, bodies: list[Body], expected: tuple[str, str]) -> None:
    assert expected in codes(issues_of(*bodies))


def test_all_issues_come_at_once() -> None:
    found = issues_of(an_object("a", text("owner"), text("n"), text("n")), a_view(columns=["x", "y"]))
    assert len(found) >= 3


def test_a_near_name_is_offered() -> None:
    (issue,) = issues_of(an_object(), a_view(columns=["nmae"]))
    assert issue.advice() == "Did you mean “name”?"


def test_a_wrong_object_is_not_told_twice_through_its_views() -> None:
    found = issues_of(an_object("account", text("name"), colour="red"), a_view(columns=["name"]))
    assert codes(found) == [("/object/account/colour", "unknown_setting")]


@pytest.mark.parametrize(
    "body", ["x", {"kind": 1, "name": None}, {"name": {"a": 1}}, {"kind": "view", "object": 3}]
)
def test_any_json_is_answered_with_issues(body: Any) -> None:
    assert issues_of(body if isinstance(body, dict) else {"kind": "object", "name": "a", "fields": body})
