"""Every sentence of the record store has its Chinese words."""

import re
from pathlib import Path

from metamodel.issues import Issue
from record_store.access.rights import REFUSALS
from ui_kit.translation_check import missing_messages
from ui_kit.translations import read_catalogue

PACKAGE = Path(__file__).resolve().parents[2] / "platform" / "record_store"


def test_every_sentence_is_translated() -> None:
    assert missing_messages(PACKAGE) == []
    assert set(REFUSALS.values()) <= set(read_catalogue(PACKAGE / "locale" / "zh_CN.po")[0])


def test_translations_name_the_same_values() -> None:
    for message, words in read_catalogue(PACKAGE / "locale" / "zh_CN.po")[0].items():
        assert sorted(re.findall(r"{\w+}", message)) == sorted(re.findall(r"{\w+}", str(words))), message


def test_an_issue_is_said_in_chinese() -> None:
    catalogue = read_catalogue(PACKAGE / "locale" / "zh_CN.po")[0]
    issue = Issue("required", "/x", "{field} is needed", values={"field": "金额"})
    assert issue.sentence("zh-CN", lambda text: str(catalogue[text])) == "“金额”必填"
