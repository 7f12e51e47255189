"""Yes and no, in the words people use for them."""

from __future__ import annotations

from metamodel.field_types.reading.text import written

_WORDS = {
    **dict.fromkeys(["true", "yes", "y", "t", "1", "on", "是", "对", "有", "真", "√", "✓", "✔", "☑"], True),
    **dict.fromkeys(
        ["false", "no", "n", "f", "0", "off", "否", "错", "无", "假", "不是", "×", "✗", "✘", "☐"], False
    ),
}


def read_boolean(text: str) -> bool | None:
    """True or false, or None when the text says neither."""
    return _WORDS.get(written(text))
