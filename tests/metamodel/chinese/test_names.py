"""Company names that mean one company meet in one key; names are read as people read them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metamodel.chinese import pinyin
from metamodel.chinese.company_name import matching_key

SAME = [
    ("客户A", "客户A有限公司"),
    ("客户A有限公司", "客户A有限责任公司"),
    ("客户A（北京）有限公司", "客户A(北京)有限公司"),
    ("客户A（北京）有限公司", "北京市客户A有限公司"),
    ("客户A有限公司（北京）分公司", "客户A有限公司北京分公司"),
    ("华为技术有限公司", " 华为技术有限公司 "),
    ("Acme Co., Ltd.", "ACME Inc"),
]
APART = [
    ("客户A有限公司", "客户B有限公司"),
    ("客户A有限公司", "客户A有限公司北京分公司"),
    ("客户A（北京）有限公司", "客户A（上海）有限公司"),
    ("客户A（北京）分公司", "客户A（北京）有限公司"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_two_spellings_of_one_company_share_a_key(one: str, other: str) -> None:
    assert matching_key(one) == matching_key(other)


@pytest.mark.parametrize(("one", "other"), APART)
def test_two_companies_keep_two_keys(one: str, other: str) -> None:
    assert matching_key(one) != matching_key(other)


def test_a_name_that_is_only_a_legal_form_stays() -> None:
    assert matching_key("公司") == "公司"


def test_a_branch_is_named_behind_the_company() -> None:
    assert matching_key("客户A有限公司（北京）分公司") == "客户a#北京分公司"


@given(st.text(max_size=60))
def test_any_text_has_a_key(text: str) -> None:
    assert isinstance(matching_key(text), str)


@pytest.mark.parametrize(
    ("text", "reading"),
    [("曾国藩", "zengguofan"), ("单田芳", "shantianfang"), ("单位", "danwei"), ("曾经", "cengjing"),
     ("长孙无忌", "zhangsunwuji"), ("尉迟恭", "yuchigong"), ("客户A", "kehuA"), ("重庆", "chongqing")],
)  # fmt: skip
def test_text_is_read_in_pinyin(text: str, reading: str) -> None:
    assert pinyin.full(text) == reading


@pytest.mark.parametrize(("text", "letters"), [("曾国藩", "zgf"), ("客户A", "kha"), ("John Smith", "js")])
def test_initials_are_one_letter_a_character(text: str, letters: str) -> None:
    assert pinyin.initials(text) == letters


def test_names_sort_by_pinyin() -> None:
    assert sorted(["张三", "曾国藩", "阿里", "李四"], key=pinyin.sort_key) == [
        "阿里",
        "李四",
        "曾国藩",
        "张三",
    ]
