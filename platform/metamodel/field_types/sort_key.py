"""The column beside a text that sorts it: its key in pinyin order, the same on every database."""

from __future__ import annotations

from metamodel import storage
from metamodel.chinese import pinyin
from metamodel.field_types.field_type import Column

SUFFIX = "sort"
SORTED_BY = 150
"""How many characters of a text count; an index cannot hold keys of any length."""
SORT_KEY = Column(SUFFIX, storage.SORT_KEY)
"""It stands behind all other columns of a field and is never read back."""


def sort_key(text: str | None) -> str | None:
    """The key of a text: small letters, Chinese characters read out."""
    if text is None:
        return None
    beginning = text[:SORTED_BY]
    return beginning.lower() if text.isascii() else pinyin.sort_key(beginning)[: 2 * SORTED_BY]
