"""Numbers: rounded, compared, and their roots and logarithms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_DOWN, ROUND_FLOOR, ROUND_UP, Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import Numeric, case, func, literal, or_

from expressions.bounds import FRACTION_DIGITS, INTEGER_DIGITS
from expressions.failures import failed
from expressions.functions.function import Example, Function, Parameter, words
from expressions.numbers import CONTEXT, ZERO, power, remainder, rounded
from expressions.sql.call import SqlCall
from expressions.sql.postgres import rounded as rounded_sql
from expressions.sql.postgres import wide
from expressions.sql.value import Sql
from expressions.tree import Call, Literal
from expressions.value_types import BLANK, NUMBER, Type, common_type

if TYPE_CHECKING:
    from expressions.checking import Checker
    from expressions.sql.compiler import SqlCompiler
    from expressions.sql.value import SqlValue

_NUMBER = Parameter("number", ("number",))
_DIGITS = Parameter("digits", ("number",), optional=True)
_LARGEST_EXPONENT = Decimal(82)
"""e to the power of more has more than 36 whole digits."""
_ORDERED = ("number", "date", "datetime", "time")


def _settled(value: Decimal) -> Decimal:
    return rounded(value, FRACTION_DIGITS)


# Rounding. ROUND goes half away from zero, FLOOR toward zero, CEILING away from zero.


def _round(value: Decimal, digits: Decimal = ZERO) -> Decimal:
    return rounded(value, int(digits))


def _round_up(value: Decimal, digits: Decimal = ZERO) -> Decimal:
    return rounded(value, int(digits), ROUND_UP)


def _round_down(value: Decimal, digits: Decimal = ZERO) -> Decimal:
    return rounded(value, int(digits), ROUND_DOWN)


def _round_sql(compiler: SqlCompiler, node: Call) -> SqlValue:
    """Rounding by a written number of digits stays in the database's own arithmetic."""
    digits = _written_digits(node)
    if digits is None:
        return compiler.call(node)
    value = compiler.operand(node.arguments[0], number=True)
    count = max(-INTEGER_DIGITS, min(FRACTION_DIGITS, int(digits)))
    return replace(value, number=compiler.numbers.round(value.number, count))


def _written_digits(node: Call) -> Decimal | None:
    if len(node.arguments) == 1:
        return ZERO
    digits = node.arguments[1]
    return digits.value if isinstance(digits, Literal) and isinstance(digits.value, Decimal) else None


def _digits(call: SqlCall) -> Sql:
    return call.integer(1, default=0, limit=INTEGER_DIGITS)


def _bounded_digits(call: SqlCall) -> Sql:
    digits = _digits(call)
    return case((digits > FRACTION_DIGITS, FRACTION_DIGITS), else_=digits)


def _round_postgres(call: SqlCall) -> Sql:
    return rounded_sql(call.number(0), _bounded_digits(call))


def _round_down_postgres(call: SqlCall) -> Sql:
    return func.trunc(call.number(0), _bounded_digits(call), type_=Numeric())


def _round_up_postgres(call: SqlCall) -> Sql:
    value, down, digits = call.number(0), _round_down_postgres(call), _bounded_digits(call)
    step = func.sign(value) * func.power(literal(Decimal(10), Numeric()), -digits, type_=Numeric())
    return case((value == down, down), else_=down + step)


def _ceiling_postgres(call: SqlCall) -> Sql:
    value = call.number(0)
    return func.sign(value) * func.ceil(func.abs(value))


# Least, greatest, remainder.


def _least(*values: Any) -> Any:
    return min(values)


def _greatest(*values: Any) -> Any:
    return max(values)


def _shared(types: Sequence[Type]) -> Type:
    shared = BLANK
    for each in types:
        shared = common_type(shared, each)
    return NUMBER if shared is BLANK else shared


def _check_same(checker: Checker, node: Call, types: Sequence[Type]) -> None:
    checker.same_type(node, node.arguments)


