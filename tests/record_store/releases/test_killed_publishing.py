"""Whoever is killed while publishing leaves the old release or the new one, whole."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from record_store.database import Database
from tests.builders import a_field, an_object
from tests.record_store.releases.workshop import Workshop, a_workshop

ROOT = Path(__file__).parents[3]


def publish_and_die(workshop: Workshop, home: Path, url: str | None, point: str) -> int:
    """How the other process ended."""
    module = "tests.record_store.releases.killed_publisher"
    path = os.pathsep.join([str(ROOT / "platform"), str(ROOT)])
    command = [sys.executable, "-m", module, str(home), url or "", workshop.tenant, point]
    return subprocess.run(command, env={**os.environ, "PYTHONPATH": path}, timeout=60, check=False).returncode


@pytest.mark.parametrize("point", ["1", "2", "4", "8", "16", "commit"])
def test_a_killed_publish_leaves_the_old_release_whole(
    database: Database, home: Path, database_url: str | None, point: str
) -> None:
    tags = a_field("tags", "many_to_many", object="deal")
    workshop = a_workshop(database, an_object("deal", "title", "note", a_field("amount")), an_object("old"))
    deal = workshop.create("deal", title="Lathe", note="urgent", amount="12")
    workshop.put(an_object("deal", "title", a_field("remark", id="note"), a_field("amount", "integer"), tags))
    workshop.put(an_object("new"))
    workshop.remove("object", "old")

    assert publish_and_die(workshop, home, database_url, point) == -signal.SIGKILL

    assert workshop.store.live(workshop.tenant).release == 1
    workshop.assert_tables_fit()
    assert workshop.get("deal", deal)["note"] == "urgent"
    assert set(workshop.releases.draft(workshop.tenant).changed) >= {("object", "deal"), ("object", "new")}
    assert workshop.publish() == 2
    workshop.assert_tables_fit()
    values = workshop.get("deal", deal)
    assert (values["remark"], values["amount"]) == ("urgent", 12)


def test_a_publisher_who_is_not_killed_leaves_the_new_release(
    database: Database, home: Path, database_url: str | None
) -> None:
    workshop = a_workshop(database, an_object("deal", "title"))
    workshop.put(an_object("deal", "title", "note"))
    assert publish_and_die(workshop, home, database_url, "1000") == 0
    assert workshop.store.live(workshop.tenant).release == 2
    workshop.assert_tables_fit()
