"""Expressions in documents: what is wrong with them, and whose fields they use."""

from __future__ import annotations

from typing import Any

from metamodel import Blueprint
from metamodel.checks import check_blueprint
from metamodel.references import where_used
from tests.builders import a_field, an_object
from web.expression_reading import read_expression
from web.kinds import KINDS

ACCOUNT = an_object("account", "name", "city")
CONTACT = an_object("contact", "name", a_field("account", "lookup", object="account"))


def issues(filter: str) -> set[tuple[str, str]]:
    found = check_blueprint(Blueprint.of([ACCOUNT, CONTACT, a_deal(filter)]), KINDS, read_expression)
    return {(issue.path, issue.code) for issue in found}


def a_deal(filter: str) -> dict[str, Any]:
    account = a_field("account", "lookup", object="account")
    return an_object("deal", "title", account, a_field("contact", "lookup", object="contact", filter=filter))


def test_a_look_ups_filter_is_about_its_target_and_the_record_that_refers() -> None:
    assert issues("account = $record.account AND account.city = $record.account.city") == set()
    place = "/object/deal/fields/2/filter"
    assert issues("title = $record.title") == {(place, "unknown_name")}
    assert issues("account = $record.acount") == {(place, "unknown_name")}
    assert issues("account") == {(place, "wrong_type")}
    assert issues('COUNTOF("contact.account") > 1') == {(place, "not_in_sql")}


def test_there_is_no_referring_record_elsewhere() -> None:
    rules = [{"name": "r", "when": "ISBLANK($record.title)", "message": "x"}]
    found = check_blueprint(Blueprint.of([an_object("deal", "title", rules=rules)]), KINDS, read_expression)
    assert [issue.code for issue in found] == ["unknown_name"]


def test_what_a_filter_reads_of_either_record_is_used() -> None:
    filter = "account = $record.account"
    used = where_used(Blueprint.of([ACCOUNT, CONTACT, a_deal(filter)]), KINDS, read_expression)
    for target in ("field/contact.account", "field/deal.account"):
        assert "/fields/2/filter" in [use.path for use in used[target]]


def test_what_nothing_can_answer_is_refused_before_it_fails() -> None:
    assert issues("ISBLANK(MANAGEROF(owner))") >= {("/object/deal/fields/2/filter", "no_organisation")}
