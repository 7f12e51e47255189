"""A backup is the whole tenant in one file, for either database."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from metamodel import Conflict, Invalid, NotFound
from record_store.database import Database
from record_store.file_storage import FileStorage
from record_store.files import add_file
from record_store.releases import Releases
from record_store.store import Store
from tests.builders import Clock, a_database, a_field, an_object
from tests.record_store.releases.test_search_and_history import found
from tests.record_store.releases.workshop import BUILDER, KINDS, Workshop, a_workshop
from tests.record_store.tenancy.conftest import PASSWORD, SYSTEM, Bureau

FIELDS = (
    "title", a_field("amount", "money", currency="CNY"), a_field("on", "date"), a_field("at", "datetime"),
    a_field("time", "time"), a_field("long", "duration"), a_field("tags", "tags"), a_field("done", "boolean"),
    a_field("others", "many_to_many", object="deal"), a_field("note", searchable=True), a_field("code"),
)  # fmt: skip


def a_used_workshop(database: Database) -> tuple[Workshop, str]:
    """A tenant with a record, a column in the trash and a changed draft."""
    workshop = a_workshop(database, an_object("deal", *FIELDS), an_object("gone"))
    other = workshop.create("deal", title="Other")
    deal = workshop.create(
        "deal", title="Lathe", amount="12.50", on="2024-01-31", at="2024-01-31T10:00:00Z", time="10:30:00.123",
        long=90, tags=["a", "b"], done=True, others=[other], note="urgent", code="C-1",
    )  # fmt: skip
    workshop.create("gone", name="x")
    workshop.remove("object", "gone")
    workshop.publish(an_object("deal", *FIELDS[:-1]))
    workshop.put(an_object("deal", *FIELDS[:-1], "draft"))
    return workshop, deal


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path, database: Database) -> Iterator[Database]:
    """Another installation, on either database; the same one where both are on PostgreSQL."""
    if request.param == database.dialect == "postgresql":
        yield database
        return
    url = None if request.param == "sqlite" else request.getfixturevalue("postgres_url")
    opened = a_database(tmp_path / "elsewhere", url)
    yield opened
    opened.close()


def test_a_backup_restored_elsewhere_is_the_same_tenant(
    database: Database, elsewhere: Database, tmp_path: Path
) -> None:
    workshop, deal = a_used_workshop(database)
    workshop.tenants.backup(workshop.tenant, tmp_path / "backup.zip")
    store = Store(elsewhere, clock=Clock())
    copy = Workshop(store, Releases(store, KINDS), type(workshop.tenants)(store, KINDS), "restored")
    copy.tenants.restore("restored", tmp_path / "backup.zip")
    assert copy.get("deal", deal) == workshop.get("deal", deal)
    assert copy.get("deal", deal)["amount"] == Decimal("12.50")
    assert copy.get("deal", deal)["long"] == dt.timedelta(seconds=90)
    assert copy.live().to_json() == workshop.live().to_json()
    assert copy.releases.draft("restored").changed == workshop.releases.draft(workshop.tenant).changed
    assert found(copy, "urgent") == [deal]
    copy.assert_tables_fit()
    copy.releases.discard("restored", BUILDER)
    copy.rollback(1)
    copy.assert_tables_fit()
    assert copy.get("deal", deal)["code"] == "C-1"


def test_a_clone_has_everything_but_keys_and_waiting_work(bureau: Bureau, database: Database) -> None:
    ann = bureau.member(bureau.tenant("acme"), "ann@example.com", "admin")
    key = bureau.keys.create("acme", SYSTEM, ann.id)
    with bureau.store.writing("acme", SYSTEM) as records:
        deal = records.create("deal", {"title": "Lathe"}).id
    bureau.tenants.clone("acme", "copy")
    with bureau.store.writing("copy", SYSTEM) as records:
        assert records.get("deal", deal).values["title"] == "Lathe"
        records.update("deal", deal, {"title": "Changed"})
    with bureau.store.reading("acme", SYSTEM) as records:
        assert records.get("deal", deal).values["title"] == "Lathe"
    assert bureau.keys.list("copy") == ()
    assert bureau.keys.find(key) == ("acme", ann)
    _, account = bureau.sessions.sign_in("ann@example.com", PASSWORD)
    assert bureau.accounts.tenants(account.id) == ("acme", "copy")


def test_people_sign_in_with_their_password_where_a_backup_is_restored(
    bureau: Bureau, tmp_path: Path
) -> None:
    bureau.member(bureau.tenant("acme"), "ann@example.com", "admin")
    bureau.tenants.backup("acme", tmp_path / "backup.zip")
    other = a_database(tmp_path / "other", None)
    elsewhere = Bureau(Store(other, clock=bureau.clock), bureau.clock)
    elsewhere.tenants.restore("acme", tmp_path / "backup.zip")
    _, account = elsewhere.sessions.sign_in("ann@example.com", PASSWORD)
    assert elsewhere.members.of_account("acme", account.id).roles == ("admin",)
    other.close()


def test_a_name_that_is_taken_is_not_restored_over(bureau: Bureau, tmp_path: Path) -> None:
    bureau.tenant("acme")
    bureau.tenants.backup("acme", tmp_path / "backup.zip")
    with pytest.raises(Conflict):
        bureau.tenants.restore("acme", tmp_path / "backup.zip")
    with pytest.raises(NotFound):
        bureau.tenants.backup("nobody", tmp_path / "none.zip")
    assert not (tmp_path / "none.zip").exists()


def broken(whole: bytes, name: str, content: bytes | None) -> bytes:
    """The backup with one of its members changed, or left out."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(whole)) as source, zipfile.ZipFile(result, "w") as target:
        for member in source.namelist():
            if member != name:
                target.writestr(member, source.read(member))
            elif content is not None:
                target.writestr(member, content)
    return result.getvalue()


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: b"",
        lambda whole: b"nonsense",
        lambda whole: whole[: len(whole) // 2],
        lambda whole: broken(whole, "manifest.json", None),
        lambda whole: broken(whole, "manifest.json", b"[]"),
        lambda whole: broken(whole, "tables/deal.jsonl", None),
        lambda whole: broken(whole, "tables/deal.jsonl", b'["half'),
        lambda whole: broken(whole, "tables/deal.jsonl", b"[1, 2]\n"),
        lambda whole: broken(whole, "tables/trellis_setting.jsonl", b'["release", "many"]\n'),
        lambda whole: broken(
            whole, "tables/trellis_document.jsonl", b"[null, null, null, null, null, null]\n"
        ),
    ],
)
def test_a_broken_backup_is_refused_and_leaves_nothing(bureau: Bureau, tmp_path: Path, damage: Any) -> None:
    bureau.tenant("acme")
    with bureau.store.writing("acme", SYSTEM) as records:
        records.create("deal", {"title": "Lathe"})
    file = tmp_path / "backup.zip"
    bureau.tenants.backup("acme", file)
    file.write_bytes(damage(file.read_bytes()))
    with pytest.raises(Invalid, match="not a whole backup"):
        bureau.tenants.restore("again", file)
    assert [tenant.name for tenant in bureau.tenants.list()] == ["acme"]
    assert bureau.tenants.create("again").name == "again"


def test_the_bytes_of_files_are_in_the_backup(bureau: Bureau, tmp_path: Path) -> None:
    here, there = FileStorage(str(tmp_path / "here")), FileStorage(str(tmp_path / "there"))
    bureau.tenant("acme")
    with bureau.store.writing("acme", SYSTEM) as records:
        add_file(records, here, "picture.png", "image/png", io.BytesIO(b"a picture"), 100)
    bureau.tenants.backup("acme", tmp_path / "backup.zip", here)
    bureau.tenants.restore("again", tmp_path / "backup.zip", there)
    with zipfile.ZipFile(tmp_path / "backup.zip") as archive:
        (file,) = (name for name in archive.namelist() if name.startswith("files/"))
    assert b"".join(there.read(file.removeprefix("files/"))) == b"a picture"
