"""Expressions on records: paths through look-ups, the person, what a record was before, records around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

import pytest

from expressions import (
    EvaluationFailed,
    Organisation,
    Ports,
    RelatedRecords,
    check,
    compile_python,
    describe,
    parse,
    record_environment,
    record_labels,
)
from metamodel import Blueprint, Invalid
from tests.expressions.evaluators import NOON

BLUEPRINT = Blueprint.of(
    [
        {"kind": "object", "name": "account", "label": "Account", "fields": [
            {"name": "name", "type": "text", "label": "Name"},
            {"name": "parent", "type": "lookup", "object": "account", "label": "Parent"},
            {"name": "manager", "type": "user", "label": "Manager"},
        ]},
        {"kind": "object", "name": "deal", "label": "Deal", "fields": [
            {"name": "title", "type": "text", "label": "Title"},
            {"name": "account", "type": "lookup", "object": "account", "label": {"en": "Account", "zh-CN": "客户"}},
            {"name": "amount", "type": "money", "label": {"en": "Amount", "zh-CN": "金额"}},
            {"name": "stage", "type": "select", "label": {"en": "Stage", "zh-CN": "阶段"},
             "options": [{"value": "won", "label": {"en": "Won", "zh-CN": "赢单"}}]},
            {"name": "tags", "type": "tags", "label": "Tags"},
            {"name": "photo", "type": "image", "label": "Photo"},
            {"name": "effort", "type": "duration", "label": "Effort"},
        ]},
    ]
)  # fmt: skip
DEAL = record_environment(BLUEPRINT, "deal")


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("account.name", "text"),
        ("account.parent.parent.name", "text"),
        ("account.manager.email", "text"),
        ("owner.name", "text"),
        ("account", "record"),
        ("created_at", "datetime"),
        ("$prior.account.name", "text"),
        ("$user.email", "text"),
        ("tags", "list"),
        ("effort", "number"),
        ("ISBLANK(photo)", "boolean"),
        ("owner = $user", "boolean"),
        ('account = "0198a3c4-0000-7000-8000-000000000000"', "boolean"),
        ("id = account", "boolean"),
    ],
)
def test_a_path_has_the_type_of_its_last_field(text: str, kind: str) -> None:
    assert check(parse(text), DEAL).type.kind == kind


@pytest.mark.parametrize(
    ("text", "near"),
    [
        ("acount.name", "account"),
        ("account.nme", "name"),
        ("owner.emial", "email"),
        ("account.parent.parent.parent.parent.parent.parent.name", ""),
        ("photo = photo", None),
        ("$prior", "$prior.…"),
    ],
)
def test_a_path_that_leads_nowhere_is_refused(text: str, near: str | None) -> None:
    with pytest.raises(Invalid) as refused:
        check(parse(text), DEAL)
    assert near is None or refused.value.issues[0].values["near"] == near


BEFORE = {"stage": "won", "$prior": {"stage": "new"}, "$prior.stage": "new"}


@pytest.mark.parametrize(
    ("text", "values", "result"),
    [
        ("ISNEW()", {"stage": "new"}, True),
        ("ISNEW()", BEFORE, False),
        ("ISCHANGED(stage)", BEFORE, True),
        ("ISCHANGED(title)", BEFORE, False),
        ("ISCHANGED(stage)", {"stage": "new"}, False),
        ("PRIORVALUE(stage)", BEFORE, "new"),
        ("$prior.stage", BEFORE, "new"),
        ('CHANGEDTO(stage, "won")', BEFORE, True),
        ('CHANGEDTO(stage, "new")', BEFORE, False),
    ],
)
def test_a_record_knows_what_it_was_before(text: str, values: dict[str, Any], result: Any) -> None:
    assert evaluate(text, values) == result


@dataclass(frozen=True)
class Rep:
    """A person with a role and a team."""

    id: str = "u1"
    email: str = "rep@example.com"
    name: str = "Rep"
    roles: tuple[str, ...] = ("rep",)
    teams: tuple[str, ...] = ("north",)


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ('HASROLE("rep")', True),
        ('HASROLE("manager")', False),
        ('INTEAM("north")', True),
        ("owner = $user", True),
        ("$user.email", "rep@example.com"),
    ],
)
def test_the_person_who_acts_is_known(text: str, result: Any) -> None:
    moment = replace(NOON, user=Rep())
    assert compile_python(check(parse(text), DEAL), "blank")({"owner": Rep()}, moment) == result


class Lines:
    """Three lines of 10 each; account A is called Acme."""

    def aggregate(self, function: str, via: str, field: str | None, filter: str | None) -> Any:
        assert (via, filter) == ("deal_line.deal", "NOT cancelled")
        return {"count": Decimal(3), "sum": Decimal(30)}[function]

    def lookup(self, object_name: str, field: str, value: Any, result: str) -> Any:
        return "Acme" if (object_name, field, value, result) == ("account", "code", "A", "name") else None


class Company:
    """Everybody's manager is the boss."""

    def manager_of(self, user_id: str) -> str | None:
        return "boss"


@pytest.mark.parametrize(
    ("text", "result"),
    [
        ('COUNTOF("deal_line.deal", "NOT cancelled")', 3),
        ('SUMOF("deal_line.deal", "amount", "NOT cancelled")', 30),
        ('EXISTS("deal_line.deal", "NOT cancelled")', True),
        ('LOOKUP("account", "code", "A", "name")', "Acme"),
        ("MANAGEROF(owner)", "boss"),
    ],
)
def test_records_around_are_asked_through_ports(text: str, result: Any) -> None:
    related: RelatedRecords = Lines()
    organisation: Organisation = Company()
    run = compile_python(check(parse(text), DEAL), "blank")
    assert run({"owner": "u1"}, NOON, Ports(related, organisation)) == result
    with pytest.raises(EvaluationFailed, match=r"cannot look at|organisation chart"):
        run({"owner": "u1"}, NOON)


def test_an_object_names_its_fields_and_options() -> None:
    checked = check(parse('amount > 10000 AND stage = "won" AND account.name <> "x"'), DEAL)
    labels = record_labels(BLUEPRINT, "deal")
    assert describe(checked, "en", labels) == (
        "Amount is more than 10,000 and Stage is Won and Name of Account is not “x”"
    )
    assert describe(checked, "zh-CN", labels) == "金额大于10,000且阶段为赢单且客户的Name不为“x”"


def evaluate(text: str, values: dict[str, Any]) -> Any:
    return compile_python(check(parse(text), DEAL), "blank")(values, NOON)
