"""Packages from folders and archives; what could do harm is refused."""

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from metamodel import Invalid
from tests.web.packages import MANIFEST, package_files, write_package, zip_package
from web.template_packages import files, read_package
from web.template_packages.files import read_files


def test_a_folder_and_its_archive_are_the_same_package(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "small")
    archive = zip_package(tmp_path / "small.zip", package_files())
    inside = zip_package(tmp_path / "inside.zip", {f"small/{k}": v for k, v in package_files().items()})
    assert read_package(folder) == read_package(archive) == read_package(inside)
    assert read_package(folder).manifest.version == "1.2.0"
    assert set(read_package(folder).blueprint.objects) == {"company", "visit"}


@pytest.mark.parametrize(
    "path", ["../evil.json", "/etc/passwd", "objects/../../evil", "objects\\evil.json", "c:/evil.json"]
)
def test_paths_out_of_the_package_are_refused(tmp_path: Path, path: str) -> None:
    archive = zip_package(tmp_path / "evil.zip", {"template.json": b"{}", path: b"{}"})
    with pytest.raises(Invalid):
        read_files(archive)


def test_a_link_in_an_archive_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "link.zip", "w") as archive:
        entry = zipfile.ZipInfo("objects/deal.json")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, "/etc/passwd")
    with pytest.raises(Invalid, match="leads out"):
        read_files(tmp_path / "link.zip")


def test_a_link_out_of_a_folder_is_refused(tmp_path: Path) -> None:
    folder = write_package(tmp_path / "small")
    (folder / "data" / "secret.csv").symlink_to("/etc/passwd")
    with pytest.raises(Invalid, match="leads out"):
        read_files(folder)


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "LARGEST_FILE", 1_000_000)
    archive = zip_package(tmp_path / "bomb.zip", {"data/company.csv": b"0" * 20_000_000})
    assert archive.stat().st_size < 100_000
    with pytest.raises(Invalid, match="larger than a file may be"):
        read_files(archive)


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(files, "MOST_FILES", 3)
    with pytest.raises(Invalid, match="larger than a package may be"):
        read_files(zip_package(tmp_path / "many.zip", package_files()))


@pytest.mark.parametrize(
    "prepare",
    [
        lambda place: place.write_bytes(b"not a zip"),
        lambda place: place.write_bytes(b""),
        lambda place: place.write_bytes(b"PK\x05\x06" + b"\0" * 18),
        lambda place: None,
    ],
)
def test_what_is_no_package_is_refused(tmp_path: Path, prepare: Callable[[Path], object]) -> None:
    prepare(tmp_path / "wrong.zip")
    with pytest.raises(Invalid):
        read_package(tmp_path / "wrong.zip")


@pytest.mark.parametrize(
    ("changed", "path"),
    [
        ({"version": "1.2"}, "/template.json/version"),
        ({"id": "Small One"}, "/template.json/id"),
        ({"trellis": "newest"}, "/template.json/trellis"),
        ({"label": None}, "/template.json/label"),
        ({"surprise": 1}, "/template.json"),
    ],
)
def test_a_manifest_that_is_not_in_order_is_named(
    tmp_path: Path, changed: dict[str, object], path: str
) -> None:
    manifest = {k: v for k, v in (MANIFEST | changed).items() if v is not None}
    folder = write_package(tmp_path / "small", package_files(**{"template.json": manifest}))
    with pytest.raises(Invalid) as refused:
        read_package(folder)
    assert refused.value.issues[0].path.startswith(path.rpartition("/")[0])


def test_every_document_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    broken = package_files(**{"objects/company.json": "{", "roles/admin.json": "[]"})
    with pytest.raises(Invalid) as refused:
        read_package(write_package(tmp_path / "small", broken))
    assert {issue.path for issue in refused.value.issues} == {"/objects/company.json", "/roles/admin.json"}
