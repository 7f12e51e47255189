"""All functions of the language, from the list of their groups."""

from __future__ import annotations

from collections.abc import Mapping

from expressions.functions import chinese, date, logic, number, people, record, text
from expressions.functions.function import Function
from metamodel import Label

GROUPS: Mapping[str, Label] = {
    "logic": Label({"en": "Logic", "zh-CN": "逻辑"}),
    "text": Label({"en": "Text", "zh-CN": "文本"}),
    "number": Label({"en": "Numbers", "zh-CN": "数字"}),
    "date": Label({"en": "Dates and times", "zh-CN": "日期和时间"}),
    "record": Label({"en": "Records", "zh-CN": "记录"}),
    "people": Label({"en": "People", "zh-CN": "人员"}),
    "chinese": Label({"en": "Chinese business", "zh-CN": "中国商务"}),
}
_ALL = (
    *logic.FUNCTIONS,
    *text.FUNCTIONS,
    *number.FUNCTIONS,
    *date.FUNCTIONS,
    *record.FUNCTIONS,
    *people.FUNCTIONS,
    *chinese.FUNCTIONS,
)

FUNCTIONS: Mapping[str, Function] = {function.name: function for function in _ALL}
