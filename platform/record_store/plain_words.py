"""What a database refuses, said without a database's words."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import exc
from sqlalchemy.exc import DBAPIError, OperationalError, ProgrammingError

from metamodel import Invalid, Issue, Unavailable

log = logging.getLogger(__name__)


class StoreBusy(Unavailable):
    """Somebody else holds what this needs, or all connections are taken."""


class StoreChanged(Unavailable):
    """A release was published while this ran: its tables are not as they were."""


@contextmanager
def plain_words() -> Iterator[None]:
    """Whatever the database raises inside leaves as Unavailable; its own words go to the log."""
    try:
        yield
    except exc.TimeoutError as reason:
        raise _busy() from reason
    except (exc.DataError, UnicodeEncodeError) as reason:
        raise Invalid(
            Issue("bad_value", "", "A value that was sent cannot be kept", "Leave out unusual characters")
        ) from reason
    except DBAPIError as reason:
        if is_locked(reason):
            raise _busy() from reason
        if is_about_structure(reason):
            raise StoreChanged(
                Issue("changed_meanwhile", "", "The CRM was changed just now", "Try it once more")
            ) from reason
        log.exception("the database refused a statement")
        raise Unavailable(
            Issue("store_unavailable", "", "The data cannot be reached right now", "Try again in a moment")
        ) from reason


def is_locked(reason: DBAPIError) -> bool:
    """Whether the statement waited for a lock in vain."""
    if sql_state(reason) in {"55P03", "40P01", "40001"}:
        return True
    return isinstance(reason, OperationalError) and "locked" in str(reason.orig)


def is_about_structure(reason: DBAPIError) -> bool:
    """Whether a table or a column was not there."""
    if sql_state(reason) in {"42P01", "42703", "3F000"}:
        return True
    words = str(reason.orig)
    return isinstance(reason, OperationalError | ProgrammingError) and (
        "no such table" in words or "no such column" in words
    )


def sql_state(reason: DBAPIError) -> str | None:
    return getattr(reason.orig, "sqlstate", None)


def _busy() -> StoreBusy:
    return StoreBusy(
        Issue("busy", "", "Other work is going on in this CRM right now", "Try again in a moment")
    )
