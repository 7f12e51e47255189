"""The one expression language: grammar, parser, typed tree, functions, evaluation and compilation to SQL."""

from expressions.checking import Checked, check
from expressions.environment import Environment, UnknownName, VariablesEnvironment
from expressions.evaluation import Blanks, Evaluate, Resolver, compile_python
from expressions.failures import EvaluationFailed, NotInSql
from expressions.functions.function import Function
from expressions.functions.registry import FUNCTIONS, GROUPS
from expressions.moment import Moment, Person
from expressions.ports import Organisation, Ports, RelatedRecords
from expressions.printing import print_expression, print_literal
from expressions.record_environment import field_type, record_environment
from expressions.sql.compiler import Columns, compile_sql, compile_sql_failure
from expressions.sql.sqlite_functions import register_sqlite_functions
from expressions.syntax import parse
from expressions.tree import Node, walk
from expressions.value_types import (
    ANY,
    BLANK,
    BOOLEAN,
    DATE,
    DATETIME,
    NUMBER,
    TEXT,
    TIME,
    Type,
    list_of,
    record_of,
    type_named,
)

__all__ = [
    "ANY",
    "BLANK",
    "BOOLEAN",
    "DATE",
    "DATETIME",
    "FUNCTIONS",
    "GROUPS",
    "NUMBER",
    "TEXT",
    "TIME",
    "Blanks",
    "Checked",
    "Columns",
    "Environment",
    "Evaluate",
    "EvaluationFailed",
    "Function",
    "Moment",
    "Node",
    "NotInSql",
    "Organisation",
    "Person",
    "Ports",
    "RelatedRecords",
    "Resolver",
    "Type",
    "UnknownName",
    "VariablesEnvironment",
    "check",
    "compile_python",
    "compile_sql",
    "compile_sql_failure",
    "field_type",
    "list_of",
    "parse",
    "print_expression",
    "print_literal",
    "record_environment",
    "record_of",
    "register_sqlite_functions",
    "type_named",
    "walk",
]
