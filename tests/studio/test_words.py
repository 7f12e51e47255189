"""Everything the studio says is said in Chinese too."""

from pathlib import Path

from ui_kit.translation_check import missing_messages

STUDIO = Path(__file__).resolve().parents[2] / "studio"


def test_no_text_is_missing_in_chinese() -> None:
    assert missing_messages(STUDIO) == []
