"""The one expression language: grammar, parser, typed tree, functions, evaluation and compilation to SQL."""

from expressions.checking import Checked, check
from expressions.conditions import (
    Chip,
    ChipGroup,
    Written,
    from_chips,
    from_group,
    to_chips,
    to_group,
)
from expressions.description import Labels, describe
from expressions.environment import Environment, UnknownName, VariablesEnvironment
from expressions.evaluation import Blanks, Evaluate, Resolver, compile_python
from expressions.failures import EvaluationFailed, NotInSql
from expressions.functions.function import Function
from expressions.functions.registry import FUNCTIONS, GROUPS
from expressions.moment import Moment, Person
from expressions.ports import Organisation, Ports, RelatedRecords, no_organisation
from expressions.printing import print_expression, print_literal
from expressions.record_environment import field_type, record_environment
from expressions.record_labels import record_labels
from expressions.record_paths import RECORD, record_paths
from expressions.renaming import FieldRenaming, rename_in_text
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
    OPAQUE,
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
    "OPAQUE",
    "RECORD",
    "TEXT",
    "TIME",
    "Blanks",
    "Checked",
    "Chip",
    "ChipGroup",
    "Columns",
    "Environment",
    "Evaluate",
    "EvaluationFailed",
    "FieldRenaming",
    "Function",
    "Labels",
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
    "Written",
    "check",
    "compile_python",
    "compile_sql",
    "compile_sql_failure",
    "describe",
    "field_type",
    "from_chips",
    "from_group",
    "list_of",
    "no_organisation",
    "parse",
    "print_expression",
    "print_literal",
    "record_environment",
    "record_labels",
    "record_of",
    "record_paths",
    "register_sqlite_functions",
    "rename_in_text",
    "to_chips",
    "to_group",
    "type_named",
    "walk",
]
