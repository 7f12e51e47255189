"""The record itself, what it was before, and the records around it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import orjson
from sqlalchemy import Text, cast, func, literal, select
from sqlalchemy.dialects.postgresql import JSONB

from expressions.comparing import comparison, identity, is_blank
from expressions.functions.function import Example, Function, Parameter, words
from expressions.sql.value import Sql, SqlValue
from expressions.tree import Call, Literal, Node, Path
from expressions.value_types import ANY, BOOLEAN, NUMBER, Type

if TYPE_CHECKING:
    from expressions.checking import Checker
    from expressions.evaluation import Closure, PythonCompiler, Scope
    from expressions.ports import RelatedRecords
    from expressions.sql.compiler import SqlCompiler

PRIOR = "$prior"
_FIELD = Parameter("field", ("any",))


# What the record was before: the resolver is asked for `$prior.field`, and for `$prior`, None while it is new.


def _check_field(checker: Checker, node: Call, types: Sequence[Type]) -> None:
    if not isinstance(node.arguments[0], Path):
        checker.refuse(node.arguments[0], "wrong_type", "{function} takes a field", function=node.name)


def _prior(node: Node) -> tuple[str, ...]:
    assert isinstance(node, Path)
    return (PRIOR, *node.parts)


def _is_new_closure(compiler: PythonCompiler, node: Call) -> Closure:
    return lambda scope: scope.value((PRIOR,)) is None


def _changed_closure(compiler: PythonCompiler, node: Call) -> Closure:
    field = node.arguments[0]
    prior, current = _prior(field), compiler.compile(field)

    def run(scope: Scope) -> bool:
        if scope.value((PRIOR,)) is None:
            return False
        return not _same(current(scope), scope.value(prior))

    return run


def _same(one: Any, other: Any) -> bool:
    return (is_blank(one) and is_blank(other)) or identity(one) == identity(other)


def _prior_closure(compiler: PythonCompiler, node: Call) -> Closure:
    prior = _prior(node.arguments[0])
    return lambda scope: scope.value(prior)


def _changed_to_closure(compiler: PythonCompiler, node: Call) -> Closure:
    field, wanted = node.arguments
    prior, current, target = _prior(field), compiler.operand(field), compiler.operand(wanted)
    equal = comparison("=", compiler.type_of(field), compiler.type_of(wanted))

    def run(scope: Scope) -> bool:
        value, to = current(scope), target(scope)
        return equal(value, to) and not equal(scope.value(prior), to)

    return run


def _first(types: Sequence[Type]) -> Type:
    return types[0]


def _check_changed_to(checker: Checker, node: Call, types: Sequence[Type]) -> None:
    _check_field(checker, node, types)
    checker.comparable(node, "=", *node.arguments)


# The records around it, by a port.


def _written(node: Node | None) -> str | None:
    return node.value if isinstance(node, Literal) and isinstance(node.value, str) else None


def _check_written(checker: Checker, node: Call, types: Sequence[Type]) -> None:
    for argument in node.arguments:
        if _written(argument) is None:
            checker.refuse(argument, "wrong_type", "{function} takes written texts", function=node.name)


def _related_closure(compiler: PythonCompiler, node: Call) -> Closure:
    name, arguments = node.name, [_written(argument) for argument in node.arguments]
    measure = _MEASURES[name]
    via, field, where = arguments[0] or "", None, None
    if name in ("COUNTOF", "EXISTS"):
        where = arguments[1] if len(arguments) > 1 else None
    else:
        field, where = arguments[1], arguments[2] if len(arguments) > 2 else None

    def run(scope: Scope) -> Any:
        found = _related(scope, name).aggregate(measure, via, field, where)
        return bool(found) if name == "EXISTS" else found

    return run


def _related(scope: Scope, name: str) -> RelatedRecords:
    return scope.ports.need_related(name)


def _lookup_closure(compiler: PythonCompiler, node: Call) -> Closure:
    object_name, field, value, result = node.arguments
    searched = compiler.operand(value)
    names = [_written(argument) or "" for argument in (object_name, field, result)]

    def run(scope: Scope) -> Any:
        found = searched(scope)
        return (
            None
            if found is None
            else scope.ports.need_related("LOOKUP").lookup(names[0], names[1], found, names[2])
        )

    return run


def _check_lookup(checker: Checker, node: Call, types: Sequence[Type]) -> None:
    for index in (0, 1, 3):
        if _written(node.arguments[index]) is None:
            checker.refuse(
                node.arguments[index], "wrong_type", "{function} takes written texts", function="LOOKUP"
            )


# Lists.


def _includes(items: Sequence[Any], value: Any) -> bool:
    return identity(value) in [identity(item) for item in items]


def _includes_sql(compiler: SqlCompiler, node: Call) -> SqlValue:
    items, value = (compiler.operand(argument) for argument in node.arguments)
    wanted = cast(value.sql, Text())
    if compiler.on_sqlite:
        item = func.json_each(items.sql).table_valued("value")
        found: Sql = select(literal(1)).select_from(item).where(item.c.value == wanted).exists()
    elif value.is_constant and value.constant is not None:
        found = items.sql.op("@>")(cast(literal(orjson.dumps([value.constant]).decode(), Text()), JSONB))
    else:
        found = func.jsonb_exists(items.sql, wanted)
    return compiler.failing(
        SqlValue("boolean", found), [e for e in (items.error, value.error) if e is not None]
    )


_MEASURES = {
    "COUNTOF": "count",
    "EXISTS": "count",
    "SUMOF": "sum",
    "AVGOF": "average",
    "MINOF": "minimum",
    "MAXOF": "maximum",
}
_VIA = Parameter("via", ("text",))
_RELATED_FIELD = Parameter("field", ("text",))
_WHERE = Parameter("filter", ("text",), optional=True)


def _aggregate(name: str, returns: Type, en: str, zh: str) -> Function:
    own = (_VIA, _WHERE) if name in ("COUNTOF", "EXISTS") else (_VIA, _RELATED_FIELD, _WHERE)
    return Function(name, "record", own, returns, words(en, zh), closure=_related_closure, check=_check_written,
                    in_sql=False)  # fmt: skip


FUNCTIONS = (
    Function("ISNEW", "record", (), BOOLEAN, words("True while the record is being created", "正在新建记录时为真"),
             closure=_is_new_closure, in_sql=False),
    Function("ISCHANGED", "record", (_FIELD,), BOOLEAN,
             words("True when the field changes with this save", "本次保存修改了该字段时为真"),
             closure=_changed_closure, check=_check_field, in_sql=False),
    Function("PRIORVALUE", "record", (_FIELD,), _first,
             words("The value of the field before this save", "该字段在本次保存之前的值"),
             closure=_prior_closure, check=_check_field, in_sql=False),
    Function("CHANGEDTO", "record", (_FIELD, Parameter("value", ("any",))), BOOLEAN,
             words("True when the field becomes the value with this save", "本次保存使该字段变为指定值时为真"),
             closure=_changed_to_closure, check=_check_changed_to, in_sql=False),
    Function("LOOKUP", "record",
             (Parameter("object", ("text",)), Parameter("field", ("text",)), Parameter("value", ("any",)),
              Parameter("result", ("text",))), ANY,
             words("A field of the first record of an object whose field has the value",
                   "在对象中查找字段等于指定值的第一条记录，并返回其某个字段"),
             closure=_lookup_closure, check=_check_lookup, in_sql=False),
    _aggregate("COUNTOF", NUMBER, "How many records refer to this one, with a filter if need be",
               "引用本记录的记录数，可加筛选条件"),
    _aggregate("SUMOF", NUMBER, "The sum of a field of the records that refer to this one", "引用本记录的记录某字段之和"),
    _aggregate("AVGOF", NUMBER, "The average of a field of the records that refer to this one",
               "引用本记录的记录某字段的平均值"),
    _aggregate("MINOF", ANY, "The least value of a field of the records that refer to this one",
               "引用本记录的记录某字段的最小值"),
    _aggregate("MAXOF", ANY, "The greatest value of a field of the records that refer to this one",
               "引用本记录的记录某字段的最大值"),
    _aggregate("EXISTS", BOOLEAN, "True when a record refers to this one, with a filter if need be",
               "存在引用本记录的记录时为真，可加筛选条件"),
    Function("INCLUDES", "record", (Parameter("list", ("list",)), Parameter("value", ("any",))), BOOLEAN,
             words("True when the list has the value", "列表包含指定值时为真"),
             (Example('INCLUDES(SPLIT("a,b", ","), "b")', "true"),), python=_includes, sql=_includes_sql),
)  # fmt: skip