def _extreme_postgres(call: SqlCall) -> Sql:
    choose = func.least if call.node.name == "MIN" else func.greatest
    numbers = call.kind(0) == "number"
    values = [call.number(i) if numbers else call.value(i) for i in range(len(call.values))]
    missing = or_(*(value.is_(None) for value in values))
    return case((missing, None), else_=choose(*values))


def _mod_postgres(call: SqlCall) -> Sql:
    value, divisor = call.number(0), call.number(1)
    call.fails_when(divisor == 0)
    return func.mod(value, func.nullif(divisor, 0), type_=Numeric())


# Roots, powers, logarithms.


def _sqrt(value: Decimal) -> Decimal:
    if value < 0:
        raise failed("no_root", "A negative number has no square root")
    return _settled(CONTEXT.sqrt(value))


def _sqrt_postgres(call: SqlCall) -> Sql:
    value = call.number(0)
    call.fails_when(value < 0)
    return case((value >= 0, rounded_sql(func.sqrt(wide(func.abs(value))))))


def _exp(value: Decimal) -> Decimal:
    if value > _LARGEST_EXPONENT:
        raise failed("number_too_large", "A number becomes too large")
    return ZERO if value < -200 else _settled(CONTEXT.exp(value))


def _exp_postgres(call: SqlCall) -> Sql:
    value = call.number(0)
    call.fails_when(value > _LARGEST_EXPONENT)
    within = case((value.between(-200, _LARGEST_EXPONENT), value), else_=0)
    return case(
        (value > _LARGEST_EXPONENT, None),
        (value < -200, literal(ZERO, Numeric())),
        else_=rounded_sql(func.exp(wide(within))),
    )


def _logarithm(value: Decimal) -> Decimal:
    if value <= 0:
        raise failed("no_logarithm", "Only a number above zero has a logarithm")
    return value


def _log_postgres(call: SqlCall) -> Sql:
    value = call.number(0)
    take = func.ln if call.node.name == "LN" else func.log
    call.fails_when(value <= 0)
    return case((value > 0, rounded_sql(take(wide(case((value > 0, value), else_=1))))))


def _power_sql(compiler: SqlCompiler, node: Call) -> SqlValue:
    base, exponent = (compiler.operand(argument, number=True) for argument in node.arguments)
    return compiler.arithmetic.power(base, exponent)


def _sign(value: Decimal) -> Decimal:
    return Decimal((value > 0) - (value < 0))


