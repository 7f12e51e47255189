"""The registry as a whole: every function of the contract, its help and its examples."""

from __future__ import annotations

from typing import Any

import pytest

from expressions import FUNCTIONS, GROUPS, NotInSql
from expressions.functions.text import _text
from tests.expressions.evaluators import FAILED, engine_for, in_python, in_sql

CONTRACT = """
IF IFS CASE AND OR NOT ISBLANK ISNULL BLANKVALUE NULLVALUE IFERROR ISNUMBER IN
TEXT VALUE LEN LEFT RIGHT MID UPPER LOWER PROPER TRIM SUBSTITUTE FIND CONTAINS BEGINS ENDS LPAD RPAD REPEAT REVERSE
CONCAT REGEX SPLIT JOIN INITIALS
ABS ROUND ROUNDUP ROUNDDOWN FLOOR CEILING MFLOOR MCEILING TRUNC MOD MIN MAX SQRT EXP LN LOG POWER SIGN
TODAY NOW DATE DATETIME TIME DATEVALUE DATETIMEVALUE TIMEVALUE YEAR QUARTER MONTH WEEK DAY WEEKDAY HOUR MINUTE SECOND
ADDDAYS ADDMONTHS ADDYEARS DATEDIFF EOMONTH WORKDAYS ADDWORKDAYS STARTOF
ISNEW ISCHANGED PRIORVALUE CHANGEDTO LOOKUP COUNTOF SUMOF AVGOF MINOF MAXOF EXISTS INCLUDES
HASROLE INTEAM MANAGEROF ISMOBILECN ISUSCC COMPANYKEY PINYIN RMBUPPER
"""
EXAMPLES = [(example.expression, example.result) for each in FUNCTIONS.values() for example in each.examples]


def test_every_function_of_the_contract_is_there() -> None:
    assert set(CONTRACT.split()) == set(FUNCTIONS)


@pytest.mark.parametrize("name", FUNCTIONS)
def test_a_function_says_what_it_does_in_both_languages(name: str) -> None:
    function = FUNCTIONS[name]
    assert function.group in GROUPS
    assert set(function.help.texts) == {"en", "zh-CN"}
    assert function.python or function.closure
    alone = {"record", "people"}
    assert function.examples or function.group in alone, "a function without context has an example"


@pytest.mark.parametrize(("expression", "result"), EXAMPLES)
def test_an_example_gives_what_it_says(expression: str, result: str) -> None:
    assert shown(in_python(expression, {})) == result


def test_the_examples_give_the_same_in_the_database(database_url: str | None) -> None:
    engine = engine_for(database_url)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        for expression, result in EXAMPLES:
            try:
                found = in_sql(connection, expression, {})
            except NotInSql:
                continue
            assert shown(found) == result, expression
    engine.dispose()


def shown(value: Any) -> str:
    if value is None or value is FAILED:
        return "" if value is None else FAILED
    return _text(value)
