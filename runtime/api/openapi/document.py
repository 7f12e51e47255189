"""OpenAPI 3.1 of one tenant: the calls of the application, typed by the live blueprint."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from fastapi import FastAPI
from fastapi.routing import RouteContext, iter_route_contexts

from metamodel import Object
from record_store.access import Rights
from record_store.live import Live
from runtime.api.openapi.operations import OPERATIONS, Operation
from runtime.api.openapi.schemas import record_schemas

API = "/api/v1/{tenant}"
_PARAMETER = re.compile(r"\{(\w+)(?::\w+)?\}")
_ID = {"type": "string", "format": "uuid"}

COMMON: Mapping[str, Any] = {
    "Issue": {
        "type": "object",
        "properties": {name: {"type": "string"} for name in ("code", "path", "message", "hint", "severity")},
        "required": ["code", "path", "message"],
    },
    "Problem": {
        "type": "object",
        "properties": {
            "type": {"type": "string"},
            "title": {"type": "string"},
            "status": {"type": "integer"},
            "issues": {"type": "array", "items": {"$ref": "#/components/schemas/Issue"}},
        },
        "required": ["type", "title", "status", "issues"],
    },
    "HistoryEntry": {"type": "object"},
}


def openapi_document(app: FastAPI, live: Live, rights: Rights, server: str) -> dict[str, Any]:
    """The document for a person with these rights."""
    objects = rights.visible_objects()
    schemas = dict(COMMON)
    for described in objects:
        writable = rights.writable(described.name)
        schemas |= record_schemas(described, rights.readable(described.name), writable)
    return {
        "openapi": "3.1.0",
        "info": {"title": live.settings.label or live.tenant, "version": str(live.release)},
        "servers": [{"url": f"{server}/api/v1/{live.tenant}"}],
        "security": [{"key": []}],
        "paths": _paths(api_routes(app), objects),
        "components": {
            "schemas": schemas,
            "securitySchemes": {"key": {"type": "http", "scheme": "bearer"}},
            "responses": {"Problem": _refused()},
        },
    }


def api_routes(app: FastAPI) -> Iterator[RouteContext]:
    """The calls of the API, in their order."""
    return (route for route in iter_route_contexts(app.routes) if (route.path or "").startswith(API))


def _paths(routes: Iterable[RouteContext], objects: tuple[Object, ...]) -> dict[str, Any]:
    paths: dict[str, dict[str, Any]] = {}
    for route in routes:
        operation = OPERATIONS.get(route.name or "")
        path = _PARAMETER.sub(r"{\1}", (route.path or "").removeprefix(API))
        if operation is None:
            continue
        method = next(iter(sorted((route.methods or set()) - {"HEAD"}))).lower()
        if "/{object}" in path:
            for described in objects:
                typed = path.replace("{object}", described.name)
                paths.setdefault(typed, {})[method] = _operation(
                    route.name or "", operation, typed, described
                )
        else:
            paths.setdefault(path, {})[method] = _operation(route.name or "", operation, path, None)
    return paths


def _operation(name: str, operation: Operation, path: str, described: Object | None) -> dict[str, Any]:
    labels = {"label": described.label.text(), "labels": described.plural_label.text()} if described else {}
    made: dict[str, Any] = {
        "operationId": f"{name.removeprefix('api_')}{f'_{described.name}' if described else ''}",
        "summary": operation.summary.format(**labels) if described else operation.summary,
        "tags": [described.label.text() if described else path.split("/")[1]],
        "parameters": list(_parameters(operation, path)),
        "responses": {
            str(operation.status): {"description": "Done", "content": _content(operation.gives, described)},
            "default": {"$ref": "#/components/responses/Problem"},
        },
    }
    if operation.sends is not None:
        made["requestBody"] = {"required": True, "content": _content(operation.sends, described)}
    return made


def _parameters(operation: Operation, path: str) -> Iterator[dict[str, Any]]:
    for name in _PARAMETER.findall(path):
        schema: Mapping[str, Any] = _ID if name == "id" else {"type": "string"}
        yield {"name": name, "in": "path", "required": True, "schema": schema}
    for name, schema in (operation.query or {}).items():
        yield {"name": name, "in": "query", "schema": schema}
    if operation.if_match:
        yield {
            "name": "If-Match",
            "in": "header",
            "schema": {"type": "string"},
            "description": "The version meant",
        }


def _content(schema: Mapping[str, Any], described: Object | None) -> dict[str, Any]:
    return {"application/json": {"schema": _named(schema, described.name if described else "")}}


def _named(schema: Any, object_name: str) -> Any:
    """The schema with the object's name where it stands for any."""
    if isinstance(schema, Mapping):
        return {key: _named(inner, object_name) for key, inner in schema.items()}
    if isinstance(schema, list):
        return [_named(inner, object_name) for inner in schema]
    return schema.replace("{object}", object_name) if isinstance(schema, str) else schema


def _refused() -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/Problem"}
    return {"description": "Refused", "content": {"application/problem+json": {"schema": schema}}}
