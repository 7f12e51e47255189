"""What can be wrong with an object beyond its schema: names that clash, line items that do not point back."""

from __future__ import annotations

from collections.abc import Iterable

from metamodel.blueprint import Blueprint
from metamodel.documents import Document
from metamodel.field import Field
from metamodel.issues import Issue
from metamodel.kinds.field_references import leads_somewhere
from metamodel.system_fields import SYSTEM_FIELD_NAMES

RESERVED_OBJECTS = ("user",)
"""Names that already mean something where an object is named: people are looked up as `user`."""

RESERVED_FIELDS = (
    *SYSTEM_FIELD_NAMES, "deleted_at",
    "and", "or", "not", "in", "true", "false", "null",
    "rowid", "oid", "tableoid", "ctid", "xmin", "xmax", "cmin", "cmax",
)  # fmt: skip
"""The columns that every record has, those that a database gives every table, and words of expressions."""

RESERVED_PREFIXES = ("trellis_", "sqlite_", "pg_")


def check_object_name(document: Document) -> Iterable[Issue]:
    name = document.name
    if name.startswith(RESERVED_PREFIXES) or "__" in name or name in RESERVED_OBJECTS:
        yield Issue("reserved", "/name", "“{name}” is a reserved name", "Choose another name", {"name": name})


def check_field_names(document: Document) -> Iterable[Issue]:
    """Names that occur twice or are taken by every object; `__` separates the columns of one field."""
    seen: dict[str, int] = {}
    for index, entry in enumerate(document.body["fields"]):
        name, place = entry["name"], f"/fields/{index}/name"
        if name in RESERVED_FIELDS or "__" in name:
            yield Issue(
                "reserved", place, "“{name}” is a reserved name", "Choose another name", {"name": name}
            )
        if name in seen:
            yield Issue(
                "duplicate",
                place,
                "There are two fields “{name}”",
                "Rename or remove one of them",
                {"name": name, "first": f"/fields/{seen[name]}"},
            )
        seen.setdefault(name, index)


def check_lines(field: Field, blueprint: Blueprint, place: str) -> Iterable[Issue]:
    """A lines field shows the records that point back through a lookup: that lookup must be one."""
    via = str(field.settings.get("via"))
    target = blueprint.objects.get(field.target or "")
    if field.type.kind != "lines" or target is None or via not in target.by_name:
        return
    lookup = target.by_name[via]
    if lookup.type.kind != "lookup":
        yield Issue(
            "not_a_lookup",
            f"{place}/via",
            "“{name}” of {object} is not a look-up",
            "Choose the look-up through which a line names its parent",
            {"name": lookup.label, "object": target.label},
        )


def check_result(field: Field, owner: str, blueprint: Blueprint, place: str) -> Iterable[Issue]:
    """A computed field must have a value of some type; a name that leads nowhere is told as a reference."""
    computed = field.computed
    if computed is None or field.type is not computed or list(computed.check(field)):
        return
    if all(leads_somewhere(blueprint, named.object, named.path) for named in computed.paths(field, owner)):
        yield Issue(
            "no_result",
            place,
            "{field} cannot be worked out of what it names",
            "Choose a look-up to one object, and a field of it that holds one value",
            {"field": field.label},
        )
