"""JSON in and out at the edge: exact decimals both ways, and one clear refusal for anything malformed."""

from __future__ import annotations

import datetime as dt
import json
import math
import re
import uuid
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Annotated, Any

import orjson
from fastapi import Depends, Request
from starlette.responses import Response

from metamodel import Invalid, Issue, pointer
from web.refusals import TooLarge

LONGEST_NUMBER = 400
"""Digits of one number; beyond it is no business figure and costs quadratic time."""
DIGITS_OF_64_BITS = 18
DEEPEST = 100
_SUSPICIOUS = re.compile(r"\\u(0000|[dD][89a-fA-F])")


def to_json(value: Any) -> bytes:
    """`value` as JSON: decimals keep their digits, moments are RFC 3339 in UTC."""
    return orjson.dumps(value, default=_encode, option=orjson.OPT_UTC_Z | orjson.OPT_NON_STR_KEYS)


class JsonResponse(Response):
    """A response whose body is `to_json` of its content."""

    media_type = "application/json"

    def render(self, content: Any) -> bytes:
        return to_json(content)


async def read_json(request: Request) -> Any:
    """The JSON body of a request, decimals as Decimal; nothing sent gives None.

    Raises: Invalid, TooLarge.
    """
    body = await _read_body(request, request.app.state.composition.settings.body_limit)
    return parse_json(body) if body.strip() else None


def parse_json(body: bytes, *, exact: bool = True) -> Any:
    """The value that `body` is, decimals exact or as floats. Raises: Invalid, with the place of what is malformed."""
    try:
        text = body.decode("utf-8-sig")
        value = json.loads(
            text,
            parse_float=_decimal if exact else _float,
            parse_int=_integer if exact else _small_integer,
            parse_constant=_constant,
            object_pairs_hook=_members,
        )
    except UnicodeDecodeError as reason:
        raise _malformed("The body is not UTF-8: byte {place} is wrong", place=reason.start) from None
    except json.JSONDecodeError as reason:
        raise _malformed(
            "The body is not JSON: line {line}, column {column}", line=reason.lineno, column=reason.colno
        ) from None
    except RecursionError:
        raise _malformed("The JSON is nested too deeply") from None
    _check_values(value, text)
    return value


async def _read_body(request: Request, limit: int) -> bytes:
    length = request.headers.get("content-length", "")
    if length.isdecimal() and len(length) < 20 and int(length) > limit:
        raise TooLarge(limit)
    chunks, size = [], 0
    async for chunk in request.stream():
        size += len(chunk)
        if size > limit:
            raise TooLarge(limit)
        chunks.append(chunk)
    return b"".join(chunks)


def _members(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    members = dict(pairs)
    if len(members) != len(pairs):
        names = [name for name, _ in pairs]
        twice = next(name for name in names if names.count(name) > 1)
        raise _malformed("“{name}” stands twice in one JSON object", name=twice)
    return members


def _decimal(text: str) -> Decimal:
    number = Decimal(text) if len(text) <= LONGEST_NUMBER else None
    if number is None or not number.is_finite() or abs(number.adjusted()) > LONGEST_NUMBER:
        raise _malformed("A number in the JSON is too long")
    return number


def _float(text: str) -> float:
    number = float(text)
    if math.isinf(number):
        raise _malformed("A number in the JSON is too long")
    return number


def _integer(text: str) -> int | Decimal:
    """A whole number; one that no 64 bits hold is a decimal, which goes out again as it came."""
    if len(text) <= DIGITS_OF_64_BITS:
        return int(text)
    return _decimal(text)


def _small_integer(text: str) -> int:
    if len(text) > DIGITS_OF_64_BITS:
        raise _malformed("A number in the JSON is too long")
    return int(text)


def _constant(text: str) -> Any:
    raise _malformed("“{text}” is not a JSON value", text=text)


def _check_values(value: Any, text: str) -> None:
    """What JSON allows and no database holds: needless depth, NUL and half of a surrogate pair."""
    level = [value]
    for _ in range(DEEPEST):
        level = [inner for outer in level for inner in _inside(outer) if isinstance(inner, (dict, list))]
        if not level:
            break
    else:
        raise _malformed("The JSON is nested too deeply")
    if _SUSPICIOUS.search(text):
        for place, inner in _walk(value):
            if isinstance(inner, str) and not is_sound(inner):
                raise Invalid(
                    Issue("malformed", pointer(*place), "This text holds a character that cannot be kept")
                )


def _inside(value: Any) -> Iterable[Any]:
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def is_sound(text: str) -> bool:
    """Whether every database can hold the text."""
    return "\0" not in text and not any("\ud800" <= character <= "\udfff" for character in text)


def _walk(value: Any) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    waiting: list[tuple[tuple[str | int, ...], Any]] = [((), value)]
    while waiting:
        place, inner = waiting.pop()
        yield place, inner
        if isinstance(inner, dict):
            for name, member in inner.items():
                yield place, name
                waiting.append(((*place, name), member))
        elif isinstance(inner, list):
            waiting.extend(((*place, index), member) for index, member in enumerate(inner))


def _malformed(message: str, **values: Any) -> Invalid:
    return Invalid(Issue("malformed", "", message, values=values), "The request could not be read")


def _encode(value: Any) -> Any:
    if isinstance(value, Decimal):
        return orjson.Fragment(format(value, "f").encode())
    if isinstance(value, (set, frozenset)):
        return sorted(value)
    if isinstance(value, (dt.timedelta, uuid.UUID)):
        return str(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


JsonBody = Annotated[Any, Depends(read_json)]
"""What a handler declares to receive the JSON body."""


async def read_plain_json(request: Request) -> Any:
    """The JSON body with ordinary floats, for documents that are kept as JSON. Raises: Invalid, TooLarge."""
    body = await _read_body(request, request.app.state.composition.settings.body_limit)
    return parse_json(body, exact=False) if body.strip() else None


PlainJsonBody = Annotated[Any, Depends(read_plain_json)]
