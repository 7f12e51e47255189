"""The files of a package, from a folder or a zip archive that may come from anybody."""

from __future__ import annotations

import stat
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path, PurePosixPath

from metamodel import Invalid, Issue

MOST_FILES = 5_000
LARGEST_FILE = 64 * 1024 * 1024
LARGEST_PACKAGE = 256 * 1024 * 1024
CHUNK = 1024 * 1024

Files = Mapping[str, bytes]
"""Contents by path within the package, with forward slashes."""


def read_files(place: Path) -> Files:
    """The files of the package that lies at `place`.

    Raises: Invalid, for anything that is not a package, is too large, or wants to lie outside of its folder.
    """
    try:
        if place.is_dir():
            return dict(_bounded(_folder_files(place)))
        if place.is_file():
            with zipfile.ZipFile(place) as archive:
                return _without_top_folder(dict(_bounded(_archive_files(archive))))
    except zipfile.BadZipFile:
        raise _refused("“{name}” is not a zip archive", place.name) from None
    except (NotImplementedError, RuntimeError, EOFError):
        raise _refused("“{name}” is packed in a way that is not read here", place.name) from None
    except OSError as reason:
        raise _refused("“{name}” cannot be read: {reason}", place.name, reason=str(reason.strerror)) from None
    raise _refused("There is no folder or file “{name}”", str(place))


def _bounded(files: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    count = size = 0
    for path, content in files:
        count, size = count + 1, size + len(content)
        if count > MOST_FILES or size > LARGEST_PACKAGE:
            raise _refused("The package is larger than a package may be", path)
        yield path, content


def _folder_files(folder: Path) -> Iterator[tuple[str, bytes]]:
    root = folder.resolve()
    for file in sorted(folder.rglob("*")):
        if file.is_dir() or any(part.startswith(".") for part in file.relative_to(folder).parts):
            continue
        path = file.relative_to(folder).as_posix()
        if not file.resolve().is_relative_to(root) or not file.is_file():
            raise _refused("“{name}” leads out of the package", path)
        if file.stat().st_size > LARGEST_FILE:
            raise _refused("“{name}” is larger than a file may be", path)
        yield path, file.read_bytes()


def _archive_files(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    seen: set[str] = set()
    for entry in archive.infolist():
        if entry.is_dir():
            continue
        path = _checked_path(entry)
        if path in seen:
            raise _refused("“{name}” is in the archive twice", path)
        seen.add(path)
        if not path.startswith((".", "__MACOSX/")):
            yield path, _unpacked(archive, entry)


def _checked_path(entry: zipfile.ZipInfo) -> str:
    path = PurePosixPath(entry.filename)
    outside = path.is_absolute() or ".." in path.parts or "\\" in entry.orig_filename or ":" in entry.filename
    if outside or "\0" in entry.orig_filename or stat.S_ISLNK(entry.external_attr >> 16):
        raise _refused("“{name}” leads out of the package", entry.filename)
    return path.as_posix()


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    """The content, counted while it unpacks: what the archive says of its size may be a lie."""
    chunks, size = [], 0
    with archive.open(entry) as packed:
        while chunk := packed.read(CHUNK):
            size += len(chunk)
            if size > LARGEST_FILE:
                raise _refused("“{name}” is larger than a file may be", entry.filename)
            chunks.append(chunk)
    return b"".join(chunks)


def _without_top_folder(files: dict[str, bytes]) -> Files:
    """What people get who zip the folder instead of its files."""
    tops = {path.partition("/")[0] for path in files}
    if len(tops) != 1 or any("/" not in path for path in files):
        return files
    return {path.partition("/")[2]: content for path, content in files.items()}


def _refused(message: str, name: str, **values: str) -> Invalid:
    return Invalid(
        Issue("bad_package", "", message, values={"name": name, **values}),
        "The template package is not in order",
    )
