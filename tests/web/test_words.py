"""Every sentence of the edge and the API has its Chinese words."""

from pathlib import Path

import pytest

from tests.web.sentences import sentences
from ui_kit.translation_check import missing_messages
from ui_kit.translations import read_catalogue

REPOSITORY = Path(__file__).resolve().parents[2]
FOLDERS = ("platform/web", "runtime/api")


def known_messages() -> set[str]:
    files = [*REPOSITORY.glob("platform/*/locale/zh_CN.po"), *REPOSITORY.glob("runtime/locale/zh_CN.po")]
    return {message for file in files for message in read_catalogue(file)[0]}


@pytest.mark.parametrize("folder", FOLDERS)
def test_every_sentence_is_translated(folder: str) -> None:
    used = {text for file in (REPOSITORY / folder).rglob("*.py") for text in sentences(file) if text}
    assert sorted(used - known_messages()) == []


def test_translations_name_the_same_values() -> None:
    import re

    for message, words in read_catalogue(REPOSITORY / "platform/web/locale/zh_CN.po")[0].items():
        assert sorted(re.findall(r"{\w+}", message)) == sorted(re.findall(r"{\w+}", str(words)))


def test_the_messages_of_python_keywords_are_translated() -> None:
    assert missing_messages(REPOSITORY / "platform/web") == []
