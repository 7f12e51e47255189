"""Chinese business data: numbers, codes, company names, pinyin, amounts in capitals."""

from __future__ import annotations

from decimal import Decimal

from expressions.failures import failed
from expressions.functions.function import Example, Function, Parameter, words
from expressions.value_types import BOOLEAN, TEXT
from metamodel.chinese import amount, company_name, mobile, pinyin, uscc

_TEXT = Parameter("text", ("text",))


def _rmb(value: Decimal) -> str:
    try:
        return amount.in_capitals(value)
    except ValueError:
        raise failed("number_too_large", "A number becomes too large") from None


FUNCTIONS = (
    Function("ISMOBILECN", "chinese", (_TEXT,), BOOLEAN,
             words("True for a mobile number of mainland China", "是中国大陆手机号时为真"),
             (Example('ISMOBILECN("138 0013 8000")', "true"), Example('ISMOBILECN("12345")', "false")),
             python=mobile.is_valid, in_sql=False),
    Function("ISUSCC", "chinese", (_TEXT,), BOOLEAN,
             words("True for a unified social credit code whose check digit fits", "统一社会信用代码校验通过时为真"),
             (Example('ISUSCC("91330100799655058B")', "true"), Example('ISUSCC("91330100799655058C")', "false")),
             python=uscc.is_valid, in_sql=False),
    Function("COMPANYKEY", "chinese", (_TEXT,), TEXT,
             words("What spellings of one company's name share", "同一公司不同写法共有的匹配键"),
             (Example('COMPANYKEY("客户A（北京）有限公司")', "客户a@北京"),),
             python=company_name.matching_key, in_sql=False),
    Function("PINYIN", "chinese", (_TEXT,), TEXT, words("The text in pinyin", "拼音"),
             (Example('PINYIN("曾国藩")', "zengguofan"),), python=pinyin.full, in_sql=False),
    Function("RMBUPPER", "chinese", (Parameter("amount", ("number",)),), TEXT,
             words("The amount in the characters of contracts", "人民币大写"),
             (Example("RMBUPPER(10020.5)", "壹万零贰拾元伍角"),), can_fail=True, python=_rmb, in_sql=False),
)  # fmt: skip
