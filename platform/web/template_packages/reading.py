"""From files to a package: the manifest, the documents, the sample data."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from pathlib import Path

from metamodel import Blueprint, Invalid, Issue
from metamodel.folder import FOLDERS, read_folder
from web.json_bodies import parse_json
from web.template_packages.files import Files, read_files
from web.template_packages.package import MANIFEST, DataFile, TemplatePackage, read_manifest

DATA_FOLDER = "data"
DATA_FORMATS = ("csv", "json")


def read_package(place: Path) -> TemplatePackage:
    """The package in a folder or a zip archive. Raises: Invalid, with everything that cannot be read."""
    files = read_files(place)
    manifest = read_manifest(_manifest_body(files))
    return TemplatePackage(manifest, _blueprint_of(files), tuple(_data_files(files)))


def _manifest_body(files: Files) -> object:
    if MANIFEST not in files:
        raise Invalid(
            Issue("no_manifest", "", "There is no {file} in the package", values={"file": MANIFEST}),
            "This is not a template package",
        )
    try:
        return parse_json(files[MANIFEST])
    except Invalid as refused:
        raise Invalid([issue.under(f"/{MANIFEST}") for issue in refused.issues]) from None


def _blueprint_of(files: Files) -> Blueprint:
    with tempfile.TemporaryDirectory() as folder:
        for path, content in files.items():
            if path.partition("/")[0] in FOLDERS.values() and path.count("/") == 1:
                place = Path(folder, path)
                place.parent.mkdir(exist_ok=True)
                place.write_bytes(content)
        return read_folder(Path(folder))


def _data_files(files: Files) -> Iterator[DataFile]:
    for path, content in sorted(files.items()):
        folder, _, name = path.rpartition("/")
        stem, _, suffix = name.rpartition(".")
        if folder == DATA_FOLDER and suffix in DATA_FORMATS:
            yield DataFile(stem, suffix, content)
