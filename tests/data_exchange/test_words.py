"""The Chinese words of the imports and exports: none may be missing."""

from pathlib import Path

from ui_kit.translation_check import missing_messages

PACKAGE = Path(__file__).resolve().parents[2] / "platform" / "data_exchange"


def test_no_text_is_missing_in_chinese() -> None:
    assert missing_messages(PACKAGE) == []
