"""The expression language over the API: is it right, and what does it give."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from fastapi import APIRouter

from expressions import (
    Environment,
    Moment,
    Type,
    VariablesEnvironment,
    check,
    compile_python,
    parse,
    record_environment,
    type_named,
)
from metamodel import Invalid, Issue, pointer
from record_store.evaluation import resolver_of
from record_store.record import Record
from record_store.records import Records
from runtime.api.address import PREFIX
from web.json_bodies import JsonBody, JsonResponse
from web.visit import ApiVisit

router = APIRouter(prefix=PREFIX + "/expressions", tags=["expressions"])

BLANKS = ("zero", "blank")


@router.post("/check", name="api_expression_check")
def check_expression(visit: ApiVisit, body: JsonBody) -> JsonResponse:
    """The type of the expression, or what is wrong with it and where."""
    with visit.reading() as records:
        asked = _asked(body)
        try:
            checked = check(parse(asked["expression"]), _environment(records, asked))
        except Invalid as refused:
            issues = [issue.to_json(visit.locale) for issue in refused.issues]
            return JsonResponse({"type": None, "issues": issues})
    answer = {"type": str(checked.type), "issues": [], "dependencies": sorted(checked.dependencies)}
    return JsonResponse(answer)


@router.post("/evaluate", name="api_expression_evaluate")
def evaluate_expression(visit: ApiVisit, body: JsonBody) -> JsonResponse:
    """The value of the expression over a record, over variables that are sent, or over nothing."""
    asked = _asked(body)
    with visit.reading() as records:
        checked = check(parse(asked["expression"]), _environment(records, asked))
        moment = Moment(_now(asked, records), records.moment.zone, records.actor)
        evaluate = compile_python(checked, asked.get("blanks") or "zero")
        value = evaluate(_source(records, asked, moment), moment)
    return JsonResponse({"type": str(checked.type), "value": _shown(value)})


def _asked(body: Any) -> Mapping[str, Any]:
    """What was sent, its shape found right. Raises: Invalid."""
    asked = body if isinstance(body, dict) else {}
    issues = []
    if not isinstance(asked.get("expression"), str):
        issues.append(Issue("required", "/expression", "Send an expression as text"))
    if not isinstance(asked.get("variables", {}), dict):
        issues.append(
            Issue("wrong_type", "/variables", "Variables are an object of names with type and value")
        )
    if asked.get("blanks") not in (None, *BLANKS):
        issues.append(Issue("unknown_value", "/blanks", "Blanks are “zero” or “blank”"))
    issues += [
        Issue("wrong_type", pointer(name), "This should be a text")
        for name in ("object", "record", "now")
        if not isinstance(asked.get(name), str | None)
    ]
    if issues:
        raise Invalid(issues)
    return asked


def _environment(records: Records, asked: Mapping[str, Any]) -> Environment:
    variables = {name: _variable(name, given)[0] for name, given in asked.get("variables", {}).items()}
    if not asked.get("object"):
        return VariablesEnvironment(variables)
    records.live.blueprint.object(asked["object"])
    records.rights.require(asked["object"], "read")
    return record_environment(records.live.blueprint, asked["object"], variables)


def _source(records: Records, asked: Mapping[str, Any], moment: Moment) -> Callable[[tuple[str, ...]], Any]:
    variables = {name: _variable(name, given)[1] for name, given in asked.get("variables", {}).items()}
    described = asked.get("object") and asked.get("record")
    record = resolver_of(records, asked["object"], asked["record"]) if described else None

    def value(parts: tuple[str, ...]) -> Any:
        name = ".".join(parts)
        if name in variables:
            return variables[name]
        if parts[0].startswith("$"):
            return moment.variable(parts)
        return record(parts) if record else None

    return value


def _variable(name: str, given: Any) -> tuple[Type, Any]:
    """The type and the value of a variable. Raises: Invalid."""
    place = pointer("variables", name)
    kind = given.get("type") if isinstance(given, dict) else None
    if not isinstance(kind, str) or kind not in _READERS:
        hint = "Known types: {known}"
        values = {"name": name, "known": ", ".join(_READERS)}
        raise Invalid(Issue("wrong_type", f"{place}/type", "“{name}” needs a type and a value", hint, values))
    raw = given.get("value")
    if raw is None or (raw == "" and kind != "text"):
        return type_named(kind), None
    try:
        return type_named(kind), _READERS[kind](raw)
    except (ValueError, TypeError, OverflowError, InvalidOperation):
        values = {"name": name, "type": kind}
        raise Invalid(Issue("malformed", f"{place}/value", "“{name}” is no {type}", values=values)) from None


def _number(raw: Any) -> Decimal:
    if isinstance(raw, bool) or not Decimal(str(raw)).is_finite():
        raise ValueError(raw)
    return Decimal(str(raw))


def _boolean(raw: Any) -> bool:
    spelled = str(raw).lower()
    if spelled not in ("true", "false"):
        raise ValueError(raw)
    return spelled == "true"


def _instant(raw: Any) -> dt.datetime:
    found = dt.datetime.fromisoformat(str(raw))
    return (found if found.tzinfo else found.replace(tzinfo=dt.UTC)).astimezone(dt.UTC)


_READERS: Mapping[str, Callable[[Any], Any]] = {
    "text": str,
    "number": _number,
    "boolean": _boolean,
    "date": lambda raw: dt.date.fromisoformat(str(raw)),
    "datetime": _instant,
    "time": lambda raw: dt.time.fromisoformat(str(raw)),
}


def _now(asked: Mapping[str, Any], records: Records) -> dt.datetime:
    if not asked.get("now"):
        return records.moment.now
    try:
        now = _instant(asked["now"])
        now.astimezone(records.moment.zone)
        return now
    except (ValueError, OverflowError):
        raise Invalid(
            Issue("malformed", "/now", "This is no moment", "Write it as 2026-11-23T09:00:00Z")
        ) from None


def _shown(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_shown(one) for one in value]
    if isinstance(value, Record):
        return value.id
    if isinstance(value, dt.time):
        return value.isoformat("milliseconds") if value.microsecond else value.isoformat()
    if isinstance(value, dt.datetime):
        return value
    return value.isoformat() if isinstance(value, dt.date) else value
