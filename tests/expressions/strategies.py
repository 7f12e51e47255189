"""Random values, records and well-typed expressions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from decimal import Decimal
from functools import cache

from hypothesis import strategies as st

from expressions.tree import Binary, Call, Literal, Logical, Membership, Node, Path, Unary
from tests.expressions.evaluators import Given

FIELDS = {
    "amount": "number",
    "price": "number",
    "count": "number",
    "name": "text",
    "city": "text",
    "done": "boolean",
    "paid": "boolean",
    "due": "date",
    "start": "date",
    "seen": "datetime",
    "made": "datetime",
    "opens": "time",
}

_LETTERS = st.sampled_from("abcXYZ 0123456789-,.客户王ÉéßÄ'\"\\%_")
texts = st.text(_LETTERS, max_size=8)
numbers = st.one_of(
    st.integers(-1000, 1000).map(Decimal),
    st.decimals(-1_000_000, 1_000_000, places=2),
    st.decimals(-10, 10, places=6),
    st.sampled_from([Decimal(0), Decimal("0.01"), Decimal("-0.5"), Decimal("2.5"), Decimal("-2.5")]),
)
dates = st.dates(dt.date(1900, 1, 1), dt.date(2100, 12, 31))
datetimes = st.datetimes(dt.datetime(1990, 1, 1), dt.datetime(2090, 1, 1), timezones=st.just(dt.UTC)).map(  # noqa: DTZ001
    lambda value: value.replace(microsecond=value.microsecond // 1000 * 1000)
)
times = st.times().map(lambda value: value.replace(microsecond=value.microsecond // 1000 * 1000))
_VALUES = {
    "number": numbers,
    "text": texts.map(lambda text: text or None),
    "boolean": st.booleans(),
    "date": dates,
    "datetime": datetimes,
    "time": times,
}


@st.composite
def records(draw: st.DrawFn) -> dict[str, Given]:
    """Values for all fields; each may be blank."""
    return {
        name: Given(kind, draw(st.one_of(st.none(), _VALUES[kind], _VALUES[kind], _VALUES[kind])))
        for name, kind in FIELDS.items()
    }


def call(name: str, *arguments: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    return st.tuples(*arguments).map(lambda nodes: Call(name, nodes))


def paths(kind: str) -> st.SearchStrategy[Node]:
    return st.sampled_from([Path((name,)) for name, each in FIELDS.items() if each == kind])


def binary(
    operator: str, left: st.SearchStrategy[Node], right: st.SearchStrategy[Node]
) -> st.SearchStrategy[Node]:
    return st.builds(Binary, st.just(operator), left, right)


def written(number: Decimal) -> Node:
    return Unary("-", Literal(-number)) if number < 0 else Literal(number)


small = st.integers(-3, 12).map(lambda number: written(Decimal(number)))
_units = st.sampled_from(["day", "week", "month", "quarter", "year"]).map(Literal)
_all_units = st.sampled_from(["day", "week", "month", "quarter", "year", "hour", "minute", "second"]).map(
    Literal
)


@cache
def expressions(kind: str, depth: int = 3) -> st.SearchStrategy[Node]:
    """Well-typed expressions of a kind, over FIELDS."""
    leaves = _leaves(kind)
    if depth == 0:
        return leaves
    inner = {each: st.deferred(lambda each=each: expressions(each, depth - 1)) for each in _VALUES}  # type: ignore[misc]
    number, text, boolean = inner["number"], inner["text"], inner["boolean"]
    same = inner[kind]
    shared = [
        call("IF", boolean, same, same),
        call("IFS", boolean, same, boolean, same, same),
        call("CASE", number, number, same, small, same, same),
        call("CASE", text, text, same, same),
        call("BLANKVALUE", same, same),
        call("NULLVALUE", same, same),
        call("IFERROR", same, same),
    ]
    return st.one_of(leaves, *_OWN[kind](inner), *shared)


instants = st.sampled_from(
    ["2024-02-29 10:20:30", "2024-02-29T10:20+08:00", " 0001-01-01 00:00:00.123456Z ", "0001-01-01T00:00:00+01:00",
     "9999-12-31T23:00-0200", "2024-02-30 10:20:30", "2024-02-28 24:00", "2024-01-01 10:20 -24:00", "x"]
).map(lambda text: Binary("&", Literal(text), Path(("name",))))  # fmt: skip


def _leaves(kind: str) -> st.SearchStrategy[Node]:
    if kind == "number":
        return st.one_of(paths(kind), paths(kind), numbers.map(written))
    if kind == "text":
        return st.one_of(
            paths(kind),
            paths(kind),
            texts.map(Literal),
            st.sampled_from(["2024-02-30", "2024-02-29", "10:20:30", "12.5", " 7 "]).map(Literal),
        )
    if kind == "boolean":
        return st.one_of(paths(kind), st.booleans().map(Literal))
    return paths(kind)


Inner = Mapping[str, st.SearchStrategy[Node]]
"""Expressions of each kind, one step less deep."""


def _numbers(inner: Inner) -> list[st.SearchStrategy[Node]]:
    number = inner["number"]
    text = inner["text"]
    date = inner["date"]
    datetime = inner["datetime"]
    time = inner["time"]
    return [
        *(binary(operator, number, number) for operator in "+-*/"),
        binary("^", number, st.integers(0, 3).map(lambda power: Literal(Decimal(power)))),
        st.builds(Unary, st.just("-"), number),
        binary("-", date, date), binary("-", datetime, datetime), binary("-", time, time),
        call("ABS", number), call("ROUND", number, small), call("ROUND", number),
        call("ROUNDUP", number, small), call("ROUNDDOWN", number, small), call("TRUNC", number, small),
        call("FLOOR", number), call("CEILING", number), call("MFLOOR", number), call("MCEILING", number),
        call("MOD", number, number), call("MIN", number, number), call("MAX", number, number, number),
        call("SQRT", number), call("LN", number), call("LOG", number), call("EXP", small), call("SIGN", number),
        call("POWER", number, small), call("LEN", text), call("FIND", text, text), call("FIND", text, text, small),
        call("VALUE", text), call("YEAR", date), call("QUARTER", date), call("MONTH", datetime),
        call("WEEK", date), call("DAY", datetime), call("WEEKDAY", date), call("HOUR", datetime),
        call("MINUTE", time), call("SECOND", datetime), call("DATEDIFF", date, date, _units),
        call("DATEDIFF", datetime, datetime, _all_units), call("DATEDIFF", date, datetime, _all_units),
        call("WORKDAYS", date, date),
    ]  # fmt: skip


def _texts(inner: Inner) -> list[st.SearchStrategy[Node]]:
    number = inner["number"]
    text = inner["text"]
    boolean = inner["boolean"]
    date = inner["date"]
    datetime = inner["datetime"]
    time = inner["time"]
    return [
        binary("&", text, text), call("TEXT", number), call("TEXT", date), call("TEXT", datetime),
        call("TEXT", time), call("TEXT", boolean), call("LEFT", text, small), call("RIGHT", text, small),
        call("MID", text, small, small), call("UPPER", text), call("LOWER", text),
        call("TRIM", text), call("SUBSTITUTE", text, text, text), call("LPAD", text, small, text),
        call("LPAD", text, small), call("RPAD", text, small, text), call("REPEAT", text, small),
        call("REVERSE", text), call("CONCAT", text, text, text),
    ]  # fmt: skip


def _booleans(inner: Inner) -> list[st.SearchStrategy[Node]]:
    number = inner["number"]
    text = inner["text"]
    boolean = inner["boolean"]
    return [
        st.builds(Unary, st.just("NOT"), boolean),
        st.builds(Logical, st.sampled_from(["AND", "OR"]), st.lists(boolean, min_size=2, max_size=3).map(tuple)),
        call("AND", boolean, boolean), call("OR", boolean, boolean),
        *(st.one_of(*(binary(o, inner[each], inner[each]) for o in ("=", "<>"))) for each in _VALUES),
        *(st.one_of(*(binary(o, inner[each], inner[each]) for o in ("<", "<=", ">", ">=")))
          for each in _VALUES if each != "boolean"),
        *(binary("=", inner[each], st.just(Literal(None))) for each in _VALUES),
        *(binary("<>", inner[each], st.just(Literal(None))) for each in _VALUES),
        *(call(name, inner[each]) for name in ("ISBLANK", "ISNULL") for each in _VALUES),
        call("ISNUMBER", text), call("CONTAINS", text, text), call("BEGINS", text, text), call("ENDS", text, text),
        st.builds(Membership, text, st.lists(text, min_size=1, max_size=3).map(tuple)),
        st.builds(Membership, number, st.lists(number, min_size=1, max_size=3).map(tuple)),
    ]  # fmt: skip


def _dates(inner: Inner) -> list[st.SearchStrategy[Node]]:
    number = inner["number"]
    text = inner["text"]
    date = inner["date"]
    datetime = inner["datetime"]
    return [
        binary("+", date, small), binary("-", date, number), call("DATE", small, small, small),
        call("DATE", st.just(Literal(Decimal(2024))), small, number), call("DATEVALUE", datetime),
        call("DATEVALUE", text), call("ADDDAYS", date, number), call("ADDMONTHS", date, small),
        call("ADDYEARS", date, small), call("EOMONTH", date), call("EOMONTH", datetime, small),
        call("ADDWORKDAYS", date, small), call("STARTOF", date, _all_units), call("MIN", date, date),
    ]  # fmt: skip


def _datetimes(inner: Inner) -> list[st.SearchStrategy[Node]]:
    number = inner["number"]
    date = inner["date"]
    datetime = inner["datetime"]
    return [
        binary("+", datetime, number), binary("-", datetime, small), call("DATETIMEVALUE", date), call("DATETIMEVALUE", instants),
        call("ADDDAYS", datetime, small), call("ADDMONTHS", datetime, small), call("STARTOF", datetime, _all_units),
        call("DATETIME", st.just(Literal(Decimal(2024))), small, small, small, small, number),
        call("MAX", datetime, datetime),
    ]  # fmt: skip


def _times(inner: Inner) -> list[st.SearchStrategy[Node]]:
    number = inner["number"]
    text = inner["text"]
    datetime = inner["datetime"]
    time = inner["time"]
    return [
        binary("+", time, number), binary("-", time, number), call("TIME", small, small, number),
        call("TIMEVALUE", datetime), call("TIMEVALUE", text),
    ]  # fmt: skip


_OWN: Mapping[str, Callable[[Inner], list[st.SearchStrategy[Node]]]] = {
    "number": _numbers,
    "text": _texts,
    "boolean": _booleans,
    "date": _dates,
    "datetime": _datetimes,
    "time": _times,
}
