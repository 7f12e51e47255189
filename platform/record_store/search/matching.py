"""Finding: which records of an object a search means, as SQL."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import ColumnElement, any_, bindparam, cast, func, literal_column, select
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY

from metamodel.storage import TEXT
from record_store.search.slots import readable_slots
from record_store.search.tables import SEARCH, SEARCH_ENTRY
from record_store.search.tokens import is_prefix, searched

if TYPE_CHECKING:
    from record_store.reading.source import Source
    from record_store.records import Records

SEARCHED = "searched"
"""The bind parameter that holds what is looked for, as `search_words` gives it."""


def search_words(dialect: str, text: str) -> str:
    """What people typed, in the language of the database's text search; only tokens get in."""
    sought = searched(text)
    if dialect == "sqlite":
        return " AND ".join(_fts5(entry) for entry in sought) or '""'
    return " & ".join(_tsquery(entry) for entry in sought)


def matching(records: Records, source: Source) -> ColumnElement[bool]:
    """The records of the source that are found by fields that the person may see."""
    assert source.object is not None
    found = found_ids(records, source.object.name)
    identity = source.columns["id"]
    condition: ColumnElement[bool] = identity.in_(found)
    if records.dialect == "postgresql":  # it would rather walk all records in the list's order
        condition = identity == any_(func.array(found.scalar_subquery(), type_=ARRAY(identity.type)))
    return condition


def found_ids(records: Records, object_name: str) -> Any:
    """A select of the ids that are found in one object."""
    slots = readable_slots(records, object_name)
    sought = bindparam(SEARCHED, type_=TEXT)
    if records.dialect == "postgresql":
        matches = SEARCH.c.tokens.op("@@")(cast(sought, TSQUERY))
        return select(SEARCH.c.record_id).where(
            matches, SEARCH.c.object == object_name, SEARCH.c.field.in_(slots)
        )
    numbers: Any = (
        select(literal_column("rowid"))
        .select_from(_fts())
        .where(literal_column("tokens").op("MATCH")(sought))
    )
    entry = SEARCH_ENTRY.c
    return select(entry.record_id).where(
        entry.number.in_(numbers), entry.object == object_name, entry.field.in_(slots)
    )


def _fts() -> Any:
    from sqlalchemy import table

    return table("trellis_search")


def _fts5(sought: tuple[str, ...]) -> str:
    phrase = " ".join(sought)
    return f'"{phrase}"*' if is_prefix(sought) else f'"{phrase}"'


def _tsquery(sought: tuple[str, ...]) -> str:
    if is_prefix(sought):
        return f"'{sought[0]}':*"
    return "(" + " <-> ".join(f"'{token}'" for token in sought) + ")"
