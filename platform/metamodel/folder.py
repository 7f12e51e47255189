"""A blueprint as a folder: one file a document, in a stable order, so that git shows what changed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson

from metamodel.blueprint import Blueprint
from metamodel.documents import Document
from metamodel.errors import Invalid
from metamodel.issues import Issue

FOLDERS: Mapping[str, str] = {
    "app": "apps",
    "object": "objects",
    "view": "views",
    "form": "forms",
    "flow": "flows",
    "approval": "approvals",
    "report": "reports",
    "dashboard": "dashboards",
    "role": "roles",
}


def read_folder(folder: Path) -> Blueprint:
    """The blueprint whose documents lie in `folder`. Raises: Invalid, with every file that cannot be read."""
    documents: list[Document] = []
    issues: list[Issue] = []
    for kind, name in FOLDERS.items():
        for file in sorted((folder / name).glob("*.json")):
            try:
                documents.append(_read_document(file, kind))
            except Invalid as refused:
                issues += refused.issues
    if issues:
        raise Invalid(issues, "The folder holds files that cannot be read")
    return Blueprint.of(documents)


def write_folder(blueprint: Blueprint, folder: Path) -> None:
    """Write every document, and remove files of documents that are no longer there."""
    for kind, name in FOLDERS.items():
        place = folder / name
        wanted = {f"{doc.name}.json": doc for doc in blueprint.of_kind(kind)}
        for stale in place.glob("*.json"):
            if stale.name not in wanted:
                stale.unlink()
        for file_name, document in wanted.items():
            place.mkdir(parents=True, exist_ok=True)
            (place / file_name).write_bytes(dump_json(document.body))


def dump_json(body: Any) -> bytes:
    return orjson.dumps(body, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)


def _read_document(file: Path, kind: str) -> Document:
    place = f"/{file.parent.name}/{file.name}"
    try:
        body = orjson.loads(file.read_bytes())
    except (orjson.JSONDecodeError, OSError) as reason:
        raise Invalid(
            Issue("unreadable", place, "This is not JSON: {reason}", values={"reason": str(reason)})
        ) from None
    if not isinstance(body, dict) or body.get("kind") != kind or body.get("name") != file.stem:
        raise Invalid(
            Issue(
                "misplaced",
                place,
                "This file should hold the {kind} “{name}”",
                "Its kind must be that of the folder and its name that of the file",
                {"kind": kind, "name": file.stem},
            )
        )
    return Document.from_json(body)
