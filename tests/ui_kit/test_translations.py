"""Catalogues: read once, English where a text is missing, nothing missing in ours."""

import re
from pathlib import Path

import pytest

from tests.ui_kit.builders import UI_KIT, catalogue_file
from ui_kit.translation_check import main, messages_in, missing_messages
from ui_kit.translations import Translations, read_catalogue


def test_the_catalogue_of_the_kit_is_complete() -> None:
    assert [f"{message.place}: {message.text}" for message in missing_messages(UI_KIT)] == []


def test_the_catalogue_of_the_kit_holds_nothing_that_is_no_longer_said() -> None:
    said = {message.text for message in messages_in(UI_KIT)}
    assert sorted(set(read_catalogue(UI_KIT / "locale" / "zh_CN.po")[0]) - said) == []


def test_translations_keep_the_names_in_braces() -> None:
    names = re.compile(r"\{\w+\}")
    messages, _ = read_catalogue(UI_KIT / "locale" / "zh_CN.po")
    plurals = {message.text: message.plural for message in messages_in(UI_KIT) if message.plural}
    for english, chinese in messages.items():
        wanted = set(names.findall(plurals.get(english) or english))
        texts = (chinese,) if isinstance(chinese, str) else chinese
        assert all(set(names.findall(text)) == wanted for text in texts), english


def test_a_text_that_is_missing_stays_english(tmp_path: Path) -> None:
    translations = Translations([catalogue_file(tmp_path, ("Save", "保存"))])
    chinese = translations.of("zh-CN")
    assert (chinese.gettext("Save"), chinese.gettext("Open")) == ("保存", "Open")
    assert translations.of("en").gettext("Save") == "Save"
    assert translations.of("xx").gettext("Save") == "Save"


def test_names_are_filled_in_after_translation(tmp_path: Path) -> None:
    translations = Translations([catalogue_file(tmp_path, ("{field} is needed", "请填写{field}"))])
    assert translations.of("zh-CN").text("{field} is needed", field="名称") == "请填写名称"


def test_several_packages_speak_together(tmp_path: Path) -> None:
    first = catalogue_file(tmp_path / "one", ("Save", "保存"))
    second = catalogue_file(tmp_path / "two", ("Open", "打开"))
    chinese = Translations([first, second, tmp_path / "silent"]).of("zh-CN")
    assert (chinese.gettext("Save"), chinese.gettext("Open")) == ("保存", "打开")


def test_plurals_follow_the_language() -> None:
    translations = Translations([UI_KIT])
    english, chinese = translations.of("en"), translations.of("zh-CN")
    assert english.ngettext("One issue", "{count} issues", 1) == "One issue"
    assert english.ngettext("One issue", "{count} issues", 5) == "{count} issues"
    assert chinese.ngettext("One issue", "{count} issues", 1) == "{count} 个问题"


@pytest.fixture
def package(tmp_path: Path) -> Path:
    catalogue_file(tmp_path, ("Known", "已知"))
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(
        "{{ _('Known') }}{{ _('New here') }}{{ ngettext('One deal', '{count} deals', n) }}"
    )
    (tmp_path / "issues.py").write_text(
        'Issue("x", "/a", message="{field} is too long", hint="Cut it short")\n'
    )
    return tmp_path


def test_texts_are_found_in_templates_and_code(package: Path) -> None:
    assert {message.text for message in missing_messages(package)} == {
        "New here",
        "One deal",
        "{field} is too long",
        "Cut it short",
    }


def test_check_fails_where_texts_are_missing(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(package)]) == 1
    assert "page.html:1: New here" in capsys.readouterr().out
    assert main(["check", str(UI_KIT)]) == 0


def test_extract_prints_entries_to_fill_in(package: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["extract", str(package)]) == 0
    shown = capsys.readouterr().out
    assert 'msgid "New here"\nmsgstr ""' in shown
    assert 'msgid_plural "{count} deals"\nmsgstr[0] ""' in shown
