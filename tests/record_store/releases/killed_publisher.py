"""A process that publishes and is killed in the middle: run by `test_killed_publishing`."""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, event

from record_store.releases import Releases
from record_store.store import Store
from tests.builders import a_database
from tests.record_store.releases.workshop import BUILDER, KINDS


def main(home: str, url: str, tenant: str, point: str) -> None:
    """`point` is the number of the statement that is never sent, or `commit`."""
    store = Store(a_database(Path(home), url or None))
    releases = Releases(store, KINDS)
    if point == "commit":
        event.listen(Engine, "commit", lambda connection: die())
    else:
        event.listen(Engine, "before_cursor_execute", die_at(int(point)))
    releases.publish(tenant, BUILDER, base=1)


def die_at(number: int) -> Any:
    """Count the statements from the first that changes something."""
    seen = [0]

    def count(connection: Any, cursor: Any, statement: str, *_: Any) -> None:
        if seen[0] or statement.startswith(("ALTER", "CREATE")):
            seen[0] += 1
        if seen[0] == number:
            die()

    return count


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


if __name__ == "__main__":
    main(*sys.argv[1:])
