"""A template package: a CRM as data that can be handed on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from packaging.specifiers import InvalidSpecifier, SpecifierSet
from packaging.version import Version

from metamodel import Blueprint, Invalid, Issue, Label
from metamodel.labels import LABEL_SCHEMA
from metamodel.shape import shape_issues

MANIFEST = "template.json"
_SEMVER = r"^(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})(-[0-9A-Za-z.-]{1,40})?$"
_WORDS = {"type": ["string", "object"], "additionalProperties": {"type": "string", "maxLength": 4000}}
SCHEMA: Mapping[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "properties": {
        "id": {"type": "string", "pattern": "^[a-z][a-z0-9_-]{0,62}$"},
        "version": {"type": "string", "pattern": _SEMVER},
        "label": LABEL_SCHEMA,
        "description": _WORDS,
        "depends": {"type": "array", "items": {"type": "string", "pattern": "^[a-z][a-z0-9_-]{0,62}$"}},
        "trellis": {"type": "string"},
        "changes": _WORDS,
    },
    "required": ["id", "version", "label"],
    "additionalProperties": False,
}


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a package says about itself, in `template.json`."""

    id: str
    version: str
    label: Label
    description: Label
    depends: tuple[str, ...]
    trellis: str
    changes: Label

    def fits(self, trellis_version: str) -> bool:
        """Whether it may be installed in this version of Trellis."""
        return SpecifierSet(self.trellis).contains(Version(trellis_version), prereleases=True)


@dataclass(frozen=True, slots=True)
class DataFile:
    """Sample records of one object; `format` is csv or json."""

    object: str
    format: str
    content: bytes

    @property
    def path(self) -> str:
        return f"/data/{self.object}.{self.format}"


@dataclass(frozen=True, slots=True)
class TemplatePackage:
    """A manifest, a blueprint and sample data."""

    manifest: Manifest
    blueprint: Blueprint
    data: tuple[DataFile, ...]


def read_manifest(body: Any) -> Manifest:
    """The manifest that `body`, the JSON of `template.json`, is. Raises: Invalid."""
    wrong = list(shape_issues(SCHEMA, body))
    if not wrong:
        wrong = _range_issues(body.get("trellis", ""))
    if wrong:
        raise Invalid(
            [issue.under(f"/{MANIFEST}") for issue in wrong], "The template package is not in order"
        )
    return Manifest(
        body["id"],
        body["version"],
        Label.of(body["label"]),
        Label.of(body.get("description")),
        tuple(body.get("depends", ())),
        body.get("trellis", ""),
        Label.of(body.get("changes")),
    )


def _range_issues(wanted: str) -> list[Issue]:
    try:
        SpecifierSet(wanted)
    except InvalidSpecifier:
        values = {"range": wanted}
        return [
            Issue("bad_range", "/trellis", "“{range}” is not a range of versions", "Write >=0.1,<1", values)
        ]
    return []
