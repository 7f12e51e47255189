"""Files in records are those that were stored, as they were stored."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest

from metamodel import Invalid
from record_store.database import Database
from record_store.file_storage import FileStorage
from record_store.files import add_file
from tests.builders import Office, a_field, a_store, an_object

NOTE = an_object("note", "title", a_field("paper", "file", accept=["application/pdf"]))
NOWHERE = "00000000-0000-7000-8000-000000000000"


@pytest.fixture
def office(either: Database) -> Office:
    return a_store(either, NOTE)


def refused(office: Office, file: object) -> str:
    with pytest.raises(Invalid) as found, office.writing() as records:
        records.create("note", {"title": "Offer", "paper": file})
    return found.value.issues[0].code


def test_a_file_that_was_never_stored_is_refused(office: Office) -> None:
    assert (
        refused(office, {"id": NOWHERE, "name": "x.pdf", "size": 1, "type": "application/pdf"})
        == "unknown_file"
    )


def test_what_was_stored_counts_and_not_what_is_said_of_it(office: Office, tmp_path: Path) -> None:
    storage = FileStorage(str(tmp_path / "files"))
    with office.writing() as records:
        paper = add_file(records, storage, "offer.pdf", "application/pdf", BytesIO(b"%PDF-"), 100)
        script = add_file(records, storage, "run.html", "text/html", BytesIO(b"<script>"), 100)
        made = records.create(
            "note", {"title": "Offer", "paper": {"id": paper.id, "name": "other", "size": 9}}
        )
    assert made.values["paper"] == (paper,)
    assert refused(office, {"id": script.id, "name": "x.pdf", "type": "application/pdf"}) == "wrong_file_type"
