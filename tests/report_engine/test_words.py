"""The Chinese words of the report engine: none may be missing."""

from pathlib import Path

from ui_kit.translation_check import missing_messages

PACKAGE = Path(__file__).resolve().parents[2] / "platform" / "report_engine"


def test_no_text_is_missing_in_chinese() -> None:
    assert missing_messages(PACKAGE) == []
