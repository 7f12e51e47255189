"""JSON Schema errors said to people."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

import orjson
from jsonschema import Draft202012Validator
from jsonschema.exceptions import ValidationError, best_match

from metamodel.issues import Issue, pointer

MAX_ISSUES = 100


def shape_issues(schema: Mapping[str, Any], value: Any, prefix: str = "") -> tuple[Issue, ...]:
    """Everything in `value` that does not fit the schema, each with its place below `prefix`."""
    errors = _validator(orjson.dumps(schema)).iter_errors(value)
    found = [_issue(error).under(prefix) for error, _ in zip(errors, range(MAX_ISSUES), strict=False)]
    return tuple(sorted(found, key=lambda issue: issue.path))


@lru_cache(maxsize=256)
def _validator(schema: bytes) -> Draft202012Validator:
    return Draft202012Validator(orjson.loads(schema))


def _issue(error: ValidationError) -> Issue:
    if (
        error.context
        and (deeper := best_match(error.context)) is not None
        and error.validator in ("oneOf", "anyOf")
    ):
        return _alternative(error, deeper)
    path = pointer(*error.absolute_path)
    describe = _SENTENCES.get(str(error.validator))
    if describe is None:
        return Issue("shape", path, "This does not fit: {reason}", values={"reason": error.message[:200]})
    return describe(error, path)


def _alternative(error: ValidationError, deeper: ValidationError) -> Issue:
    """Where several shapes are allowed, speak of the one that was nearly met, else of the place itself."""
    if deeper.validator in ("additionalProperties", "required") or list(deeper.absolute_path) != list(
        error.absolute_path
    ):
        return _issue(deeper)
    return Issue(
        "shape", pointer(*error.absolute_path), "This is not one of the shapes that are allowed here"
    )


def _required(error: ValidationError, path: str) -> Issue:
    missing = next(name for name in _value(error) if name not in _given(error))
    return Issue("required", path, "“{name}” is missing", values={"name": missing})


def _type(error: ValidationError, path: str) -> Issue:
    wanted = _value(error)
    expected = wanted if isinstance(wanted, str) else " / ".join(wanted)
    return Issue("wrong_type", path, "This should be of the type {type}", values={"type": expected})


def _enum(error: ValidationError, path: str) -> Issue:
    return _choice(path, str(error.instance), [str(choice) for choice in _value(error)], "unknown_value")


def _unknown_property(error: ValidationError, path: str) -> Issue:
    schema: Any = error.schema
    known = list(schema.get("properties", {}))
    unknown = next((name for name in _given(error) if name not in known), "")
    return _choice(path + pointer(unknown), str(unknown), known, "unknown_setting")


def _choice(path: str, given: str, known: list[str], code: str) -> Issue:
    near = get_close_matches(given, known, 1)
    message = (
        "“{given}” is not known here" if code == "unknown_setting" else "“{given}” is not one of the choices"
    )
    hint = "Did you mean “{near}”?" if near else "Known are: {known}"
    return Issue(
        code,
        path,
        message,
        hint,
        {"given": given[:60], "near": near[0] if near else "", "known": ", ".join(known[:40])},
    )


def _pattern(error: ValidationError, path: str) -> Issue:
    return Issue(
        "malformed",
        path,
        "“{given}” is not written as it should be",
        "Expected is {pattern}",
        {"given": str(error.instance)[:60], "pattern": error.validator_value},
    )


def _value(error: ValidationError) -> Any:
    return error.validator_value


def _given(error: ValidationError) -> Any:
    return error.instance


def _limit(error: ValidationError, path: str) -> Issue:
    kinds = {
        "maxLength": "This is longer than {limit} characters",
        "minLength": "This is shorter than {limit} characters",
        "maxItems": "There are more than {limit} entries",
        "minItems": "There are fewer than {limit} entries",
        "maximum": "This is more than {limit}",
        "minimum": "This is less than {limit}",
        "minProperties": "There are fewer than {limit} entries",
        "maxProperties": "There are more than {limit} entries",
    }
    return Issue("out_of_range", path, kinds[str(error.validator)], values={"limit": error.validator_value})


def _const(error: ValidationError, path: str) -> Issue:
    return Issue("unknown_value", path, "This should be “{wanted}”", values={"wanted": error.validator_value})


_LIMITS = (
    "maxLength",
    "minLength",
    "maxItems",
    "minItems",
    "maximum",
    "minimum",
    "minProperties",
    "maxProperties",
)
_SENTENCES = {
    "required": _required,
    "type": _type,
    "enum": _enum,
    "additionalProperties": _unknown_property,
    "pattern": _pattern,
    "const": _const,
    **dict.fromkeys(_LIMITS, _limit),
}
