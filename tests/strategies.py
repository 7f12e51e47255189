"""Hypothesis strategies: values that a field of any kind can hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from metamodel import Address, Field, FileRef, Geolocation, PersonName, Ref
from metamodel.chinese import uscc
from metamodel.field_types.reading.instant import EARLIEST, LATEST

LETTERS = st.characters(exclude_categories=("Cs", "Cc"))
WORDS = st.text(LETTERS, min_size=1, max_size=40)
HAN = st.text(st.sampled_from("北京上海客户科技贸易有限公司赢单李雷欧阳娜"), min_size=1, max_size=12)
IDS = st.uuids(version=4).map(str)
ASCII_WORDS = st.text("abcdefghijklmnopqrstuvwxyz0123456789", min_size=1, max_size=12)
JSON_VALUES: SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | st.text(LETTERS, max_size=10),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(LETTERS, max_size=5), inner, max_size=3)
    ),
    max_leaves=8,
)


def values_for(field: Field) -> SearchStrategy[Any]:
    """Values as the field's parser gives them, never blank; references point at nothing that exists."""
    parse = field.type.parser(field)
    return _MADE[field.type.kind](field).map(parse).filter(lambda value: value is not None)


def _decimals(field: Field) -> SearchStrategy[Decimal]:
    column = field.columns[0].type
    largest = 10**column.precision - 1  # type: ignore[attr-defined]
    return st.integers(-largest, largest).map(lambda n: Decimal(n).scaleb(-column.scale))  # type: ignore[attr-defined]


def _integers(field: Field) -> SearchStrategy[int]:
    schema = field.type.value_schema(field)
    return st.integers(schema["minimum"], schema["maximum"])


def _options(field: Field) -> SearchStrategy[str]:
    return st.sampled_from([option["value"] for option in field.settings["options"]])


def _files(field: Field) -> SearchStrategy[list[FileRef]]:
    accepted = [t for t in field.type.accepts(field) if "*" not in t] or ["application/pdf", "text/csv"]  # type: ignore[attr-defined]
    file = st.builds(FileRef, ASCII_WORDS, WORDS, st.integers(0, 1_000_000), st.sampled_from(accepted))
    return st.lists(file, min_size=1, max_size=3 if field.settings.get("multiple") else 1)


def _references(field: Field) -> SearchStrategy[Ref]:
    return st.builds(Ref, st.sampled_from(field.type.targets(field)), IDS, st.just(""))


def _codes() -> SearchStrategy[str]:
    body = st.text(uscc.ALPHABET, min_size=9, max_size=9)
    first = st.tuples(
        st.text(uscc.ALPHABET, min_size=2, max_size=2), st.from_regex("[0-9]{6}", fullmatch=True), body
    )
    return first.map("".join).map(lambda code: code + uscc.check_digit(code))


def _always(strategy: SearchStrategy[Any]) -> Callable[[Field], SearchStrategy[Any]]:
    return lambda field: strategy


_TEXTS = _always(WORDS | HAN)
_PHONES = st.from_regex("1[3-9][0-9]{9}", fullmatch=True) | st.sampled_from(
    ["+16502530000", "010-62345678", "+44 20 7946 0958", "0755-88888888 转 12"]
)
_PLACES = st.builds(Geolocation, st.decimals(-90, 90, places=6), st.decimals(-180, 180, places=6))
_ADDRESSES = st.builds(
    Address, st.sampled_from(["CN", "US", ""]), HAN, HAN, HAN, WORDS, st.sampled_from(["", "518057"])
)

_MADE: dict[str, Callable[[Field], SearchStrategy[Any]]] = {
    "text": _TEXTS,
    "long_text": _always(st.text(st.one_of(LETTERS, st.just("\n")), min_size=1, max_size=80)),
    "rich_text": _always(WORDS.map(lambda text: f"<p>{text}</p>")),
    "email": _always(st.tuples(ASCII_WORDS, ASCII_WORDS).map(lambda parts: f"{parts[0]}@{parts[1]}.example")),
    "phone": _always(_PHONES),
    "mobile_cn": _always(st.from_regex("1[3-9][0-9]{9}", fullmatch=True)),
    "uscc": _always(_codes()),
    "url": _always(st.tuples(ASCII_WORDS, ASCII_WORDS).map(lambda parts: f"{parts[0]}.example/{parts[1]}")),
    "barcode": _TEXTS,
    "json": _always(JSON_VALUES.map(lambda value: [value])),
    "number": _decimals,
    "money": _decimals,
    "percent": _decimals,
    "integer": _integers,
    "rating": _integers,
    "progress": _integers,
    "autonumber": _always(st.integers(0, 10**6).map(lambda number: f"D-2024-{number:04}")),
    "boolean": _always(st.booleans()),
    "select": _options,
    "multi_select": lambda field: st.sets(_options(field), min_size=1),
    "tags": _always(st.lists(WORDS, min_size=1, max_size=5)),
    "color": _always(st.from_regex("#[0-9a-f]{6}", fullmatch=True)),
    "date": _always(st.dates()),
    "datetime": _always(
        st.datetimes(EARLIEST.replace(tzinfo=None), LATEST.replace(tzinfo=None), timezones=st.just(dt.UTC))
    ),
    "time": _always(st.times()),
    "duration": _always(st.timedeltas(dt.timedelta(days=-3650), dt.timedelta(days=36500))),
    "user": _references,
    "person_name": _always(st.builds(PersonName, HAN | ASCII_WORDS, HAN | ASCII_WORDS)),
    "company_name": _TEXTS,
    "address": _always(_ADDRESSES),
    "geolocation": _always(_PLACES),
    "file": _files,
    "image": _files,
    "signature": _files,
    "lookup": _references,
    "lookup_any": _references,
    "many_to_many": lambda field: st.lists(_references(field), min_size=1, max_size=4),
    "lines": _always(st.lists(st.fixed_dictionaries({"name": WORDS}), min_size=1, max_size=3)),
    "record_id": _always(IDS),
}
