"""The expression language by itself: reading a formula of ten parts and computing it; no database has a part in it.

What the database computes for formula fields (recomputing a table, a page with formula fields) is measured in
`measured()` beside reading and writing, for each database.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal

from benchmarks.measure import Measure, Target
from expressions import NUMBER, TEXT, Moment, VariablesEnvironment, check, compile_python, parse
from expressions.syntax import _parse

FORMULA = 'IF(stage = "won", amount * (1 - discount), 0)'
"""Ten parts: a call, a comparison, two operations, three names, three literals."""
ENVIRONMENT = VariablesEnvironment({"stage": TEXT, "amount": NUMBER, "discount": NUMBER})
VALUES: Mapping[str, object] = {"stage": "won", "amount": Decimal("1200.50"), "discount": Decimal("0.05")}
MOMENT = Moment(dt.datetime(2026, 1, 31, tzinfo=dt.UTC))


def expressing() -> Iterator[Measure]:
    compute = compile_python(check(parse(FORMULA), ENVIRONMENT), "zero")
    yield Measure("read and check a formula", read_anew, target=Target(1), times=20)
    yield Measure("check it again", lambda: check(parse(FORMULA), ENVIRONMENT), times=20)
    yield Measure("compute it", lambda: compute(VALUES, MOMENT), raw=by_hand, target=Target(0.02), times=200)


def read_anew() -> object:
    """As for a text that was never seen."""
    _parse.cache_clear()
    return check(parse(FORMULA), ENVIRONMENT)


def by_hand() -> object:
    """What a programmer would have written for this formula alone."""
    return VALUES["amount"] * (1 - VALUES["discount"]) if VALUES["stage"] == "won" else 0  # type: ignore[operator]
