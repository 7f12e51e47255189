"""A tenant's blueprint as a package that can be handed on."""

from __future__ import annotations

import tempfile
import zipfile
from pathlib import Path
from typing import Any

from metamodel.folder import dump_json, write_folder
from record_store.live import Live
from web.template_packages.checking import trellis_version
from web.template_packages.package import MANIFEST, read_manifest

EPOCH = (1980, 1, 1, 0, 0, 0)
"""The same blueprint gives the same archive, byte for byte."""


def pack_template(live: Live, place: Path, template_id: str, version: str) -> int:
    """Writes the live blueprint as a package, a zip when the name ends so, and says how many documents it has.

    Raises: Invalid, for an id or version that is none.
    """
    manifest = _manifest(live, template_id, version)
    read_manifest(manifest)
    if place.suffix.lower() != ".zip":
        _write(live, place, manifest)
    else:
        with tempfile.TemporaryDirectory() as folder:
            _write(live, Path(folder), manifest)
            _zip(Path(folder), place)
    return len(live.blueprint.documents)


def _manifest(live: Live, template_id: str, version: str) -> dict[str, Any]:
    return {
        "id": template_id,
        "version": version,
        "label": live.settings.label or template_id,
        "description": "",
        "depends": [],
        "trellis": f">={trellis_version()}",
        "changes": "",
    }


def _write(live: Live, folder: Path, manifest: dict[str, Any]) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / MANIFEST).write_bytes(dump_json(manifest))
    write_folder(live.blueprint, folder)


def _zip(folder: Path, place: Path) -> None:
    unfinished = place.with_name(f"{place.name}.part")
    with zipfile.ZipFile(unfinished, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in sorted(folder.rglob("*")):
            if file.is_file():
                entry = zipfile.ZipInfo(file.relative_to(folder).as_posix(), EPOCH)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, file.read_bytes())
    unfinished.replace(place)
