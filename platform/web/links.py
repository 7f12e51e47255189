"""Addresses by the name of their route: templates and handlers never write a path."""

from __future__ import annotations

import re
from functools import lru_cache
from urllib.parse import quote, urlencode

from fastapi import FastAPI
from fastapi.routing import iter_route_contexts

_PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")


class Links:
    """The addresses of an application's routes; ask only once all routers are in it."""

    def __init__(self, app: FastAPI) -> None:
        self._app = app
        self._paths: dict[str, str] = {}
        self._formats: dict[str, tuple[str, frozenset[str]]] = {}

    def url(self, route: str, **values: object) -> str:
        """The path of the route; values that are not part of it become the query, nothing is left out.

        Raises: KeyError.
        """
        template, inside = self._prepared(route)
        filled = template.format_map({name: _quoted(str(values[name])) for name in inside})
        if len(values) == len(inside):
            return filled
        query = [(name, value) for name, value in values.items() if name not in inside and value is not None]
        return f"{filled}?{urlencode(query, doseq=True)}" if query else filled

    def _prepared(self, route: str) -> tuple[str, frozenset[str]]:
        """The route's path as a format, and the names in it."""
        known = self._formats.get(route)
        if known is None:
            path = self.paths()[route]
            known = _PARAMETER.sub(r"{\1}", path), frozenset(_PARAMETER.findall(path))
            self._formats[route] = known
        return known

    def known(self, route: str) -> bool:
        """Whether this application has the page: engines bring theirs one by one."""
        return route in self.paths()

    def paths(self) -> dict[str, str]:
        if not self._paths:
            for context in iter_route_contexts(self._app.routes):
                if context.name and context.path:
                    self._paths.setdefault(context.name, context.path)
        return self._paths


@lru_cache(4096)
def _quoted(value: str) -> str:
    return quote(value, safe="")
