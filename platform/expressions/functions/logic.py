"""Deciding, comparing with nothing, and catching failures: arguments are evaluated on demand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import Boolean, and_, case, false, func, not_, true

from expressions.comparing import comparison, is_blank
from expressions.failures import EvaluationFailed
from expressions.functions.function import Example, Function, Parameter, words
from expressions.numbers import ARITHMETIC_ERRORS, number_from
from expressions.tree import Call, Literal, Logical, Membership, Node, Unary
from expressions.value_types import BLANK, BOOLEAN, Type, common_type

if TYPE_CHECKING:
    from expressions.checking import Checker
    from expressions.evaluation import Closure, PythonCompiler, Scope
    from expressions.sql.compiler import SqlCompiler
    from expressions.sql.value import Sql, SqlValue

_ANY = ("any",)
_BOOLEAN = ("boolean",)


def _shared(types: Sequence[Type]) -> Type:
    shared = BLANK
    for each in types:
        shared = common_type(shared, each)
    return shared


# IF and IFS: conditions with results, and what is given when none holds.


def _if_branches(node: Call) -> tuple[list[tuple[Node, Node]], Node]:
    """Conditions with their results, and the last resort; shared by IF and IFS."""
    arguments = node.arguments
    pairs = list(zip(arguments[0::2], arguments[1::2], strict=False))
    otherwise = arguments[-1] if len(arguments) % 2 else Literal(None)
    return pairs, otherwise


def _if_type(types: Sequence[Type]) -> Type:
    results = list(types[1::2]) + (list(types[-1:]) if len(types) % 2 else [])
    return _shared(results)


def _check_if(checker: Checker, node: Call, types: Sequence[Type]) -> None:
    pairs, otherwise = _if_branches(node)
    for condition, _ in pairs:
        checker.expect(condition, checker.types[id(condition)], "boolean")
    results = [result for _, result in pairs] + ([otherwise] if len(node.arguments) % 2 else [])
    checker.same_type(node, results)


def _if_closure(compiler: PythonCompiler, node: Call) -> Closure:
    pairs, otherwise = _if_branches(node)
    branches = [(compiler.condition(condition), compiler.compile(result)) for condition, result in pairs]
    last = compiler.compile(otherwise) if len(node.arguments) % 2 else _nothing

    def run(scope: Scope) -> object:
        for condition, result in branches:
            if condition(scope):
                return result(scope)
        return last(scope)

    return run


def _if_sql(compiler: SqlCompiler, node: Call) -> SqlValue:
    pairs, otherwise = _if_branches(node)
    branches = [(compiler.condition(condition), compiler.compile(result)) for condition, result in pairs]
    last = compiler.compile(otherwise) if len(node.arguments) % 2 else compiler.constant("text", None)
    return _chosen(compiler, node, branches, last)


def _chosen(
    compiler: SqlCompiler, node: Call, branches: list[tuple[SqlValue, SqlValue]], last: SqlValue
) -> SqlValue:
    """A CASE; a branch fails only for the rows that reach it."""
    kind = compiler.type_of(node).kind
    cases = [(condition.sql, result) for condition, result in branches]
    chosen = compiler.choose(kind, cases, _blank_of(last, kind))
    values = [last, *(value for branch in branches for value in branch)]
    if all(value.error is None for value in values):
        return chosen
    return compiler.failing(chosen, [_failing_branch(branches, last)])


def _failing_branch(branches: list[tuple[SqlValue, SqlValue]], last: SqlValue) -> Sql:
    """Whether a condition fails before one holds, or the result behind it does."""
    steps: list[tuple[Sql, Sql]] = []
    for condition, result in branches:
        if condition.error is not None:
            steps.append((condition.error, true()))
        steps.append((condition.sql, false() if result.error is None else result.error))
    return case(*steps, else_=false() if last.error is None else last.error)


def _blank_of(value: SqlValue, kind: str) -> SqlValue:
    return replace(value, kind="blank") if value.is_null and value.kind != kind else value


# CASE: one value beside several.


def _case_branches(node: Call) -> tuple[Node, list[tuple[Node, Node]], Node | None]:
    value, *rest = node.arguments
    pairs = list(zip(rest[0::2], rest[1::2], strict=False))
    return value, pairs, rest[-1] if len(rest) % 2 else None


def _case_type(types: Sequence[Type]) -> Type:
    rest = types[1:]
    return _shared([*rest[1::2], *(rest[-1:] if len(rest) % 2 else ())])


def _check_case(checker: Checker, node: Call, types: Sequence[Type]) -> None:
    value, pairs, otherwise = _case_branches(node)
    for choice, _ in pairs:
        checker.comparable(choice, "=", value, choice)
    checker.same_type(node, [result for _, result in pairs] + ([otherwise] if otherwise else []))


def _case_closure(compiler: PythonCompiler, node: Call) -> Closure:
    value, pairs, otherwise = _case_branches(node)
    tested = compiler.operand(value)
    branches = []
    for choice, result in pairs:
        compare = comparison("=", compiler.type_of(value), compiler.type_of(choice))
        if isinstance(choice, Literal) and choice.value is None:
            compare = _is_blank_beside
        branches.append((compare, compiler.operand(choice), compiler.compile(result)))
    last = compiler.compile(otherwise) if otherwise else _nothing

    def run(scope: Scope) -> object:
        found = tested(scope)
        for compare, choice, result in branches:
            if compare(found, choice(scope)):
                return result(scope)
        return last(scope)

    return run


def _is_blank_beside(value: Any, _: Any) -> bool:
    return is_blank(value)


def _case_sql(compiler: SqlCompiler, node: Call) -> SqlValue:
    value, pairs, otherwise = _case_branches(node)
    branches = [
        (compiler.comparer.compare("=", value, choice), compiler.compile(result)) for choice, result in pairs
    ]
    last = compiler.compile(otherwise) if otherwise else compiler.constant("text", None)
    return _chosen(compiler, node, branches, last)


# The function forms of the logical operators.


def _as_operator(node: Call) -> Node:
    """AND(a, b) as `a AND b`."""
    if node.name == "NOT":
        return Unary("NOT", node.arguments[0], node.position)
    if node.name == "IN":
        return Membership(node.arguments[0], node.arguments[1:], node.position)
    return Logical(node.name, node.arguments, node.position)


def _operator_closure(compiler: PythonCompiler, node: Call) -> Closure:
    return compiler.compile(_as_operator(node))


def _operator_sql(compiler: SqlCompiler, node: Call) -> SqlValue:
    return compiler.compile_operator(_as_operator(node))


def _check_in(checker: Checker, node: Call, types: Sequence[Type]) -> None:
    for item in node.arguments[1:]:
        checker.comparable(item, "=", node.arguments[0], item)


# Blanks. A text is never null, only blank, as in the formulas people know.


def _blank_closure(compiler: PythonCompiler, node: Call) -> Closure:
    tested = compiler.operand(node.arguments[0])
    return lambda scope: is_blank(tested(scope))


def _blank_sql(compiler: SqlCompiler, node: Call) -> SqlValue:
    return compiler.boolean(compiler.is_blank(value := compiler.operand(node.arguments[0])), value)


def _null_closure(compiler: PythonCompiler, node: Call) -> Closure:
    if compiler.type_of(node.arguments[0]).kind == "text":
        return compiler.constant(False)
    return _blank_closure(compiler, node)


def _null_sql(compiler: SqlCompiler, node: Call) -> SqlValue:
    value = compiler.operand(node.arguments[0])
    return compiler.boolean(false() if value.kind == "text" else compiler.is_blank(value), value)


def _value_closure(compiler: PythonCompiler, node: Call) -> Closure:
    value, instead = (compiler.operand(argument) for argument in node.arguments)
    if node.name == "NULLVALUE" and compiler.type_of(node.arguments[0]).kind == "text":
        return value

    def run(scope: Scope) -> object:
        found = value(scope)
        return instead(scope) if is_blank(found) else found

    return run


def _value_sql(compiler: SqlCompiler, node: Call) -> SqlValue:
    value, instead = (compiler.operand(argument) for argument in node.arguments)
    if node.name == "NULLVALUE" and value.kind == "text":
        return value
    blank = compiler.is_blank(value)
    chosen = compiler.choose(compiler.type_of(node).kind, [(blank, instead)], value)
    errors = [value.error] if value.error is not None else []
    if instead.error is not None:
        errors.append(and_(blank, instead.error))
    return compiler.failing(chosen, errors)


def _check_same(checker: Checker, node: Call, types: Sequence[Type]) -> None:
    checker.same_type(node, node.arguments)


# Failures.


def _error_closure(compiler: PythonCompiler, node: Call) -> Closure:
    value, instead = (compiler.compile(argument) for argument in node.arguments)

    def run(scope: Scope) -> object:
        try:
            return value(scope)
        except (EvaluationFailed, *ARITHMETIC_ERRORS):
            return instead(scope)

    return run


def _error_sql(compiler: SqlCompiler, node: Call) -> SqlValue:
    value, instead = (compiler.compile(argument) for argument in node.arguments)
    if value.error is None:
        return value
    fails = func.coalesce(value.error, false(), type_=Boolean())
    chosen = compiler.choose(compiler.type_of(node).kind, [(fails, instead)], value)
    return compiler.failing(chosen, [and_(fails, instead.error)] if instead.error is not None else [])


def _is_number_closure(compiler: PythonCompiler, node: Call) -> Closure:
    tested = compiler.operand(node.arguments[0])
    if compiler.type_of(node.arguments[0]).kind == "text":
        return lambda scope: number_from(tested(scope) or "") is not None
    return lambda scope: tested(scope) is not None


def _is_number_sql(compiler: SqlCompiler, node: Call) -> SqlValue:
    value = compiler.operand(node.arguments[0])
    if value.kind != "text":
        return compiler.boolean(not_(compiler.is_blank(value)), value)
    return compiler.boolean(compiler.holds_number(value), value)


def _nothing(scope: Scope) -> None:
    """What a decision without a last resort gives."""


FUNCTIONS = (
    Function(
        "IF", "logic",
        (Parameter("condition", _BOOLEAN), Parameter("value", _ANY), Parameter("otherwise", _ANY, optional=True)),
        _if_type, words("One value when the condition holds, another when not", "条件成立时取一个值，否则取另一个值"),
        (Example('IF(2 > 1, "yes", "no")', "yes"), Example("IF(1 > 2, 1)", "")),
        closure=_if_closure, sql=_if_sql, check=_check_if,
    ),
    Function(
        "IFS", "logic", (Parameter("condition", _BOOLEAN), Parameter("value", _ANY), Parameter("…", _ANY, optional=True)),
        _if_type, words("The value behind the first condition that holds; a last value stands for none",
                        "返回第一个成立的条件对应的值；最后可给出默认值"),
        (Example('IFS(1 > 2, "a", 2 > 1, "b", "c")', "b"), Example('IFS(1 > 2, "a", "c")', "c")),
        repeats=1, closure=_if_closure, sql=_if_sql, check=_check_if,
    ),
    Function(
        "CASE", "logic",
        (Parameter("value", _ANY), Parameter("choice", _ANY), Parameter("result", _ANY),
         Parameter("…", _ANY, optional=True)),
        _case_type, words("The result behind the choice that equals the value; a last result stands for none",
                          "按取值返回对应的结果；最后可给出默认结果"),
        (Example('CASE("b", "a", 1, "b", 2, 3)', "2"), Example('CASE("z", "a", 1, 3)', "3")),
        repeats=1, closure=_case_closure, sql=_case_sql, check=_check_case,
    ),
    Function(
        "AND", "logic", (Parameter("condition", _BOOLEAN),), BOOLEAN,
        words("True when all conditions hold", "所有条件都成立时为真"), (Example("AND(true, 1 = 1)", "true"),),
        repeats=1, closure=_operator_closure, sql=_operator_sql,
    ),
    Function(
        "OR", "logic", (Parameter("condition", _BOOLEAN),), BOOLEAN,
        words("True when one of the conditions holds", "任一条件成立时为真"), (Example("OR(false, 1 = 1)", "true"),),
        repeats=1, closure=_operator_closure, sql=_operator_sql,
    ),
    Function(
        "NOT", "logic", (Parameter("condition", _BOOLEAN),), BOOLEAN,
        words("True when the condition does not hold", "条件不成立时为真"), (Example("NOT(false)", "true"),),
        closure=_operator_closure, sql=_operator_sql,
    ),
    Function(
        "IN", "logic", (Parameter("value", _ANY), Parameter("choice", _ANY)), BOOLEAN,
        words("True when the value is one of the choices", "值在列表中时为真"), (Example('IN("a", "a", "b")', "true"),),
        repeats=1, closure=_operator_closure, sql=_operator_sql, check=_check_in,
    ),
    Function(
        "ISBLANK", "logic", (Parameter("value", _ANY),), BOOLEAN,
        words("True when there is no value", "没有值时为真"), (Example('ISBLANK("")', "true"), Example("ISBLANK(TODAY())", "false")),
        closure=_blank_closure, sql=_blank_sql,
    ),
    Function(
        "ISNULL", "logic", (Parameter("value", _ANY),), BOOLEAN,
        words("True when there is no value; a text is never null, use ISBLANK for it", "没有值时为真；文本从不为 null，请用 ISBLANK"),
        (Example('ISNULL("")', "false"), Example("ISNULL(TODAY())", "false")), closure=_null_closure, sql=_null_sql,
    ),
    Function(
        "BLANKVALUE", "logic", (Parameter("value", _ANY), Parameter("instead", _ANY)), _shared,
        words("The value, or another where it is blank", "值为空时取另一个值"), (Example('BLANKVALUE("", "none")', "none"),),
        closure=_value_closure, sql=_value_sql, check=_check_same,
    ),
    Function(
        "NULLVALUE", "logic", (Parameter("value", _ANY), Parameter("instead", _ANY)), _shared,
        words("The value, or another where it is null; a text is never null", "值为 null 时取另一个值；文本从不为 null"),
        (Example("NULLVALUE(1, 2)", "1"),), closure=_value_closure, sql=_value_sql, check=_check_same,
    ),
    Function(
        "IFERROR", "logic", (Parameter("value", _ANY), Parameter("instead", _ANY)), _shared,
        words("The value, or another where it cannot be computed", "无法计算时取另一个值"),
        (Example("IFERROR(1 / 0, 7)", "7"), Example("IFERROR(1 / 1, 7)", "1")),
        closure=_error_closure, sql=_error_sql, check=_check_same,
    ),
    Function(
        "ISNUMBER", "logic", (Parameter("value", _ANY),), BOOLEAN,
        words("True when the text holds a number", "文本是数字时为真"),
        (Example('ISNUMBER("12.5")', "true"), Example('ISNUMBER("12a")', "false")),
        closure=_is_number_closure, sql=_is_number_sql,
    ),
)  # fmt: skip
