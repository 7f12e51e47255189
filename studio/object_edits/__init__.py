"""Edits of an object document, as a builder makes them: each takes the body and gives the changed one."""

from studio.object_edits.fields import (
    Body,
    add_field,
    change_field,
    duplicate_field,
    field_of,
    free_name,
    put_field,
    remove_field,
    sort_fields,
)
from studio.object_edits.objects import list_view, navigated
from studio.object_edits.rules import put_rule, remove_rule, rule_of

__all__ = [
    "Body",
    "add_field",
    "change_field",
    "duplicate_field",
    "field_of",
    "free_name",
    "list_view",
    "navigated",
    "put_field",
    "put_rule",
    "remove_field",
    "remove_rule",
    "rule_of",
    "sort_fields",
]
