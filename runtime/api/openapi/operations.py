"""What the reference says of each call: its words, what it takes and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from metamodel.shape import MAX_ISSUES
from record_store.batch import MAX_BATCH
from record_store.queries import MAX_PAGE
from web.kinds import KINDS

Schema = Mapping[str, Any]
OBJECT: Schema = {"type": "object"}
TEXT: Schema = {"type": "string"}


def ref(name: str) -> Schema:
    """A schema of the document's components; `{object}` in the name stands for the object of the path."""
    return {"$ref": f"#/components/schemas/{name}"}


def listed(schema: Schema, **more: Schema) -> Schema:
    """The shape of an answer that holds a list."""
    properties = {"data": {"type": "array", "items": schema}, **more}
    return {"type": "object", "properties": properties, "required": list(properties)}


def shape(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties}


@dataclass(frozen=True, slots=True)
class Operation:
    """One call; `query` are its parameters by name, `sends` and `gives` JSON Schemas."""

    summary: str
    gives: Schema
    sends: Schema | None = None
    query: Mapping[str, Schema] | None = None
    status: int = 200
    if_match: bool = False


_ISSUES: Schema = {"type": "array", "maxItems": MAX_ISSUES * 100, "items": ref("Issue")}
_LIMIT: Schema = {"type": "integer", "minimum": 1, "maximum": MAX_PAGE, "default": 50}
_LIST_QUERY: Mapping[str, Schema] = {
    "filter": {
        **TEXT,
        "description": "A condition in the expression language",
        "examples": ["amount > 1000"],
    },
    "view": {**TEXT, "description": "A view whose filter and order count"},
    "q": {**TEXT, "description": "Words to look for"},
    "sort": {**TEXT, "description": "Fields, the greatest first with -", "examples": ["-created_at"]},
    "fields": {**TEXT, "description": "Fields and paths through look-ups", "examples": ["id,owner.email"]},
    "limit": _LIMIT,
    "cursor": {**TEXT, "description": "`next` of the page before"},
    "count": {"type": "boolean", "default": False, "description": "Whether to give the total"},
}
_DOCUMENT = {"type": "object", "properties": {"kind": {"enum": [kind.name for kind in KINDS]}, "name": TEXT}}
_ENTRY = shape(kind=TEXT, name=TEXT, version={"type": "integer"}, changed_at=TEXT)
_BATCH = {"type": "object", "minProperties": 1, "description": f"At most {MAX_BATCH} records, all or nothing"}

_IMPORT = shape(id=TEXT, status=TEXT, outcome=OBJECT, rows={"type": "array", "items": OBJECT})
_UPLOAD = shape(file={**TEXT, "format": "binary"}, object=TEXT, mapping=TEXT, mode=TEXT, match=TEXT)
_EXPRESSION = shape(
    expression=TEXT, object=TEXT, record=TEXT, variables=OBJECT, blanks={"enum": ["zero", "blank"]}, now=TEXT
)
_FIGURES = shape(columns={"type": "array"}, rows={"type": "array"}, totals={"type": "array"}, drill=TEXT)

