"""JSON at the edge: exact in and out, and malformed bodies refused before anything sees them."""

import json
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metamodel import Invalid
from web.json_bodies import parse_json, to_json

VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**18), 10**18)
    | st.decimals(allow_nan=False, allow_infinity=False, places=4, min_value=-(10**20), max_value=10**20)
    | st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")),
    lambda inner: (
        st.lists(inner)
        | st.dictionaries(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")), inner)
    ),
    max_leaves=20,
)


@given(VALUES)
def test_what_goes_out_comes_back_with_every_digit(value: Any) -> None:
    assert parse_json(to_json(value)) == value


def test_decimals_keep_their_digits() -> None:
    assert to_json({"amount": Decimal("1234.50")}) == b'{"amount":1234.50}'
    assert parse_json(b"0.10") == Decimal("0.10")
    assert str(parse_json(b"0.10")) == "0.10"


@pytest.mark.parametrize(
    ("body", "path"),
    [
        (b"{", ""),
        (b'{"a": 1,}', ""),
        (b"NaN", ""),
        (b"-Infinity", ""),
        (b'"\xff"', ""),
        (b'{"a": 1, "a": 2}', ""),
        (b"1" * 5000, ""),
        (b"1e99999", ""),
        (b"[" * 10_000 + b"]" * 10_000, ""),
        (b'{"a":' * 200 + b"1" + b"}" * 200, ""),
        (rb'{"name": "a\u0000b"}', "/name"),
        (rb'{"rows": [{"name": "\ud800"}]}', "/rows/0/name"),
        (rb'{"\u0000": 1}', ""),
    ],
)
def test_what_no_record_could_hold_is_refused(body: bytes, path: str) -> None:
    with pytest.raises(Invalid) as refused:
        parse_json(body)
    assert refused.value.issues[0].path == path


def test_a_pair_of_surrogates_is_one_character() -> None:
    assert parse_json(rb'"\ud83d\ude00"') == "😀"


def test_a_byte_order_mark_is_allowed() -> None:
    assert parse_json(b"\xef\xbb\xbf{}") == {}


def test_ten_thousand_rows_are_read_in_a_moment(benchmark_rows: bytes) -> None:
    import time

    started = time.process_time()
    assert len(parse_json(benchmark_rows)) == 10_000
    assert time.process_time() - started < 2


@pytest.fixture
def benchmark_rows() -> bytes:
    row = {f"field_{index}": "文字" * 5 for index in range(12)} | {"amount": 12.5}
    return json.dumps([row] * 10_000).encode()
