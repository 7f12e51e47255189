"""Where the bytes of files are: kept by what they are, so the same file is stored once."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import BinaryIO
from uuid import uuid4

import fsspec
from fsspec import AbstractFileSystem

from metamodel import Invalid, Issue, not_found

PIECE = 1024 * 1024


class FileStorage:
    """A folder of any file system that `fsspec` knows: a local path, or `s3://bucket/folder` with its extra."""

    def __init__(self, url: str) -> None:
        self._files: AbstractFileSystem
        self._files, self._root = fsspec.url_to_fs(url)

    def put(self, content: BinaryIO, limit: int) -> tuple[str, int]:
        """Keep the bytes: their SHA-256 and their number. Raises: Invalid when there are more than `limit`."""
        digest, size = hashlib.sha256(), 0
        waiting = f"{self._root}/waiting/{uuid4().hex}"
        self._files.makedirs(f"{self._root}/waiting", exist_ok=True)
        try:
            with self._files.open(waiting, "wb") as file:
                while piece := content.read(PIECE):
                    size += len(piece)
                    if size > limit:
                        raise _too_large(limit)
                    digest.update(piece)
                    file.write(piece)
            self._keep(waiting, digest.hexdigest())
        finally:
            if self._files.exists(waiting):
                self._files.rm_file(waiting)
        return digest.hexdigest(), size

    def read(self, digest: str) -> Iterator[bytes]:
        """The bytes in pieces. Raises: NotFound, at once."""
        path = self._path(digest)
        if not self._files.exists(path):
            raise not_found("file", digest[:12])
        return self._pieces(path)

    def _pieces(self, path: str) -> Iterator[bytes]:
        with self._files.open(path, "rb") as file:
            while piece := file.read(PIECE):
                yield piece

    def _keep(self, waiting: str, digest: str) -> None:
        path = self._path(digest)
        if not self._files.exists(path):
            self._files.makedirs(path.rpartition("/")[0], exist_ok=True)
            self._files.mv(waiting, path)

    def _path(self, digest: str) -> str:
        return f"{self._root}/{digest[:2]}/{digest[2:4]}/{digest}"


def _too_large(limit: int) -> Invalid:
    values = {"limit": limit // (1024 * 1024)}
    return Invalid(
        Issue("too_large", "/file", "The file is larger than {limit} MB", "Make it smaller", values)
    )
