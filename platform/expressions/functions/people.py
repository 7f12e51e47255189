"""The person who acts, and the people around."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import literal

from expressions.comparing import identity
from expressions.functions.function import Function, Parameter, words
from expressions.moment import Moment
from expressions.tree import Call
from expressions.value_types import BOOLEAN, record_of

if TYPE_CHECKING:
    from expressions.evaluation import Closure, PythonCompiler, Scope
    from expressions.sql.compiler import SqlCompiler
    from expressions.sql.value import SqlValue


def _has_role(moment: Moment, role: str) -> bool:
    return role in tuple(getattr(moment.user, "roles", ()))


def _in_team(moment: Moment, team: Any) -> bool:
    return identity(team) in tuple(getattr(moment.user, "teams", ()))


def _belongs_sql(compiler: SqlCompiler, node: Call) -> SqlValue:
    value = compiler.operand(node.arguments[0])
    group = "roles" if node.name == "HASROLE" else "teams"
    mine = list(getattr(compiler.moment.user, group, ()))
    return compiler.boolean(value.sql.in_(mine) if mine else literal(False), value)


def _manager_closure(compiler: PythonCompiler, node: Call) -> Closure:
    person = compiler.compile(node.arguments[0])

    def run(scope: Scope) -> str | None:
        found = person(scope)
        return (
            None
            if found is None
            else scope.ports.need_organisation("MANAGEROF").manager_of(str(identity(found)))
        )

    return run


FUNCTIONS = (
    Function("HASROLE", "people", (Parameter("role", ("text",)),), BOOLEAN,
             words("True when the person who acts has the role", "当前用户拥有该角色时为真"),
             needs="moment", python=_has_role, sql=_belongs_sql),
    Function("INTEAM", "people", (Parameter("team", ("text", "record")),), BOOLEAN,
             words("True when the person who acts is in the team", "当前用户属于该团队时为真"),
             needs="moment", python=_in_team, sql=_belongs_sql),
    Function("MANAGEROF", "people", (Parameter("user", ("record",)),), record_of("user"),
             words("The manager of a person; refused as long as there is no organisation chart",
                   "某人的上级；尚无组织架构时不可使用"), closure=_manager_closure, in_sql=False),
)  # fmt: skip
