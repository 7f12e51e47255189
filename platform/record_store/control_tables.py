"""The tables of the control store: which tenants there are, who may sign in, who is signed in."""

from __future__ import annotations

from sqlalchemy import Column, Integer, MetaData, Table

from metamodel.storage import BOOLEAN, DATETIME, JSON, RECORD_ID, TEXT

CONTROL = MetaData()

TENANT = Table(
    "trellis_tenant",
    CONTROL,
    Column("name", TEXT, primary_key=True),
    Column("label", TEXT, nullable=False),
    Column("created_at", DATETIME, nullable=False),
    Column("state", TEXT, nullable=False),  # making, ready, removing
)

ACCOUNT = Table(
    "trellis_account",
    CONTROL,
    Column("id", RECORD_ID, primary_key=True),
    Column("email", TEXT, nullable=False, unique=True),
    Column("password_hash", TEXT, nullable=False),
    Column("created_at", DATETIME, nullable=False),
    Column("active", BOOLEAN, nullable=False),
    Column("preferences", JSON, nullable=False),
)

MEMBERSHIP = Table(
    "trellis_membership",
    CONTROL,
    Column("account_id", RECORD_ID, primary_key=True),
    Column("tenant", TEXT, primary_key=True, index=True),
)

SESSION = Table(
    "trellis_session",
    CONTROL,
    Column("token_hash", TEXT, primary_key=True),
    Column("account_id", RECORD_ID, nullable=False, index=True),
    Column("created_at", DATETIME, nullable=False),
    Column("seen_at", DATETIME, nullable=False),
    Column("expires_at", DATETIME, nullable=False),
    Column("agent", TEXT, nullable=False),
)

ATTEMPT = Table(
    "trellis_attempt",
    CONTROL,
    Column("key", TEXT, primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("until", DATETIME, nullable=False),
)
