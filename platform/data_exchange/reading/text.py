"""Bytes of a text file as text: UTF-8 with and without a mark, UTF-16 with one, GB18030, Western European."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from metamodel import Invalid, Issue

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SAMPLE = 200_000
_PAIRS = re.compile(rb"[\xa1-\xf7][\xa1-\xfe]")
_ALONE = re.compile(rb"(?<![\x80-\xff])[\xc0-\xff](?=[\x00-\x7f])")
_BROKEN = "\ufffd"


def decode(content: bytes) -> str:
    """The text. Raises: Invalid when no encoding makes sense of it."""
    if b"\x00" in content[:1000] and not content.startswith(tuple(mark for mark, _ in _MARKS)):
        raise _unreadable()
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strict(content, encoding)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as reason:
        if _is_mostly_utf8(content):
            raise _broken(content, reason.start) from None
    try:
        return content.decode("cp1252" if _is_western(content) else "gb18030")
    except UnicodeDecodeError:
        return _guess(content)


def _is_mostly_utf8(content: bytes) -> bool:
    """Whether this is UTF-8 with a few broken places rather than another encoding, which it would be garbled in."""
    text = content[:_SAMPLE].decode("utf-8", errors="replace")
    if not (broken := text.count(_BROKEN)):
        return True
    sound = sum(1 for character in text if character > "\x7f") - broken
    return sound > 4 * broken


def _is_western(content: bytes) -> bool:
    """Whether letters with accents stand alone: Chinese characters come as pairs of high bytes."""
    sample = content[:_SAMPLE]
    return len(_ALONE.findall(sample)) > len(_PAIRS.findall(sample))


def _broken(content: bytes, place: int) -> Invalid:
    values = {"line": content.count(b"\n", 0, place) + 1}
    message = "The text of this file is broken in line {line}"
    return Invalid(Issue("encoding", "/file", message, "Save it as CSV in UTF-8 and try again", values))


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
