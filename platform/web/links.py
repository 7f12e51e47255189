"""Addresses by the name of their route: templates and handlers never write a path."""

from __future__ import annotations

import re
from urllib.parse import quote, urlencode

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

_PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")


class Links:
    """The addresses of an application's routes; ask only once all routers are in it."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self._paths: dict[str, str] = {}

    def url(self, route: str, **values: object) -> str:
        """The path of the route; values that are not part of it become the query, nothing is left out.

        Raises: KeyError.
        """
        path = self.paths()[route]
        inside = set(_PARAMETER.findall(path))
        filled = _PARAMETER.sub(lambda found: quote(str(values[found[1]]), safe=""), path)
        query = [(name, value) for name, value in values.items() if name not in inside and value is not None]
        return f"{filled}?{urlencode(query, doseq=True)}" if query else filled

    def known(self, route: str) -> bool:
        """Whether this application has the page: engines bring theirs one by one."""
        return route in self.paths()

    def paths(self) -> dict[str, str]:
        if not self._paths:
            for context in iter_route_contexts(self._app.routes):
                if context.name and context.path:
                    self._paths.setdefault(context.name, context.path)
        return self._paths
