"""A calendar: the records of a view on the days of a month or a week."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from form_engine import Showing, widget_of
from metamodel import Field
from record_store.queries import MAX_PAGE, Query
from record_store.record import Record
from record_store.records import Records
from runtime.pages.day_ranges import day_of, lasting_within
from runtime.pages.list_state import ListState, both
from runtime.pages.row_colors import PLAIN, color_field, color_of, names_of

WEEK = 7
FIRST_WEEKDAY = calendar.MONDAY


@dataclass(frozen=True, slots=True)
class Event:
    """One record on a day; `time` is empty for one that lasts the day.

    `before` and `beyond` tell that it began on an earlier day and goes on: then it stands in the same line on all
    days of a week. A `gap` is an empty line that keeps it there.
    """

    value: str
    label: str
    href: str
    color: str
    time: str = ""
    before: bool = False
    beyond: bool = False
    gap: bool = False


GAP = Event("", "", "", PLAIN, gap=True)


@dataclass(frozen=True, slots=True)
class Stay:
    """A record on all its days; `event` is what it looks like on the first one."""

    event: Event
    first: dt.date
    last: dt.date

    def on(self, day: dt.date) -> Event:
        time = self.event.time if day == self.first else ""
        return replace(self.event, time=time, before=day > self.first, beyond=day < self.last)


@dataclass(frozen=True, slots=True)
class Day:
    date: dt.date
    in_month: bool
    today: bool
    events: tuple[Event, ...]


@dataclass(frozen=True)
class Span:
    """The days a calendar shows: whole weeks around a month, or one week."""

    first: dt.date
    weeks: int
    anchor: dt.date
    unit: str

    @property
    def end(self) -> dt.date:
        """The day after the last one."""
        return self.first + dt.timedelta(days=self.weeks * WEEK)

    def moved(self, step: int) -> dt.date:
        """A day of the span before or after this one."""
        if self.unit == "week":
            return self.anchor + dt.timedelta(days=WEEK * step)
        months = self.anchor.year * 12 + self.anchor.month - 1 + step
        return dt.date(months // 12, months % 12 + 1, 1)


def span_of(anchor: dt.date, unit: str) -> Span:
    """The span that holds a day."""
    begin = anchor if unit == "week" else anchor.replace(day=1)
    first = begin - dt.timedelta(days=(begin.weekday() - FIRST_WEEKDAY) % WEEK)
    if unit == "week":
        return Span(first, 1, anchor, unit)
    last = anchor.replace(day=calendar.monthrange(anchor.year, anchor.month)[1])
    return Span(first, (last - first).days // WEEK + 1, anchor, "month")


@dataclass(frozen=True)
class Calendar:
    """What a calendar view shows of its records."""

    records: Records
    state: ListState
    showing: Showing

    @property
    def date_field(self) -> Field:
        return self.state.described.field(str(self.state.view.setting("date")))

    @property
    def end_field(self) -> Field | None:
        """What tells the last day; nothing where the person may not see it."""
        name = self.state.view.setting("end")
        readable = self.records.rights.readable(self.state.described.name)
        return self.state.described.field(str(name)) if name in readable else None

    def weeks(self, span: Span, today: dt.date) -> list[list[Day]]:
        """The days in weeks, each with its records in the order of their times."""
        stays = self._stays(span)
        firsts = (span.first + dt.timedelta(weeks=index) for index in range(span.weeks))
        return [[self._day(day, span, today, on) for day, on in lines_of(stays, first)] for first in firsts]

    def _day(self, day: dt.date, span: Span, today: dt.date, events: Sequence[Event]) -> Day:
        in_month = span.unit == "week" or day.month == span.anchor.month
        return Day(day, in_month, day == today, tuple(events))

    def _stays(self, span: Span) -> list[Stay]:
        colored, end = color_field(self.records, self.state), self.end_field
        stays = []
        for record in self._read(span, colored):
            moment, ending = record.values[self.date_field.name], record.values.get(end.name) if end else None
            first = day_of(moment, self.showing.zone)
            last = first if ending is None else max(first, day_of(ending, self.showing.zone))
            stays.append(Stay(self._event(record, moment, colored), first, last))
        return stays

    def _read(self, span: Span, colored: Field | None) -> tuple[Record, ...]:
        described, start, end = self.state.described, self.date_field, self.end_field
        within = lasting_within(start, end, span.first, span.end, self.showing.zone)
        names = {described.title_field, start.name, *names_of(colored), *names_of(end)}
        query = Query(
            described.name,
            filter=both(self.state.whole_filter, within),
            q=self.state.q or None,
            sort=(start.name,),
            fields=tuple(names),
            limit=MAX_PAGE,
        )
        return self.records.page(query).records

    def _event(self, record: Record, moment: Any, colored: Field | None) -> Event:
        described = self.state.described
        title = described.field(described.title_field)
        label = widget_of(title).show(title, record.values.get(title.name), self.showing).text
        time = f"{moment.astimezone(self.showing.zone):%H:%M}" if isinstance(moment, dt.datetime) else ""
        href = self.showing.record_link(described.name, record.id)
        color = color_of(record, colored, self.showing).color or PLAIN
        return Event(record.id, label, href, color, time)


def lines_of(stays: Iterable[Stay], first: dt.date) -> list[tuple[dt.date, list[Event]]]:
    """The days of a week with their events: what lasts longer than a day keeps one line through the week."""
    days = [first + dt.timedelta(days=index) for index in range(WEEK)]
    present = [stay for stay in stays if stay.first <= days[-1] and stay.last >= days[0]]
    long = sorted(
        (one for one in present if one.first < one.last), key=lambda one: (one.first, -one.last.toordinal())
    )
    lines: list[list[Stay]] = []
    for stay in long:
        free = next((line for line in lines if line[-1].last < stay.first), None)
        if free is None:
            lines.append(free := [])
        free.append(stay)
    short = [one for one in present if one.first == one.last]
    return [(day, _on(day, lines, [one for one in short if one.first == day])) for day in days]


def _on(day: dt.date, lines: Sequence[Sequence[Stay]], short: Sequence[Stay]) -> list[Event]:
    """What stands on a day: the lines that are free are taken by what lasts one day."""
    waiting = [one.on(day) for one in short]
    found: list[Event] = []
    for line in lines:
        stay = next((one for one in line if one.first <= day <= one.last), None)
        found.append(stay.on(day) if stay else waiting.pop(0) if waiting else GAP)
    while found and found[-1].gap:
        found.pop()
    return [*found, *waiting]
