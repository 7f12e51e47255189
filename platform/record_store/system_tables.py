"""The tables that every tenant has beside those of its objects."""

from __future__ import annotations

from sqlalchemy import Column, Index, Integer, MetaData, PrimaryKeyConstraint, Table

from metamodel.storage import BOOLEAN, DATETIME, INTEGER, JSON, ORDERED_JSON, RECORD_ID, TEXT

SYSTEM = MetaData()


def _table(name: str, *items: Column | Index | PrimaryKeyConstraint) -> Table:  # type: ignore[type-arg]
    return Table(f"trellis_{name}", SYSTEM, *items)


SETTING = _table("setting", Column("key", TEXT, primary_key=True), Column("value", JSON, nullable=False))

RELEASE = _table(
    "release",
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("note", TEXT, nullable=False),
    Column("published_at", DATETIME, nullable=False),
    Column("published_by", RECORD_ID),
    Column("rolled_back_to", Integer),
)

DOCUMENT = _table(
    "document",
    Column("kind", TEXT, nullable=False),
    Column("name", TEXT, nullable=False),
    Column("since", Integer, nullable=False),  # the first release that has it so
    Column("until", Integer),  # the first one that has not; nothing: the live one has it
    Column("body", ORDERED_JSON, nullable=False),
    Column("version", Integer, nullable=False),
    PrimaryKeyConstraint("kind", "name", "since"),
)

DRAFT = _table(
    "draft",
    Column("kind", TEXT, nullable=False),
    Column("name", TEXT, nullable=False),
    Column("body", ORDERED_JSON),  # nothing: the draft removes the document
    Column("version", Integer, nullable=False),
    Column("changed_at", DATETIME, nullable=False),
    Column("changed_by", RECORD_ID),
    PrimaryKeyConstraint("kind", "name"),
)

COLUMN_TRASH = _table(
    "column_trash",
    Column("id", RECORD_ID, primary_key=True),
    Column("release", Integer, nullable=False),
    Column("object_id", TEXT, nullable=False),
    Column("field_id", TEXT),  # nothing: the whole table
    Column("table_name", TEXT, nullable=False),
    Column("columns", ORDERED_JSON, nullable=False),  # names in the trash, of columns and of join tables
    Column("objects", JSON, nullable=False),  # name → id of the objects that there were
    Column("body", ORDERED_JSON, nullable=False),  # the object's JSON as it was
    Column("kept", Integer, nullable=False),  # values kept aside because the new type could not hold them
    Column("trashed_at", DATETIME, nullable=False),
    Column("trashed_by", RECORD_ID),
)

HISTORY = _table(
    "history",
    Column("id", RECORD_ID, primary_key=True),
    Column("object", TEXT, nullable=False),
    Column("record_id", RECORD_ID, nullable=False),
    Column("version", Integer, nullable=False),
    Column("action", TEXT, nullable=False),
    Column("at", DATETIME, nullable=False),
    Column("by", RECORD_ID),
    Column("changes", JSON),  # field → [before, after]
    Index("trellis_history_record", "record_id", "version"),
)

COUNTER = _table(
    "counter",
    Column("object", TEXT, nullable=False),
    Column("field", TEXT, nullable=False),
    Column("period", TEXT, nullable=False),
    Column("value", INTEGER, nullable=False),
    PrimaryKeyConstraint("object", "field", "period"),
)

OUTBOX = _table(
    "outbox",
    Column("id", RECORD_ID, primary_key=True),
    Column("object", TEXT, nullable=False),
    Column("record_id", RECORD_ID, nullable=False),
    Column("action", TEXT, nullable=False),
    Column("changes", JSON, nullable=False),
    Column("release", Integer, nullable=False),
    Column("at", DATETIME, nullable=False),
    Column("by", RECORD_ID),
)

MEMBER = _table(
    "member",
    Column("id", RECORD_ID, primary_key=True),
    Column("account_id", RECORD_ID, unique=True),
    Column("email", TEXT, nullable=False, unique=True),
    Column("name", TEXT, nullable=False),
    Column("roles", JSON, nullable=False),
    Column("locale", TEXT, nullable=False),
    Column("zone", TEXT),  # nothing: the tenant's
    Column("active", BOOLEAN, nullable=False),
    Column("preferences", JSON, nullable=False),
    Column("created_at", DATETIME, nullable=False),
)

