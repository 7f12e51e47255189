"""Static files under one address per release of them, cached for ever."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from pathlib import Path

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route

from ui_kit.stylesheet import STYLESHEET, read_stylesheet

FOREVER = "public, max-age=31536000, immutable"
SHORT = "public, max-age=60"


class Assets:
    """The `static/` folders of several packages, each under its own prefix.

    The digest of all files stands in the path, not in a query, so that modules and style sheets
    find each other by relative addresses and are still cached for ever.
    """

    def __init__(self, folders: Mapping[str, Path], mount: str = "/assets") -> None:
        self.folders = {prefix: folder.resolve() for prefix, folder in folders.items()}
        self.mount = mount
        self.digest = self._digest()

    def url(self, path: str) -> str:
        """The address of an asset, such as `ui_kit/js/main.js`."""
        return f"{self.mount}/{self.digest}/{path}"

    def route(self) -> Mount:
        """The route that serves them; mount it once."""
        return Mount(self.mount, routes=[Route("/{digest}/{path:path}", self.serve)], name="assets")

    def serve(self, request: Request) -> Response:
        """One file, or 404; an address of another release is served too, but not kept."""
        caching = {"Cache-Control": FOREVER if request.path_params["digest"] == self.digest else SHORT}
        path = request.path_params["path"]
        if path == STYLESHEET:
            return Response(read_stylesheet(), media_type="text/css", headers=caching)
        file = self.file(path)
        if file is None:
            raise HTTPException(404)
        return FileResponse(file, headers=caching)

    def file(self, path: str) -> Path | None:
        """The file behind an asset path; nothing outside the folders is ever found."""
        prefix, _, rest = path.partition("/")
        folder = self.folders.get(prefix)
        if folder is None or "\0" in rest:
            return None
        file = (folder / rest).resolve()
        return file if file.is_relative_to(folder) and file.is_file() else None

    def _digest(self) -> str:
        digest = hashlib.sha256()
        for prefix, folder in sorted(self.folders.items()):
            for file in sorted(folder.rglob("*")):
                if file.is_file():
                    digest.update(f"{prefix}/{file.relative_to(folder)}\0".encode())
                    digest.update(file.read_bytes())
        return digest.hexdigest()[:12]
