"""Rich text: clean HTML in, plain words out."""

from __future__ import annotations

import pytest

from tests.metamodel.field_types.reading import read, shown

CLEANED: list[tuple[str, str | None]] = [
    ("<p>Hi <b>you</b></p>", "<p>Hi <b>you</b></p>"),
    ("<p onclick=alert(1)>Hi</p>", "<p>Hi</p>"),
    ("<script>alert(1)</script><p>Hi</p>", "<p>Hi</p>"),
    ("<img src=x onerror=alert(1)>Hi", "Hi"),
    ("<a href='javascript:alert(1)'>x</a>", '<a rel="noopener noreferrer nofollow">x</a>'),
    ("<p><br></p>", None),
    ("&nbsp;", None),
    ("1 < 2", "1 &lt; 2"),
]


@pytest.mark.parametrize(("raw", "value"), CLEANED)
def test_only_harmless_markup_stays(raw: str, value: str | None) -> None:
    assert read("rich_text", raw) == value


def test_lists_show_the_words() -> None:
    value = "<h2>Next</h2><ul><li>call &amp; ask</li><li>send</li></ul>"
    assert shown("rich_text", value) == "Next call & ask send"
