"""A calendar: the records of a view on the days of a month or a week."""

from __future__ import annotations

import calendar
import datetime as dt
from dataclasses import dataclass
from typing import Any

from form_engine import Showing, widget_of
from metamodel import Field
from record_store.queries import MAX_PAGE, Query
from record_store.record import Record
from record_store.records import Records
from runtime.pages.list_state import ListState, both

WEEK = 7
FIRST_WEEKDAY = calendar.MONDAY


@dataclass(frozen=True, slots=True)
class Event:
    """One record on a day; `time` is empty for one that lasts the day."""

    value: str
    label: str
    href: str
    color: str
    time: str = ""


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

    def weeks(self, span: Span, today: dt.date) -> list[list[Day]]:
        """The days in weeks, each with its records in the order of their times."""
        by_day: dict[dt.date, list[Event]] = {}
        for record in self._read(span):
            moment = record.values.get(self.date_field.name)
            if moment is not None:
                by_day.setdefault(self._day(moment), []).append(self._event(record, moment))
        days = (span.first + dt.timedelta(days=index) for index in range(span.weeks * WEEK))
        shown = [
            Day(
                day,
                span.unit == "week" or day.month == span.anchor.month,
                day == today,
                tuple(by_day.get(day, ())),
            )
            for day in days
        ]
        return [shown[start : start + WEEK] for start in range(0, len(shown), WEEK)]

    def _read(self, span: Span) -> tuple[Record, ...]:
        described, name = self.state.described, self.date_field.name
        within = f"{name} >= {self._literal(span.first)} AND {name} < {self._literal(span.end)}"
        colored = self._color_field()
        fields = (described.title_field, name, *((colored.name,) if colored else ()))
        query = Query(
            described.name,
            filter=both(self.state.whole_filter, within),
            q=self.state.q or None,
            sort=(name,),
            fields=fields,
            limit=MAX_PAGE,
        )
        return self.records.page(query).records

    def _event(self, record: Record, moment: Any) -> Event:
        described = self.state.described
        title = described.field(described.title_field)
        label = widget_of(title).show(title, record.values.get(title.name), self.showing).text
        time = f"{moment.astimezone(self.showing.zone):%H:%M}" if isinstance(moment, dt.datetime) else ""
        href = self.showing.record_link(described.name, record.id)
        return Event(record.id, label, href, self._color(record), time)

    def _color_field(self) -> Field | None:
        return color_field(self.records, self.state)

    def _color(self, record: Record) -> str:
        field = self._color_field()
        value = record.values.get(field.name) if field else None
        return widget_of(field).show(field, value, self.showing).color if field and value else "indigo"

    def _day(self, moment: Any) -> dt.date:
        return moment.astimezone(self.showing.zone).date() if isinstance(moment, dt.datetime) else moment

    def _literal(self, day: dt.date) -> str:
        return day_literal(self.date_field, day, self.showing.zone)


def day_literal(field: Field, day: dt.date, zone: dt.tzinfo) -> str:
    """The beginning of a day as the field compares it."""
    if field.type.value_type == "date":
        return f'"{day.isoformat()}"'
    begin = dt.datetime.combine(day, dt.time(), zone).astimezone(dt.UTC)
    return f'"{begin:%Y-%m-%dT%H:%M:%SZ}"'


def color_field(records: Records, state: ListState) -> Field | None:
    """The choice whose colours tell the records apart: the one that the view names, else the object's first."""
    readable = records.rights.readable(state.described.name)
    fields = [one for one in state.described.fields if one.type.kind == "select" and one.name in readable]
    wanted = state.view.setting("color")
    return next((one for one in fields if one.name == wanted), fields[0] if fields else None)