FUNCTIONS = (
    Function("ABS", "number", (_NUMBER,), NUMBER, words("The number without its sign", "绝对值"),
             (Example("ABS(-2.5)", "2.5"),), python=CONTEXT.abs, postgres=lambda call: func.abs(call.number(0))),
    Function("ROUND", "number", (_NUMBER, _DIGITS), NUMBER,
             words("Rounded to so many digits, half away from zero", "按位数四舍五入"),
             (Example("ROUND(2.5)", "3"), Example("ROUND(-1.005, 2)", "-1.01"), Example("ROUND(1250, -2)", "1300")),
             python=_round, postgres=_round_postgres, sql=_round_sql),
    Function("ROUNDUP", "number", (_NUMBER, _DIGITS), NUMBER, words("Rounded away from zero", "向远离零的方向舍入"),
             (Example("ROUNDUP(1.21, 1)", "1.3"), Example("ROUNDUP(-1.21, 1)", "-1.3")),
             python=_round_up, postgres=_round_up_postgres),
    Function("ROUNDDOWN", "number", (_NUMBER, _DIGITS), NUMBER, words("Rounded toward zero", "向零的方向舍入"),
             (Example("ROUNDDOWN(1.29, 1)", "1.2"), Example("ROUNDDOWN(-1.29, 1)", "-1.2")),
             python=_round_down, postgres=_round_down_postgres),
    Function("FLOOR", "number", (_NUMBER,), NUMBER, words("The whole number toward zero", "向零取整"),
             (Example("FLOOR(2.5)", "2"), Example("FLOOR(-2.5)", "-2")),
             python=_round_down, postgres=lambda call: func.trunc(call.number(0))),
    Function("CEILING", "number", (_NUMBER,), NUMBER, words("The whole number away from zero", "向远离零的方向取整"),
             (Example("CEILING(2.1)", "3"), Example("CEILING(-2.5)", "-3")),
             python=_round_up, postgres=_ceiling_postgres),
    Function("MFLOOR", "number", (_NUMBER,), NUMBER, words("The next lower whole number", "向下取整"),
             (Example("MFLOOR(-2.5)", "-3"),), python=lambda value: rounded(value, 0, ROUND_FLOOR),
             postgres=lambda call: func.floor(call.number(0))),
    Function("MCEILING", "number", (_NUMBER,), NUMBER, words("The next higher whole number", "向上取整"),
             (Example("MCEILING(-2.5)", "-2"),), python=lambda value: rounded(value, 0, ROUND_CEILING),
             postgres=lambda call: func.ceil(call.number(0))),
    Function("TRUNC", "number", (_NUMBER, _DIGITS), NUMBER, words("Cut after so many digits", "截断到指定位数"),
             (Example("TRUNC(-2.78, 1)", "-2.7"),), python=_round_down, postgres=_round_down_postgres),
    Function("MOD", "number", (_NUMBER, Parameter("divisor", ("number",))), NUMBER,
             words("What is left of a division; it has the sign of the number", "余数，符号与被除数相同"),
             (Example("MOD(7, 3)", "1"), Example("MOD(-7, 3)", "-1")), can_fail=True,
             python=remainder, postgres=_mod_postgres),
    Function("MIN", "number", (Parameter("value", _ORDERED),), _shared, words("The least of the values", "最小值"),
             (Example("MIN(3, 1, 2)", "1"),), repeats=1, python=_least, postgres=_extreme_postgres, check=_check_same),
    Function("MAX", "number", (Parameter("value", _ORDERED),), _shared, words("The greatest of the values", "最大值"),
             (Example("MAX(3, 1, 2)", "3"),), repeats=1, python=_greatest, postgres=_extreme_postgres, check=_check_same),
    Function("SQRT", "number", (_NUMBER,), NUMBER, words("The square root", "平方根"),
             (Example("SQRT(16)", "4"),), can_fail=True, python=_sqrt, postgres=_sqrt_postgres),
    Function("EXP", "number", (_NUMBER,), NUMBER, words("e to the power of the number", "e 的幂"),
             (Example("EXP(0)", "1"),), can_fail=True, python=_exp, postgres=_exp_postgres),
    Function("LN", "number", (_NUMBER,), NUMBER, words("The natural logarithm", "自然对数"),
             (Example("LN(1)", "0"),), can_fail=True,
             python=lambda value: _settled(CONTEXT.ln(_logarithm(value))), postgres=_log_postgres),
    Function("LOG", "number", (_NUMBER,), NUMBER, words("The logarithm to the base of ten", "以 10 为底的对数"),
             (Example("LOG(1000)", "3"),), can_fail=True,
             python=lambda value: _settled(CONTEXT.log10(_logarithm(value))), postgres=_log_postgres),
    Function("POWER", "number", (_NUMBER, Parameter("exponent", ("number",))), NUMBER,
             words("The number to a power", "乘幂"), (Example("POWER(2, 10)", "1024"),), can_fail=True,
             python=power, sql=_power_sql),
    Function("SIGN", "number", (_NUMBER,), NUMBER, words("-1, 0 or 1: the sign of the number", "数字的符号：-1、0 或 1"),
             (Example("SIGN(-2.5)", "-1"),), python=_sign, postgres=lambda call: func.sign(call.number(0))),
)  # fmt: skip
