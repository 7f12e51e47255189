"""Bytes of a text file as text: UTF-8 with and without a mark, UTF-16 with one, GB18030, and what else is clear."""

from __future__ import annotations

import codecs

from charset_normalizer import from_bytes

from metamodel import Invalid, Issue

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_TRIED = ("utf-8", "gb18030")
_SAMPLE = 200_000


def decode(content: bytes) -> str:
    """The text. Raises: Invalid when no encoding makes sense of it."""
    if b"\x00" in content[:1000] and not content.startswith(tuple(mark for mark, _ in _MARKS)):
        raise _unreadable()
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content, encoding)
    for encoding in _TRIED:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return _guess(content)


def _strict(content: bytes, encoding: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError:
        raise _unreadable() from None


def _guess(content: bytes) -> str:
    best = from_bytes(content[:_SAMPLE]).best()
    if best is None:
        raise _unreadable()
    return _strict(content, best.encoding)


def _unreadable() -> Invalid:
    message = "The text of this file cannot be read"
    return Invalid(Issue("encoding", "/file", message, "Save it as CSV in UTF-8 and try again"))
