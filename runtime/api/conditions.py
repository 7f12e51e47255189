"""Conditional requests: which version a change is meant for, and which one an answer shows."""

from __future__ import annotations

from fastapi import Request

from metamodel import Invalid, Issue


def etag(version: int) -> dict[str, str]:
    """The header that names the version of what is sent."""
    return {"ETag": f'"{version}"'}


def if_match(request: Request) -> int | None:
    """The version that `If-Match` names; nothing when any will do. Raises: Invalid."""
    text = request.headers.get("if-match", "").strip()
    if text in ("", "*"):
        return None
    version = text.removeprefix("W/").strip('"')
    if not version.isascii() or not version.isdecimal() or len(version) > 18:
        raise Invalid(Issue("bad_version", "", 'If-Match takes the version of the record, such as "3"'))
    return int(version)
