"""The contract of a function: what each one says about itself and what it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from expressions.value_types import Type
from metamodel import Label

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

    from expressions.checking import Checker
    from expressions.evaluation import Closure, PythonCompiler
    from expressions.sql.call import SqlCall
    from expressions.sql.compiler import SqlCompiler
    from expressions.sql.value import SqlValue
    from expressions.tree import Call

Needs = Literal["nothing", "zone", "moment"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One argument: its name in help texts and the kinds of value it takes (`any` takes all)."""

    name: str
    kinds: tuple[str, ...]
    optional: bool = False

    @property
    def sees_blanks(self) -> bool:
        """Whether a blank is handed to the function; otherwise a blank argument gives a blank result."""
        return self.kinds == ("any",)


@dataclass(frozen=True)
class Example:
    """A formula and what it gives, as `TEXT` would show it."""

    expression: str
    result: str


@dataclass(frozen=True)
class Function:
    """One function of the language.

    `python` takes values: blank texts come as "", other blanks never come (the result is blank then) unless the
    parameter takes any kind. `closure` replaces it where arguments are evaluated on demand. On SQLite, `python`
    runs inside the database unless `sqlite` or `sql` says it better; PostgreSQL needs `postgres` or `sql`.
    """

    name: str
    group: str
    parameters: tuple[Parameter, ...]
    returns: Type | Callable[[Sequence[Type]], Type]
    help: Label
    examples: tuple[Example, ...] = ()
    repeats: int = 0
    """How many of the last parameters may be given again and again."""
    needs: Needs = "nothing"
    """What `python` takes before its arguments: nothing, the zone, the moment."""
    whole: bool = False
    """Whether the number it gives has no fraction."""
    can_fail: bool = False
    """Whether `python` may raise EvaluationFailed."""
    python: Callable[..., Any] | None = None
    closure: Callable[[PythonCompiler, Call], Closure] | None = None
    check: Callable[[Checker, Call, Sequence[Type]], None] | None = None
    """Issues beyond number and kinds of the arguments."""
    sql: Callable[[SqlCompiler, Call], SqlValue] | None = None
    """The value in SQL on both databases, built by the compiler."""
    postgres: Callable[[SqlCall], ColumnElement[Any]] | None = None
    sqlite: Callable[[SqlCall], ColumnElement[Any]] | None = None
    in_sql: bool = True
    """False where the two databases could not agree with Python."""

    @property
    def fewest(self) -> int:
        return sum(not parameter.optional for parameter in self.parameters)

    @property
    def most(self) -> int | None:
        return None if self.repeats else len(self.parameters)

    def parameter(self, index: int) -> Parameter:
        """The parameter that the argument at `index` fills."""
        if index < len(self.parameters):
            return self.parameters[index]
        first = len(self.parameters) - self.repeats
        return self.parameters[first + (index - first) % self.repeats]

    @property
    def signature(self) -> str:
        """The function as help shows it: `LEFT(text, count)`."""
        names = [f"[{p.name}]" if p.optional else p.name for p in self.parameters]
        return f"{self.name}({', '.join([*names, '…'] if self.repeats else names)})"

    def result(self, types: Sequence[Type]) -> Type:
        return self.returns if isinstance(self.returns, Type) else self.returns(types)


def words(en: str, zh: str) -> Label:
    return Label({"en": en, "zh-CN": zh})
