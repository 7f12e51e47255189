"""The formula cases of the shared data give what they should on all three evaluators, in both modes of blanks."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select

from expressions import (
    Checked,
    VariablesEnvironment,
    check,
    compile_python,
    compile_sql,
    compile_sql_failure,
    parse,
    type_named,
)
from metamodel import Invalid
from tests.expressions.cases import LEFT_OUT, Case, agrees, read_cases
from tests.expressions.evaluators import FAILED, NOON, engine_for, row


def test_the_cases_are_right_in_python(shared_data: Path) -> None:
    assert wrong_cases(shared_data, python_value) == []


def test_the_cases_are_right_in_the_database(shared_data: Path, database_url: str | None) -> None:
    engine = engine_for(database_url)
    with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        assert wrong_cases(shared_data, lambda case: database_value(connection, case)) == []
    engine.dispose()


def test_each_left_out_row_has_its_reason() -> None:
    left_out = json.loads(LEFT_OUT.read_text(encoding="utf-8"))
    assert all(reason.endswith(".") for reason in left_out.values())
    assert len(left_out) <= 6, "more than one row in a hundred is left out"


def wrong_cases(folder: Path, evaluate: Any) -> list[str]:
    wrong = []
    for case in read_cases(folder):
        found = evaluate(case)
        if not agrees(found, case.expected):
            wrong.append(f"{case.id} ({case.blanks}): {case.formula} gave {found!r}, not {case.expected!r}")
    return wrong


def python_value(case: Case) -> Any:
    try:
        functions = {
            name: compile_python(checked(case, formula), case.blanks)
            for name, (_, formula) in case.derived.items()
        }

        def value(parts: tuple[str, ...]) -> Any:
            name = ".".join(parts)
            return functions[name](value, NOON) if name in functions else case.given[name].value

        return compile_python(checked(case, case.formula), case.blanks)(value, NOON)
    except Invalid:
        return FAILED


def database_value(connection: Connection, case: Case) -> Any:
    dialect = connection.dialect.name
    given = row(case.given, dialect)

    def columns(parts: tuple[str, ...]) -> Any:
        name = ".".join(parts)
        if name not in case.derived:
            return given(parts)
        tree = checked(case, case.derived[name][1])
        return compile_sql(tree, columns, case.blanks, NOON, dialect, as_condition=False)

    tree = checked(case, case.formula)
    value = compile_sql(tree, columns, case.blanks, NOON, dialect, as_condition=False)
    failure = compile_sql_failure(tree, columns, case.blanks, NOON, dialect)
    found, fails = connection.execute(select(value, failure)).one()
    return FAILED if fails else found


def checked(case: Case, formula: str) -> Checked:
    types = {name: type_named(each.kind) for name, each in case.given.items()}
    types |= {name: type_named(kind) for name, (kind, _) in case.derived.items()}
    return check(parse(formula), VariablesEnvironment(types))
