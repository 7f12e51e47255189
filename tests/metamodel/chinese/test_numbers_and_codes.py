"""Mobile numbers, credit codes and amounts in capitals."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metamodel.chinese import amount, mobile, uscc


@pytest.mark.parametrize(
    "typed",
    [
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "+86 13800138000",
        "0086-13800138000",
        "１３８００１３８０００",
    ],
)
def test_a_mobile_number_becomes_eleven_digits(typed: str) -> None:
    assert mobile.normalise(typed) == "13800138000"


@pytest.mark.parametrize("typed", ["", "12345678901", "1380013800", "138001380001", "010-62561155", "abc"])
def test_what_is_not_a_mobile_number_is_refused(typed: str) -> None:
    assert mobile.normalise(typed) is None


@pytest.mark.parametrize("code", ["91330100799655058B", "914403001922038216", "91110108551385082Q"])
def test_a_credit_code_with_the_right_check_digit_is_valid(code: str) -> None:
    assert uscc.is_valid(code)
    assert uscc.normalise(f" {code[:8]} {code[8:].lower()}") == code


@pytest.mark.parametrize("code", ["", "91330100799655058C", "91330100799655058", "9133O100799655058B"])
def test_a_credit_code_that_does_not_fit_is_not_valid(code: str) -> None:
    assert not uscc.is_valid(code)


@given(st.text("0123456789", min_size=6, max_size=6), st.text(uscc.ALPHABET, min_size=9, max_size=9))
def test_changing_the_last_character_makes_a_code_invalid(region: str, rest: str) -> None:
    body = "91" + region + rest
    valid = [last for last in uscc.ALPHABET if uscc.is_valid(body + last)]
    assert valid == [uscc.check_digit(body)]


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("0", "零元整"),
        ("0.05", "伍分"),
        ("10", "壹拾元整"),
        ("1005", "壹仟零伍元整"),
        ("10020.5", "壹万零贰拾元伍角"),
        ("16409.02", "壹万陆仟肆佰零玖元零贰分"),
        ("100000001", "壹亿零壹元整"),
        ("100010000", "壹亿零壹万元整"),
        ("-3.14", "负叁元壹角肆分"),
        ("1.005", "壹元零壹分"),
    ],
)
def test_an_amount_is_written_in_capitals(number: str, words: str) -> None:
    assert amount.in_capitals(Decimal(number)) == words


def test_an_amount_beyond_all_units_is_refused() -> None:
    with pytest.raises(ValueError, match="too large"):
        amount.in_capitals(Decimal(10) ** 16)
