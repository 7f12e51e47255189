"""What a report can count: one explicit list."""

from collections.abc import Mapping

from metamodel.labels import Label
from report_engine.measures.measure import NUMBER_TYPES, ORDERED_TYPES, MeasureFunction

__all__ = ["MEASURES", "MeasureFunction"]

EVERY_TYPE = (*ORDERED_TYPES, "boolean", "record")


def _measure(kind: str, en: str, zh: str, of: tuple[str, ...] = ()) -> MeasureFunction:
    return MeasureFunction(kind, Label({"en": en, "zh-CN": zh}), of)


MEASURES: Mapping[str, MeasureFunction] = {
    measure.kind: measure
    for measure in (
        _measure("count", "Number of records", "记录数"),
        _measure("count_distinct", "Different values", "去重计数", EVERY_TYPE),
        _measure("sum", "Sum", "合计", NUMBER_TYPES),
        _measure("average", "Average", "平均值", NUMBER_TYPES),
        _measure("minimum", "Smallest", "最小值", ORDERED_TYPES),
        _measure("maximum", "Largest", "最大值", ORDERED_TYPES),
    )
}
