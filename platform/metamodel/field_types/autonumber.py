"""A number that the store counts out: `D-2024-0001`."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from metamodel import operators
from metamodel.field_types.field_type import DEFAULT_READING, FieldType, Parser, Reading
from metamodel.field_types.reading.text import clean_line, text_of
from metamodel.field_types.settings import setting
from metamodel.field_types.text import DEFAULT_MAX_LENGTH, too_long
from metamodel.issues import Issue
from metamodel.labels import Label

if TYPE_CHECKING:
    from metamodel.field import Field

DEFAULT_PATTERN = "{0000}"
_TOKEN = re.compile(r"\{([^{}]*)\}")
_DATES = {"YYYY": "%Y", "YY": "%y", "MM": "%m", "DD": "%d"}
_COUNTER = re.compile("0{1,12}")


class Autonumber(FieldType):
    """A text made of a pattern and a counter; the counter starts again with each year, month or day in it.

    The store counts: `period` names the counter to use, `number` writes the text.
    """

    kind = "autonumber"
    label = Label({"en": "Auto number", "zh-CN": "自动编号"})
    group = "number"
    icon = "list-numbers"
    value_type = "text"
    widget = "text"
    settings_schema = {
        "pattern": setting(
            ("Pattern", "编号规则"),
            {"type": "string", "minLength": 1, "maxLength": 60, "default": DEFAULT_PATTERN},
            help=(
                "{YYYY}, {YY}, {MM} and {DD} are the day of creation, {0000} counts with at least four digits",
                "{YYYY}、{YY}、{MM}、{DD} 为创建日期，{0000} 为至少四位的流水号",
            ),
            widget="pattern",
        ),
        "start": setting(
            ("First number", "起始编号"), {"type": "integer", "minimum": 0, "maximum": 10**12, "default": 1}
        ),
    }
    unfit_settings = frozenset(
        {"required", "unique", "default", "placeholder", "required_when", "readonly_when"}
    )
    operators = operators.TEXT_OPERATORS
    writable = False
    searchable_by_default = True

    def pattern(self, field: Field) -> str:
        return str(field.settings.get("pattern", DEFAULT_PATTERN))

    def start(self, field: Field) -> int:
        return int(field.settings.get("start", 1))

    def period(self, field: Field, day: dt.date) -> str:
        """The name of the counter for records made on `day`: `"2024-03"` for a pattern with year and month."""
        dates = [token for token in _TOKEN.findall(self.pattern(field)) if token in _DATES]
        return "-".join(day.strftime(_DATES[token]) for token in sorted(set(dates), key=list(_DATES).index))

    def number(self, field: Field, day: dt.date, count: int) -> str:
        """The text of the record that is number `count` of its period."""

        def written(match: re.Match[str]) -> str:
            token = match[1]
            return day.strftime(_DATES[token]) if token in _DATES else str(count).zfill(len(token))

        return _TOKEN.sub(written, self.pattern(field))

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        label = field.label

        def parse(raw: Any) -> str | None:
            if raw is None:
                return None
            text = clean_line(text_of(raw, label), label)
            if len(text) > DEFAULT_MAX_LENGTH:
                raise too_long(label, DEFAULT_MAX_LENGTH)
            return text or None

        return parse

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "readOnly": True}

    def check(self, field: Field) -> tuple[Issue, ...]:
        tokens = _TOKEN.findall(self.pattern(field))
        counters = [token for token in tokens if _COUNTER.fullmatch(token)]
        unknown = [token for token in tokens if token not in _DATES and token not in counters]
        if len(counters) == 1 and not unknown and not re.search("[{}]", _TOKEN.sub("", self.pattern(field))):
            return ()
        return (
            Issue(
                "bad_pattern",
                "/pattern",
                "{field} has a pattern that cannot be counted: “{pattern}”",
                "Use one counter such as {{0000}}, and {{YYYY}}, {{YY}}, {{MM}}, {{DD}} where you like",
                {"field": field.label, "pattern": self.pattern(field)},
            ),
        )
