"""Texts: measured, cut, searched, replaced, joined."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any

import re2
from sqlalchemy import (
    BigInteger,
    Boolean,
    Integer,
    Numeric,
    Text,
    and_,
    case,
    cast,
    collate,
    func,
    literal,
    select,
)
from sqlalchemy.dialects.postgresql import aggregate_order_by

from expressions.bounds import MAX_ITEMS, MAX_TEXT
from expressions.failures import failed, too_long_text
from expressions.functions.function import Example, Function, Parameter, words
from expressions.numbers import SPACES, number_from, plain_text
from expressions.sql.call import SqlCall
from expressions.sql.generic import generic_expression
from expressions.sql.postgres import NUMBER_PATTERN, matches
from expressions.sql.value import Sql
from expressions.temporal import write_date, write_datetime, write_time
from expressions.value_types import BOOLEAN, NUMBER, TEXT, list_of
from metamodel.chinese import pinyin

_TEXT = Parameter("text", ("text",))
_COUNT = Parameter("count", ("number",))
_WORD = re.compile(r"[^\W_]+")


def bounded(text: str) -> str:
    if len(text) > MAX_TEXT:
        raise too_long_text()
    return text


# TEXT and VALUE.


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    for kind, write in _WRITERS:
        if isinstance(value, kind):
            return str(write(value))
    return str(value)


def _value(text: str) -> Decimal | None:
    if not text.strip(SPACES):
        return None
    number = number_from(text)
    if number is None:
        raise failed("not_a_number", "“{text}” is not a number", text=text[:50])
    return number


def _text_postgres(call: SqlCall) -> Sql:
    kind = call.kind(0)
    if kind == "number":
        return cast(func.trim_scale(call.number(0)), Text())
    if kind == "text":
        return call.text(0)
    value = call.value(0)
    if kind == "boolean":
        return cast(value, Text())
    if kind == "date":
        return func.to_char(value, "YYYY-MM-DD", type_=Text())
    if kind == "datetime":
        return func.to_char(func.timezone("UTC", value), 'YYYY-MM-DD HH24:MI:SS"Z"', type_=Text())
    return _time_text(cast(value, Integer()))


def _time_text(milliseconds: Sql) -> Sql:
    seconds = milliseconds.op("/", precedence=8, return_type=Integer())(1000)
    clock = func.to_char(func.make_interval(0, 0, 0, 0, 0, 0, seconds), "HH24:MI:SS", type_=Text())
    rest = milliseconds.op("%", precedence=8, return_type=Integer())(1000)
    return case((rest == 0, clock), else_=clock.concat(".").concat(func.lpad(cast(rest, Text()), 3, "0")))


def _value_postgres(call: SqlCall) -> Sql:
    text = call.text(0)
    plain = func.btrim(text, SPACES, type_=Text())
    reads = matches(text, NUMBER_PATTERN)
    call.fails_when(and_(plain != "", ~reads), quiet=True)
    return case((reads, func.round(cast(plain, Numeric()), 32, type_=Numeric())))


def _value_sqlite(call: SqlCall) -> Sql:
    text = call.text(0)
    value: Sql = func.trellis_value("t", "", text, type_=Text())
    call.fails_when(and_(func.trellis_trim("t", "", text, type_=Text()) != "", value.is_(None)))
    return value


# Cutting.


def _left(text: str, count: Decimal) -> str:
    return text[: max(0, int(count))]


def _right(text: str, count: Decimal) -> str:
    return text[max(0, len(text) - int(count)) :] if count >= 1 else ""


def _mid(text: str, start: Decimal, count: Decimal) -> str:
    first = max(1, int(start)) - 1
    return text[first : first + max(0, int(count))]


def _at_least(value: Sql, limit: int) -> Sql:
    """The larger of the two; NULL stays NULL."""
    return case((value < limit, literal(limit)), else_=value)


def _left_sql(call: SqlCall) -> Sql:
    return func.left(call.text(0), _at_least(call.integer(1), 0))


def _right_sql(call: SqlCall) -> Sql:
    return func.right(call.text(0), _at_least(call.integer(1), 0))


def _mid_sql(call: SqlCall) -> Sql:
    return func.substr(call.text(0), _at_least(call.integer(1), 1), _at_least(call.integer(2), 0))


# Case and spaces. A letter becomes one letter, as databases do it.


def _upper(text: str) -> str:
    return "".join(_one_letter(c, c.upper()) for c in text)


def _lower(text: str) -> str:
    return "".join(_one_letter(c, c.lower()) for c in text)


def _proper(text: str) -> str:
    return _WORD.sub(lambda word: _upper(word.group()[0]) + _lower(word.group()[1:]), text)


def _one_letter(character: str, changed: str) -> str:
    return changed if len(changed) == 1 else character


def _trim(text: str) -> str:
    return text.strip(SPACES)


def _upper_postgres(call: SqlCall) -> Sql:
    return func.translate(func.upper(collate(call.text(0), "C")), *_letters(str.upper), type_=Text())


def _lower_postgres(call: SqlCall) -> Sql:
    return func.translate(func.lower(collate(call.text(0), "C")), *_letters(str.lower), type_=Text())


@cache
def _letters(change: Callable[[str], str]) -> tuple[str, str]:
    """Letters beyond ASCII and what they become: databases differ in the collations that would know."""
    pairs = ((letter, _one_letter(letter, change(letter))) for letter in map(chr, range(0x80, 0x1F000)))
    changed = [(letter, other) for letter, other in pairs if letter != other]
    return "".join(letter for letter, _ in changed), "".join(other for _, other in changed)


# Searching and replacing.


def _substitute(text: str, old: str, new: str) -> str:
    if not old:
        return text
    if len(text) + text.count(old) * (len(new) - len(old)) > MAX_TEXT:
        raise too_long_text()
    return text.replace(old, new)


def _substitute_postgres(call: SqlCall) -> Sql:
    if _does_not_grow(call):
        return _substitute_written(call)
    text, old, new = call.text(0), call.text(1), call.text(2)
    shorter = func.length(text) - func.length(func.replace(text, old, ""))
    count = shorter.op("/", precedence=8, return_type=Integer())(func.nullif(func.length(old), 0))
    grown = func.length(text) + count * (func.length(new) - func.length(old))
    call.fails_when(func.coalesce(grown > MAX_TEXT, False))
    return case((func.coalesce(grown <= MAX_TEXT, True), func.replace(text, old, new)))


def _substitute_sqlite(call: SqlCall) -> Sql:
    if _does_not_grow(call):
        return _substitute_written(call)
    expression = generic_expression(call)
    call.fails_when(expression.is_(None))
    return expression


def _substitute_written(call: SqlCall) -> Sql:
    return func.replace(call.text(0), call.text(1), call.text(2), type_=Text())


def _does_not_grow(call: SqlCall) -> bool:
    """Whether both pieces are written and the new one is no longer."""
    old, new = call.constant(1), call.constant(2)
    return isinstance(old, str) and bool(old) and call.values[2].is_constant and len(new or "") <= len(old)


def _find(part: str, text: str, start: Decimal = Decimal(1)) -> Decimal:
    first = max(1, int(start)) - 1
    return Decimal(text.find(part, first) + 1) if part and first < len(text) else Decimal(0)


def _find_postgres(call: SqlCall) -> Sql:
    part, text = call.text(0), call.text(1)
    start = _at_least(call.integer(2, default=1), 1)
    found = func.strpos(func.substr(text, start), part, type_=Integer())
    return case((part == "", 0), (start.is_(None), None), (found == 0, 0), else_=found + start - 1)


def _contains_sql(call: SqlCall) -> Sql:
    search = func.instr if call.compiler.on_sqlite else func.strpos
    return search(call.text(0), call.text(1), type_=Integer()) > 0


def _begins_sql(call: SqlCall) -> Sql:
    text, part = call.text(0), call.text(1)
    if not call.compiler.on_sqlite:
        return func.starts_with(text, part, type_=Boolean())
    return func.substr(text, 1, func.length(part), type_=Text()) == part


def _ends_sql(call: SqlCall) -> Sql:
    text, part = call.text(0), call.text(1)
    if not call.compiler.on_sqlite:
        return func.right(text, func.length(part), type_=Text()) == part
    tail = func.substr(text, func.length(text) - func.length(part) + 1, type_=Text())
    return and_(func.length(text) >= func.length(part), tail == part)


def _regex(text: str, pattern: str) -> bool:
    return _compiled(pattern).fullmatch(text) is not None


@lru_cache(maxsize=256)
def _compiled(pattern: str) -> Any:
    options = re2.Options()
    options.max_mem = 1 << 20
    options.log_errors = False
    try:
        return re2.compile(pattern, options)
    except re2.error:
        raise failed("not_a_pattern", "“{pattern}” is not a pattern", pattern=pattern[:50]) from None


# Filling and repeating.


def _lpad(text: str, length: Decimal, fill: str = " ") -> str:
    size = _size(length)
    return _filling(fill, size - len(text)) + text if size > len(text) else text[:size]


def _rpad(text: str, length: Decimal, fill: str = " ") -> str:
    size = _size(length)
    return text + _filling(fill, size - len(text)) if size > len(text) else text[:size]


def _size(length: Decimal) -> int:
    if length > MAX_TEXT:
        raise too_long_text()
    return max(0, int(length))


def _filling(fill: str, count: int) -> str:
    return (fill * (count // len(fill) + 1))[:count] if fill else ""


def _pad_postgres(call: SqlCall) -> Sql:
    pad = func.lpad if call.node.name == "LPAD" else func.rpad
    size = call.integer(1)
    call.fails_when(size > MAX_TEXT)
    return case((size <= MAX_TEXT, pad(call.text(0), _at_least(size, 0), call.text(2, default=" "))))


def _repeat(text: str, count: Decimal) -> str:
    if count > 0 and len(text) * int(count) > MAX_TEXT:
        raise too_long_text()
    return text * max(0, int(count))


def _repeat_postgres(call: SqlCall) -> Sql:
    text, count = call.text(0), _at_least(call.integer(1), 0)
    length = cast(func.length(text), BigInteger()) * count
    call.fails_when(length > MAX_TEXT)
    return case((length <= MAX_TEXT, func.repeat(text, count)))


# Lists.


def _split(text: str, separator: str) -> tuple[str, ...]:
    if not text:
        return ()
    parts = text.split(separator) if separator else [text]
    if len(parts) > MAX_ITEMS:
        raise failed("too_many_items", "The list becomes too long")
    return tuple(parts)


def _join(items: Sequence[Any], separator: str) -> str:
    return bounded(separator.join(_text(item) for item in items))


def _join_postgres(call: SqlCall) -> Sql:
    item = func.jsonb_array_elements_text(call.value(0)).table_valued("value", with_ordinality="place")
    joined = func.string_agg(item.c.value, aggregate_order_by(call.text(1), item.c.place))
    return select(joined).select_from(item).scalar_subquery()


def _concat(*texts: str) -> str:
    return bounded("".join(texts))


def _concat_sql(call: SqlCall) -> Sql:
    joined = call.text(0)
    for index in range(1, len(call.values)):
        joined = joined.concat(call.text(index))
    return joined


def _initials(text: str) -> str:
    return pinyin.initials(text).upper()


_WRITERS: tuple[tuple[type, Any], ...] = (
    (Decimal, plain_text),
    (dt.datetime, write_datetime),
    (dt.date, write_date),
    (dt.time, write_time),
)

FUNCTIONS = (
    Function(
        "TEXT", "text", (Parameter("value", ("text", "number", "boolean", "date", "datetime", "time")),), TEXT,
        words("The value as text", "把值转换为文本"),
        (Example("TEXT(1.50)", "1.5"), Example("TEXT(DATE(2026, 1, 31))", "2026-01-31"),
         Example('TEXT(TIMEVALUE("08:30:00"))', "08:30:00")),
        python=_text, postgres=_text_postgres,
    ),
    Function(
        "VALUE", "text", (_TEXT,), NUMBER, words("The number that a text holds", "把文本转换为数字"),
        (Example('VALUE(" 12.5 ")', "12.5"), Example('VALUE("")', "")), can_fail=True,
        python=_value, postgres=_value_postgres, sqlite=_value_sqlite,
    ),
    Function(
        "LEN", "text", (_TEXT,), NUMBER, words("How many characters the text has", "文本的字符数"),
        (Example('LEN("客户A")', "3"),), whole=True,
        python=lambda text: Decimal(len(text)), postgres=lambda call: func.length(call.text(0)),
        sqlite=lambda call: func.length(call.text(0)),
    ),
    Function(
        "LEFT", "text", (_TEXT, _COUNT), TEXT, words("The first characters", "左侧的若干字符"),
        (Example('LEFT("Trellis", 3)', "Tre"),), python=_left, postgres=_left_sql,
    ),
    Function(
        "RIGHT", "text", (_TEXT, _COUNT), TEXT, words("The last characters", "右侧的若干字符"),
        (Example('RIGHT("Trellis", 3)', "lis"),), python=_right, postgres=_right_sql,
    ),
    Function(
        "MID", "text", (_TEXT, Parameter("start", ("number",)), _COUNT), TEXT,
        words("Characters from a place on, counted from 1", "从指定位置（从 1 起）取若干字符"),
        (Example('MID("Trellis", 2, 3)', "rel"),), python=_mid, postgres=_mid_sql,
    ),
    Function(
        "UPPER", "text", (_TEXT,), TEXT, words("In capital letters", "转换为大写字母"),
        (Example('UPPER("état")', "ÉTAT"),), python=_upper, postgres=_upper_postgres,
    ),
    Function(
        "LOWER", "text", (_TEXT,), TEXT, words("In small letters", "转换为小写字母"),
        (Example('LOWER("ÉTAT")', "état"),), python=_lower, postgres=_lower_postgres,
    ),
    Function(
        "PROPER", "text", (_TEXT,), TEXT, words("Each word with a capital letter", "每个单词首字母大写"),
        (Example('PROPER("ann o\'neil")', "Ann O'Neil"),),
        python=_proper, in_sql=False,
    ),
    Function(
        "TRIM", "text", (_TEXT,), TEXT, words("Without spaces at both ends", "去掉两端的空格"),
        (Example('TRIM("  a b ")', "a b"),), python=_trim,
        postgres=lambda call: func.btrim(call.text(0), SPACES),
    ),
    Function(
        "SUBSTITUTE", "text", (_TEXT, Parameter("old", ("text",)), Parameter("new", ("text",))), TEXT,
        words("One piece of text replaced by another everywhere", "把文本中的某段内容全部替换"),
        (Example('SUBSTITUTE("a-b-c", "-", "+")', "a+b+c"),), can_fail=True,
        python=_substitute, postgres=_substitute_postgres, sqlite=_substitute_sqlite,
    ),
    Function(
        "FIND", "text", (Parameter("part", ("text",)), _TEXT, Parameter("start", ("number",), optional=True)), NUMBER,
        words("Where a piece of text begins, counted from 1; 0 where it is missing", "某段文本首次出现的位置（从 1 起），没有则为 0"),
        (Example('FIND("l", "Trellis")', "4"), Example('FIND("l", "Trellis", 5)', "5"), Example('FIND("x", "Trellis")', "0")),
        whole=True, python=_find, postgres=_find_postgres,
    ),
    Function(
        "CONTAINS", "text", (_TEXT, Parameter("part", ("text",))), BOOLEAN,
        words("True when the text contains the part", "文本包含指定内容时为真"),
        (Example('CONTAINS("Trellis", "ell")', "true"), Example('CONTAINS("Trellis", "Ell")', "false")),
        python=lambda text, part: part in text, postgres=_contains_sql, sqlite=_contains_sql,
    ),
    Function(
        "BEGINS", "text", (_TEXT, Parameter("part", ("text",))), BOOLEAN,
        words("True when the text begins with the part", "文本以指定内容开头时为真"), (Example('BEGINS("Trellis", "Tre")', "true"),),
        python=lambda text, part: text.startswith(part), postgres=_begins_sql, sqlite=_begins_sql,
    ),
    Function(
        "ENDS", "text", (_TEXT, Parameter("part", ("text",))), BOOLEAN,
        words("True when the text ends with the part", "文本以指定内容结尾时为真"), (Example('ENDS("Trellis", "lis")', "true"),),
        python=lambda text, part: text.endswith(part), postgres=_ends_sql, sqlite=_ends_sql,
    ),
    Function(
        "LPAD", "text", (_TEXT, Parameter("length", ("number",)), Parameter("fill", ("text",), optional=True)), TEXT,
        words("Filled up from the left, or cut, to a length", "在左侧填充（或截断）到指定长度"),
        (Example('LPAD("7", 3, "0")', "007"), Example('LPAD("Trellis", 3)', "Tre")), can_fail=True,
        python=_lpad, postgres=_pad_postgres,
    ),
    Function(
        "RPAD", "text", (_TEXT, Parameter("length", ("number",)), Parameter("fill", ("text",), optional=True)), TEXT,
        words("Filled up from the right, or cut, to a length", "在右侧填充（或截断）到指定长度"),
        (Example('RPAD("7", 3, "ab")', "7ab"),), can_fail=True, python=_rpad, postgres=_pad_postgres,
    ),
    Function(
        "REPEAT", "text", (_TEXT, _COUNT), TEXT, words("The text several times", "重复文本"),
        (Example('REPEAT("ab", 2)', "abab"),), can_fail=True, python=_repeat, postgres=_repeat_postgres,
    ),
    Function(
        "REVERSE", "text", (_TEXT,), TEXT, words("From the last character to the first", "反转文本"),
        (Example('REVERSE("abc")', "cba"),), python=lambda text: text[::-1],
        postgres=lambda call: func.reverse(call.text(0)),
    ),
    Function(
        "CONCAT", "text", (_TEXT,), TEXT, words("Texts one behind the other", "连接多个文本"),
        (Example('CONCAT("a", "b", "c")', "abc"),), repeats=1, python=_concat, postgres=_concat_sql, sqlite=_concat_sql,
    ),
    Function(
        "REGEX", "text", (_TEXT, Parameter("pattern", ("text",))), BOOLEAN,
        words("True when the whole text fits the pattern (RE2 syntax)", "整个文本符合正则表达式（RE2 语法）时为真"),
        (Example('REGEX("A-12", "[A-Z]-\\d+")', "true"), Example('REGEX("A-12x", "[A-Z]-\\d+")', "false")),
        can_fail=True, python=_regex, in_sql=False,
    ),
    Function(
        "SPLIT", "text", (_TEXT, Parameter("separator", ("text",))), list_of(TEXT),
        words("The parts between the separators, as a list", "按分隔符拆分为列表"),
        (Example('JOIN(SPLIT("a,b", ","), "+")', "a+b"),), can_fail=True, python=_split, in_sql=False,
    ),
    Function(
        "JOIN", "text", (Parameter("list", ("list",)), Parameter("separator", ("text",))), TEXT,
        words("The items of a list as one text", "把列表连接为文本"), (Example('JOIN(SPLIT("a,b", ","), "+")', "a+b"),),
        can_fail=True, python=_join, postgres=_join_postgres,
    ),
    Function(
        "INITIALS", "text", (_TEXT,), TEXT,
        words("The first letters of words, or of the pinyin of characters", "单词首字母或汉字拼音首字母"),
        (Example('INITIALS("John Smith")', "JS"), Example('INITIALS("曾国藩")', "ZGF")), python=_initials, in_sql=False,
    ),
)  # fmt: skip