OPERATIONS: Mapping[str, Operation] = {
    "api_me": Operation(
        "The person whose key this is", shape(id=TEXT, email=TEXT, roles={"type": "array"}, locale=TEXT)
    ),
    "api_blueprint": Operation(
        "The live blueprint",
        shape(release={"type": "integer"}, documents={"type": "array", "items": _DOCUMENT}),
    ),
    "api_blueprint_schema": Operation("JSON Schema of every kind of document", OBJECT),
    "api_draft": Operation(
        "The draft",
        shape(release={"type": "integer"}, documents={"type": "array"}, changed={"type": "array"}),
    ),
    "api_draft_put": Operation("Write one document into the draft", _ENTRY, sends=_DOCUMENT, if_match=True),
    "api_draft_delete": Operation("Remove one document from the draft", _ENTRY, if_match=True),
    "api_draft_check": Operation("What is wrong with the draft", shape(issues=_ISSUES)),
    "api_draft_plan": Operation(
        "What publishing would change, touch and do",
        shape(
            changes={"type": "array"}, impact={"type": "array"}, operations={"type": "array"}, issues=_ISSUES
        ),
    ),
    "api_releases": Operation("The releases, newest first", listed(OBJECT)),
    "api_publish": Operation(
        "Publish the draft", shape(release={"type": "integer"}), sends=shape(note=TEXT), status=201
    ),
    "api_rollback": Operation(
        "Make an earlier release live again", shape(release={"type": "integer"}), status=201
    ),
    "api_records": Operation(
        "List {labels}",
        listed(ref("{object}"), next={"type": ["string", "null"]}),
        query=_LIST_QUERY,
    ),
    "api_record_create": Operation("Make a {label}", ref("{object}"), sends=ref("{object}.new"), status=201),
    "api_record": Operation("Read a {label}", ref("{object}"), query={"fields": _LIST_QUERY["fields"]}),
    "api_record_update": Operation(
        "Change a {label}", ref("{object}"), sends=ref("{object}.change"), if_match=True
    ),
    "api_record_delete": Operation("Send a {label} to the trash", shape(id=TEXT), if_match=True),
    "api_record_restore": Operation("Take a {label} out of the trash", ref("{object}")),
    "api_record_history": Operation("Every change of a {label}", listed(ref("HistoryEntry"))),
    "api_batch": Operation(
        "Change many {labels} at once",
        shape(
            created={"type": "integer"},
            updated={"type": "integer"},
            deleted={"type": "integer"},
            ids={"type": "array"},
        ),
        sends={
            **_BATCH,
            "properties": {
                "create": {"type": "array", "items": ref("{object}.new")},
                "update": {"type": "array", "items": ref("{object}.change")},
                "upsert": shape(match=TEXT, records={"type": "array", "items": ref("{object}.new")}),
                "delete": {"type": "array", "items": {"type": "string", "format": "uuid"}},
            },
        },
    ),
    "api_trash": Operation("What lies in the trash", listed(OBJECT), query={"object": TEXT}),
    "api_search": Operation(
        "Search all objects",
        listed(shape(object=TEXT, id=TEXT, label=TEXT, excerpt=TEXT)),
        query={
            "q": {**TEXT, "maxLength": 500},
            "objects": TEXT,
            "limit": {**_LIMIT, "maximum": 100, "default": 20},
        },
    ),
    "api_import_rehearse": Operation(
        "Say exactly what bringing a file in would do", _IMPORT, _UPLOAD, status=201
    ),
    "api_import": Operation("How far an import is", _IMPORT),
    "api_import_commit": Operation("Bring in what was rehearsed", _IMPORT),
    "api_import_revert": Operation("Undo an import", _IMPORT),
    "api_export": Operation(
        "{labels} as a file",
        {**TEXT, "format": "binary"},
        query={**_LIST_QUERY, "format": {"enum": ["csv", "xlsx"], "default": "csv"}},
    ),
    "api_expression_check": Operation("What is wrong with an expression", shape(issues=_ISSUES), _EXPRESSION),
    "api_expression_evaluate": Operation(
        "The value of an expression", shape(type=TEXT, value={}), _EXPRESSION
    ),
    "api_report_query": Operation("The figures of a report that is sent", _FIGURES, OBJECT),
    "api_report_data": Operation("The figures of a report", _FIGURES),
    "api_dashboard_data": Operation(
        "The figures of a dashboard", shape(tiles={"type": "array", "items": OBJECT})
    ),
    "api_runs": Operation(
        "The newest runs of flows", listed(OBJECT), query=dict.fromkeys(("flow", "status", "record"), TEXT)
    ),
    "api_run": Operation("One run, step by step", OBJECT),
    "api_openapi": Operation("This document", OBJECT),
}
"""By the name of the route. A call that is not here is missing from the reference; a test names it."""
