"""A blueprint written to a folder comes back the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from metamodel import Blueprint, Invalid
from metamodel.folder import read_folder, write_folder
from tests.metamodel.builders import a_view, an_object


def test_what_is_written_is_read_back(tmp_path: Path) -> None:
    blueprint = Blueprint.of([an_object("deal", label={"en": "Deal", "zh-CN": "商机"}), a_view()])
    write_folder(blueprint, tmp_path)
    assert read_folder(tmp_path).to_json() == blueprint.to_json()


def test_files_of_removed_documents_go(tmp_path: Path) -> None:
    write_folder(Blueprint.of([an_object(), a_view()]), tmp_path)
    write_folder(Blueprint.of([an_object()]), tmp_path)
    assert [file.name for file in tmp_path.rglob("*.json")] == ["account.json"]


def test_every_unreadable_file_is_named(tmp_path: Path) -> None:
    write_folder(Blueprint.of([an_object("a"), an_object("b"), an_object("c")]), tmp_path)
    (tmp_path / "objects" / "a.json").write_text("{half")
    (tmp_path / "objects" / "b.json").write_text('{"kind": "view", "name": "b"}')
    with pytest.raises(Invalid) as refused:
        read_folder(tmp_path)
    assert [issue.path for issue in refused.value.issues] == ["/objects/a.json", "/objects/b.json"]
