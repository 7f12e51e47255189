"""Builders of small template packages, as folders and as archives."""

import io
import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

COMPANY = {
    "kind": "object",
    "name": "company",
    "label": {"en": "Company", "zh-CN": "公司"},
    "title_field": "name",
    "fields": [
        {"name": "name", "type": "text", "required": True, "unique": True},
        {"name": "parent", "type": "lookup", "object": "company"},
        {"name": "revenue", "type": "money", "scale": 2, "currency": "CNY"},
    ],
}
VISIT = {
    "kind": "object",
    "name": "visit",
    "label": "Visit",
    "title_field": "subject",
    "fields": [
        {"name": "subject", "type": "text"},
        {"name": "company", "type": "lookup", "object": "company", "on_delete": "restrict"},
        {"name": "day", "type": "date"},
        {"name": "notes", "type": "long_text"},
    ],
}
ALL = dict.fromkeys(("create", "read", "update", "delete", "export"), "all")
ADMIN = {"kind": "role", "name": "admin", "label": "Administrator", "objects": {"*": ALL},
         "can": ["studio", "import", "users", "bulk", "api"]}  # fmt: skip
READER = {"kind": "role", "name": "reader", "label": "Reader", "objects": {"company": {"read": "all"}},
          "fields": {"company": {"revenue": "hidden"}}}  # fmt: skip
STRANGER = {"kind": "role", "name": "nobody", "label": "Nobody", "objects": {}}
MANIFEST = {"id": "small", "version": "1.2.0", "label": "Small", "trellis": ">=0.1"}


def package_files(**changes: Any) -> dict[str, bytes]:
    """The files of a package with two objects, three roles and sample data; `changes` replace or add files."""
    files: dict[str, Any] = {
        "template.json": MANIFEST,
        "objects/company.json": COMPANY,
        "objects/visit.json": VISIT,
        "roles/admin.json": ADMIN,
        "roles/reader.json": READER,
        "roles/nobody.json": STRANGER,
        "data/visit.csv": "subject,company,day\nFirst,Acme,today-3\nSecond,巨石,2026-01-31\n",
        "data/company.csv": "name,parent,revenue\nAcme,巨石,1234.50\n巨石,,\n",
    }
    return {path: _content(value) for path, value in (files | changes).items() if value is not None}


def write_package(folder: Path, files: Mapping[str, bytes] | None = None) -> Path:
    """A package folder with these files."""
    for path, content in (files or package_files()).items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(content)
    return folder


def zip_package(place: Path, files: Mapping[str, bytes]) -> Path:
    """An archive with these files, under exactly these names."""
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        for path, content in files.items():
            packed.writestr(path, content)
    place.write_bytes(archive.getvalue())
    return place


def _content(value: Any) -> bytes:
    if isinstance(value, bytes):
        return value
    return value.encode() if isinstance(value, str) else json.dumps(value).encode()
