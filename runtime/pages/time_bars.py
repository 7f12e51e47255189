"""A timeline: the records of a view as bars from their first to their last day, on a scale of weeks, months or quarters."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from babel.dates import format_date

from form_engine import Showing, widget_of
from metamodel import Field, Label
from record_store.queries import Query
from record_store.record import Record
from record_store.records import Records
from runtime.pages.day_ranges import day_of, lasting_within
from runtime.pages.list_state import ListState, both
from runtime.pages.row_colors import PLAIN, color_field, color_of, names_of

BARS = 100
WEEK = 7


@dataclass(frozen=True, slots=True)
class Mark:
    """A word over some of the columns; `at` counts from 1."""

    text: str
    at: int
    span: int


@dataclass(frozen=True)
class Scale:
    """How much time is shown: columns of so many days each, under heads of a longer unit."""

    name: str
    label: Label
    columns: int
    days: int
    tick_every: int
    """So many columns under one tick."""

    def around(self, day: dt.date) -> Window:
        """The window that a day lies in: it begins with a Monday, a month or a quarter before."""
        first = _FIRST[self.name](day)
        return Window(self, first - dt.timedelta(days=first.weekday()), day)


@dataclass(frozen=True)
class Window:
    """The days that are shown, from a Monday on."""

    scale: Scale
    first: dt.date
    anchor: dt.date

    @property
    def end(self) -> dt.date:
        """The day after the last one."""
        return self.first + dt.timedelta(days=self.scale.columns * self.scale.days)

    @property
    def last(self) -> dt.date:
        return self.end - dt.timedelta(days=1)

    def moved(self, step: int) -> dt.date:
        """A day of the window before or after this one."""
        if self.scale.name == "week":
            return self.anchor + dt.timedelta(days=self.scale.columns * step)
        months = (
            self.anchor.year * 12 + self.anchor.month - 1 + (12 if self.scale.name == "quarter" else 3) * step
        )
        return dt.date(months // 12, months % 12 + 1, 1)

    def place(self, day: dt.date) -> int | None:
        """The column of a day, from 1; nothing outside."""
        return self._column(day) if self.first <= day < self.end else None

    def stretch(self, first: dt.date, last: dt.date) -> tuple[int, int]:
        """Where a bar begins and how many columns it takes, cut at the edges."""
        begin = self._column(max(first, self.first))
        end = self._column(min(max(last, first), self.end - dt.timedelta(days=1)))
        return begin, max(end - begin + 1, 1)

    def heads(self, locale: str) -> list[Mark]:
        """The months over weeks and months, the quarters over a year."""
        pattern = "yQQQ" if self.scale.name == "quarter" else "yMMMM"
        return list(self._marks(lambda day: _period(day, self.scale.name), pattern, locale))

    def ticks(self, locale: str) -> list[Mark]:
        """Days, Mondays or months under the heads."""
        if self.scale.name == "quarter":
            return list(self._marks(lambda day: (day.year, day.month), "MMM", locale))
        days = range(0, self.scale.columns, self.scale.tick_every)
        return [
            Mark(str((self.first + dt.timedelta(days=index)).day), index + 1, self.scale.tick_every)
            for index in days
        ]

    def _marks(self, period: Any, pattern: str, locale: str) -> Iterator[Mark]:
        begin, known = 1, period(self._day(1))
        for column in range(2, self.scale.columns + 2):
            now = period(self._day(column)) if column <= self.scale.columns else None
            if now != known:
                yield Mark(_words(self._day(begin), pattern, locale), begin, column - begin)
                begin, known = column, now

    def _day(self, column: int) -> dt.date:
        """The middle of a column, so that a week belongs to the month that most of it is in."""
        return self.first + dt.timedelta(days=(column - 1) * self.scale.days + self.scale.days // 2)

    def _column(self, day: dt.date) -> int:
        return (day - self.first).days // self.scale.days + 1


def _words(day: dt.date, pattern: str, locale: str) -> str:
    chinese = {"yQQQ": "y年QQQ", "yMMMM": "y年M月", "MMM": "M月"}
    english = {"yQQQ": "QQQ y", "yMMMM": "MMMM y", "MMM": "MMM"}
    wanted = chinese if locale.startswith("zh") else english
    return format_date(day, wanted[pattern], locale=locale.replace("-", "_"))


def _period(day: dt.date, scale: str) -> tuple[int, int]:
    return day.year, (day.month - 1) // 3 if scale == "quarter" else day.month


_FIRST: Mapping[str, Any] = {
    "week": lambda day: day - dt.timedelta(days=WEEK),
    "month": lambda day: day.replace(day=1),
    "quarter": lambda day: day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1),
}
SCALES: Mapping[str, Scale] = {
    scale.name: scale
    for scale in (
        Scale("week", Label({"en": "Weeks", "zh-CN": "周"}), 28, 1, 1),
        Scale("month", Label({"en": "Months", "zh-CN": "月"}), 91, 1, WEEK),
        Scale("quarter", Label({"en": "Quarters", "zh-CN": "季度"}), 52, WEEK, 1),
    )
}


@dataclass(frozen=True, slots=True)
class Bar:
    """One record on the timeline; `before` and `beyond` tell that it goes on outside of the window."""

    id: str
    label: str
    href: str
    color: str
    at: int
    span: int
    first: dt.date
    last: dt.date
    before: bool
    beyond: bool


@dataclass(frozen=True)
class Timeline:
    """What a timeline view shows of its records."""

    records: Records
    state: ListState
    showing: Showing

    @property
    def start(self) -> Field:
        return self.state.described.field(str(self.state.view.setting("start")))

    @property
    def end(self) -> Field:
        return self.state.described.field(str(self.state.view.setting("end")))

    def bars(self, window: Window) -> tuple[list[Bar], str | None]:
        """The records that lie in the window, by their first day; and where those after them begin."""
        described, colored = self.state.described, color_field(self.records, self.state)
        fields = {
            described.title_field,
            self.start.name,
            self.end.name,
            *names_of(colored),
        }
        query = Query(
            described.name,
            filter=both(self.state.whole_filter, self._within(window)),
            q=self.state.q or None,
            sort=(
                self.start.name,
                *(one for one in self.state.order if one.removeprefix("-") != self.start.name),
            ),
            fields=tuple(fields),
            limit=BARS,
            cursor=self.state.cursor,
        )
        page = self.records.page(query)
        return [self._bar(record, window, colored) for record in page.records], page.next

    def _within(self, window: Window) -> str:
        """What begins before the window ends and ends after it begins; without an end it lasts one day."""
        return lasting_within(self.start, self.end, window.first, window.end, self.showing.zone)

    def _bar(self, record: Record, window: Window, colored: Field | None) -> Bar:
        described = self.state.described
        title = described.field(described.title_field)
        first = self._day(record.values[self.start.name])
        ending = record.values.get(self.end.name)
        last = max(self._day(ending), first) if ending is not None else first
        at, span = window.stretch(first, last)
        color = color_of(record, colored, self.showing).color or PLAIN
        label = widget_of(title).show(title, record.values.get(title.name), self.showing).text
        href = self.showing.record_link(described.name, record.id)
        return Bar(
            record.id, label, href, color, at, span, first, last, first < window.first, last >= window.end
        )

    def _day(self, moment: Any) -> dt.date:
        return day_of(moment, self.showing.zone)
