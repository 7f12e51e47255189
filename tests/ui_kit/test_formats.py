"""Values as people read them, in both languages."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from metamodel.labels import Label
from tests.ui_kit.builders import CHINESE, ENGLISH, NOW, drawn
from ui_kit.presentation import Presentation, best_locale

CASES: list[tuple[str, Any, str, str]] = [
    ("{{ value|date }}", date(2026, 3, 4), "Mar 4, 2026", "2026年3月4日"),
    ("{{ value|date('day') }}", date(2026, 3, 4), "Mar 4", "3月4日"),
    ("{{ value|datetime }}", NOW, "May 14, 2026 09:30", "2026年5月14日 17:30"),
    ("{{ value|number }}", Decimal("1234567.891"), "1,234,567.891", "1,234,567.891"),
    ("{{ value|number(2) }}", Decimal("2.5"), "2.50", "2.50"),
    ("{{ value|number(0) }}", 1234.4, "1,234", "1,234"),
    ("{{ value|compact }}", 1200000, "1.2M", "120万"),
    ("{{ value|money('CNY') }}", Decimal("1234.5"), "CN¥1,234.50", "¥1,234.50"),
    ("{{ value|money('JPY') }}", 1200, "¥1,200", "JP¥1,200"),
    ("{{ value|money('EUR', 0) }}", Decimal("99.6"), "€100", "€100"),
    ("{{ value|percent }}", 45, "45%", "45%"),
    ("{{ value|label }}", Label.of({"en": "Deal", "zh-CN": "商机"}), "Deal", "商机"),
    ("{{ value|label }}", "Plain", "Plain", "Plain"),
]


@pytest.mark.parametrize(("source", "value", "english", "chinese"), CASES)
def test_a_value_is_shown_as_its_readers_write_it(
    source: str, value: Any, english: str, chinese: str
) -> None:
    assert drawn(source, ENGLISH, value=value) == english
    assert drawn(source, CHINESE, value=value) == chinese


@pytest.mark.parametrize("name", ["date", "datetime", "relative", "number", "compact", "percent", "label"])
def test_a_blank_shows_nothing(name: str) -> None:
    assert drawn("{{ none|" + name + " }}") == ""


def test_a_moment_is_relative_with_the_exact_one_on_hover() -> None:
    shown = drawn("{{ value|relative }}", ENGLISH, value=NOW - timedelta(hours=3))
    assert shown == (
        '<time datetime="2026-05-14T06:30:00Z" title="May 14, 2026 06:30" data-relative>3 hours ago</time>'
    )
    assert "3小时前" in drawn("{{ value|relative }}", CHINESE, value=NOW - timedelta(hours=3))


def test_a_constant_in_a_template_follows_the_person_too() -> None:
    source = "{{ 1200000|compact }}"
    assert (drawn(source, ENGLISH), drawn(source, CHINESE)) == ("1.2M", "120万")


def test_the_day_of_a_moment_is_that_of_the_time_zone() -> None:
    late = datetime(2026, 12, 31, 23, 0, tzinfo=UTC)
    assert drawn("{{ value|datetime }}", CHINESE, value=late) == "2027年1月1日 07:00"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Ines Okafor", "IO"),
        ("ana", "A"),
        ("王小明", "小明"),
        ("欧阳静", "阳静"),
        ("", "?"),
        (None, "?"),
        ("Ana de la Cruz", "AC"),
    ],
)
def test_initials_follow_the_kind_of_name(name: str | None, letters: str) -> None:
    assert drawn("{{ value|initials }}", value=name) == letters


def test_a_person_keeps_their_colour() -> None:
    assert len({drawn("{{ 'Ines'|avatar_color }}") for _ in range(3)}) == 1


@pytest.mark.parametrize(
    ("header", "locale"),
    [
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-CN"),
        ("zh-TW", "zh-CN"),
        ("de-DE,de;q=0.9", "en"),
        ("fr,en-GB;q=0.5", "en"),
        ("", "en"),
    ],
)
def test_the_browser_says_which_language_comes_first(header: str, locale: str) -> None:
    assert best_locale(header) == locale


def test_a_presentation_without_wishes_is_english_and_utc() -> None:
    plain = Presentation()
    assert (plain.locale, plain.timezone) == ("en", UTC)