API_KEY = _table(
    "api_key",
    Column("id", RECORD_ID, primary_key=True),
    Column("member_id", RECORD_ID, nullable=False),
    Column("name", TEXT, nullable=False),
    Column("key_hash", TEXT, nullable=False, unique=True),
    Column("created_at", DATETIME, nullable=False),
    Column("used_at", DATETIME),
    Column("revoked_at", DATETIME),
)

LINE = _table(
    "line",
    Column("record", RECORD_ID, nullable=False),
    Column("field", TEXT, nullable=False),  # the id of the look-up that leads back to the record above it
    Column("position", Integer, nullable=False),
    PrimaryKeyConstraint("record", "field"),
)

FILE = _table(
    "file",
    Column("id", RECORD_ID, primary_key=True),
    Column("name", TEXT, nullable=False),
    Column("size", INTEGER, nullable=False),
    Column("type", TEXT, nullable=False),
    Column("digest", TEXT, nullable=False),
    Column("created_at", DATETIME, nullable=False),
    Column("created_by", RECORD_ID),
)

RUN = _table(
    "run",
    Column("id", RECORD_ID, primary_key=True),
    Column("flow", TEXT, nullable=False),
    Column("release", Integer, nullable=False),
    Column("object", TEXT),
    Column("record_id", RECORD_ID),
    Column("status", TEXT, nullable=False),
    Column("context", JSON, nullable=False),
    Column("issues", JSON),
    Column("started_at", DATETIME, nullable=False),
    Column("ended_at", DATETIME),
    Column("started_by", RECORD_ID),
    Index("trellis_run_flow", "flow", "started_at"),
)

RUN_STEP = _table(
    "run_step",
    Column("run_id", RECORD_ID, nullable=False),
    Column("position", Integer, nullable=False),
    Column("step", TEXT, nullable=False),
    Column("status", TEXT, nullable=False),
    Column("input", JSON),
    Column("output", JSON),
    Column("issues", JSON),
    Column("started_at", DATETIME, nullable=False),
    Column("ended_at", DATETIME),
    PrimaryKeyConstraint("run_id", "position"),
)

NOTIFICATION = _table(
    "notification",
    Column("id", RECORD_ID, primary_key=True),
    Column("member_id", RECORD_ID, nullable=False),
    Column("kind", TEXT, nullable=False),
    Column("title", TEXT, nullable=False),
    Column("body", TEXT, nullable=False),
    Column("object", TEXT),
    Column("record_id", RECORD_ID),
    Column("at", DATETIME, nullable=False),
    Column("read_at", DATETIME),
    Index("trellis_notification_member", "member_id", "at"),
)

FORM_DRAFT = _table(
    "form_draft",
    Column("member_id", RECORD_ID, nullable=False),
    Column("object", TEXT, nullable=False),
    Column("record_id", TEXT, nullable=False),  # empty: of a record that is not there yet
    Column("purpose", TEXT, nullable=False),
    Column("entries", JSON, nullable=False),  # what the form would post: [name, value], …
    Column("version", INTEGER),  # of the record when the form was drawn
    Column("saved_at", DATETIME, nullable=False),
    PrimaryKeyConstraint("member_id", "object", "record_id", "purpose"),
)

PERSONAL_VIEW = _table(
    "personal_view",
    Column("id", RECORD_ID, primary_key=True),
    Column("member_id", RECORD_ID, nullable=False),
    Column("object", TEXT, nullable=False),
    Column("body", ORDERED_JSON, nullable=False),
    Column("changed_at", DATETIME, nullable=False),
    Index("trellis_personal_view_object", "object"),
)

IMPORT = _table(
    "import",
    Column("id", RECORD_ID, primary_key=True),
    Column("object", TEXT, nullable=False),
    Column("file_name", TEXT, nullable=False),
    Column("settings", JSON, nullable=False),
    Column("status", TEXT, nullable=False),
    Column("outcome", JSON),
    Column("created_at", DATETIME, nullable=False),
    Column("created_by", RECORD_ID),
    Column("ended_at", DATETIME),
)

IMPORT_ROW = _table(
    "import_row",
    Column("import_id", RECORD_ID, nullable=False),
    Column("row", Integer, nullable=False),
    Column("action", TEXT, nullable=False),
    Column("record_id", RECORD_ID),
    Column("version", Integer),  # of the record after the import: the history tells what it was before
    Column("issues", JSON),
    PrimaryKeyConstraint("import_id", "row"),
)

AUDIT = _table(
    "audit",
    Column("id", RECORD_ID, primary_key=True),
    Column("at", DATETIME, nullable=False),
    Column("by", RECORD_ID),
    Column("event", TEXT, nullable=False),
    Column("details", JSON, nullable=False),
)
