"""Files, images and signatures."""

from __future__ import annotations

from typing import Any

import pytest

from metamodel import FileRef
from tests.fields import a_field
from tests.metamodel.field_types.reading import read, refusal

PDF = {"id": "f1", "name": "offer.pdf", "size": 1000, "type": "application/pdf", "url": "/files/f1"}
PNG = {"id": "f2", "name": "me.png", "size": 1000, "type": "image/png"}
MB = 1024 * 1024


def test_a_file_is_read_by_id_or_as_it_was_sent() -> None:
    assert read("file", "f1") == (FileRef("f1"),)
    assert read("file", PDF) == (FileRef("f1", "offer.pdf", 1000, "application/pdf"),)


def test_json_is_one_file_or_a_list() -> None:
    one, many = a_field("file"), a_field("file", multiple=True)
    value = (FileRef("f1", "offer.pdf", 1000, "application/pdf"),)
    sent = {key: part for key, part in PDF.items() if key != "url"}
    assert one.type.to_json(one, value) == sent
    assert many.type.to_json(many, value) == [sent]


REFUSED: list[tuple[str, Any, dict[str, Any], str]] = [
    ("file", ["f1", "f2"], {}, "too_many"),
    ("file", {"name": "x"}, {}, "not_a_file"),
    ("file", "../../etc/passwd", {}, "not_a_file"),
    ("file", 5, {}, "not_a_file"),
    ("file", {**PDF, "size": 26 * MB}, {}, "file_too_large"),
    ("file", PDF, {"accept": ["image/*"]}, "wrong_file_type"),
    ("image", PDF, {}, "wrong_file_type"),
    ("image", {**PNG, "type": "image/svg+xml"}, {}, "wrong_file_type"),
    ("signature", {**PNG, "size": 2 * MB}, {}, "file_too_large"),
    ("signature", {**PNG, "type": "image/jpeg"}, {}, "wrong_file_type"),
]


@pytest.mark.parametrize(("kind", "raw", "settings", "code"), REFUSED)
def test_a_file_that_does_not_fit_is_refused(
    kind: str, raw: Any, settings: dict[str, Any], code: str
) -> None:
    assert refusal(kind, raw, **settings).code == code


def test_accepted_types_may_be_families() -> None:
    assert read("file", PNG, accept=["application/pdf", "image/*"])[0].name == "me.png"


def test_a_file_once_is_once() -> None:
    assert read("file", ["f1", "f2", "f1"], multiple=True) == (FileRef("f1"), FileRef("f2"))
