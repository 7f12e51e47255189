"""What is sent to write records: one record's values, or a batch of many."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from metamodel import Invalid, Issue
from metamodel.shape import shape_issues
from record_store.batch import MAX_BATCH, Batch, Upsert

_RECORDS = {"type": "array", "items": {"type": "object"}}
BATCH_SCHEMA: Mapping[str, Any] = {
    "type": "object",
    "properties": {
        "create": _RECORDS,
        "update": {"type": "array", "items": {"type": "object", "required": ["id"]}},
        "upsert": {
            "type": "object",
            "properties": {"match": {"type": "string"}, "records": _RECORDS},
            "required": ["match", "records"],
            "additionalProperties": False,
        },
        "delete": {"type": "array", "items": {"type": "string"}},
    },
    "minProperties": 1,
    "additionalProperties": False,
}


def read_values(body: Any) -> Mapping[str, Any]:
    """The values of one record. Raises: Invalid."""
    if not isinstance(body, dict):
        raise Invalid(Issue("wrong_type", "", "Send a JSON object with the values by the name of the field"))
    return body


def read_batch(body: Any) -> Batch:
    """The batch that is sent. Raises: Invalid."""
    if not isinstance(body, dict):
        raise Invalid(Issue("wrong_type", "", "Send a JSON object with create, update, upsert or delete"))
    _refuse_many(body)
    if wrong := shape_issues(BATCH_SCHEMA, body):
        raise Invalid(wrong)
    upsert = body.get("upsert")
    return Batch(
        create=body.get("create", ()),
        update=body.get("update", ()),
        upsert=Upsert(upsert["match"], upsert["records"]) if upsert else None,
        delete=body.get("delete", ()),
    )


def _refuse_many(body: Mapping[str, Any]) -> None:
    upsert = body.get("upsert")
    lists = [body.get("create"), body.get("update"), body.get("delete")]
    lists.append(upsert.get("records") if isinstance(upsert, dict) else None)
    if sum(len(entries) for entries in lists if isinstance(entries, list)) > MAX_BATCH:
        raise Invalid(
            Issue("too_many", "", "A batch takes at most {most} records", "Send several", {"most": MAX_BATCH})
        )
