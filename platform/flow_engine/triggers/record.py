"""The record trigger: a record is created, changed or sent to the trash."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from flow_engine.triggers.trigger import Trigger
from metamodel import Blueprint, Label
from metamodel.kinds import EXPRESSION_SCHEMA, ExpressionUse, Reference

CHANGES = ("created", "updated", "deleted")


class RecordTrigger(Trigger):
    """`before` must have held before the change, `when` must hold after it."""

    kind = "record"
    label = Label({"en": "A record changes", "zh-CN": "记录变更时"})
    icon = "table"
    settings_schema = {
        "object": {"type": "string", "title": "Object", "x-label": {"en": "Object", "zh-CN": "对象"}},
        "on": {
            "type": "array",
            "items": {"enum": list(CHANGES)},
            "minItems": 1,
            "uniqueItems": True,
            "title": "When it is",
            "x-label": {"en": "When it is", "zh-CN": "触发时机"},
        },
        "fields": {
            "type": "array",
            "items": {"type": "string"},
            "title": "Only when one of these fields changes",
            "x-label": {"en": "Only when one of these fields changes", "zh-CN": "仅当以下字段变化时"},
        },
        "before": {
            **EXPRESSION_SCHEMA,
            "title": "It held before",
            "x-label": {"en": "It held before", "zh-CN": "变更前满足"},
        },
        "when": {
            **EXPRESSION_SCHEMA,
            "title": "It holds now",
            "x-label": {"en": "It holds now", "zh-CN": "变更后满足"},
        },
    }
    required_settings = ("object", "on")

    def references(self, settings: Mapping[str, Any], blueprint: Blueprint) -> Iterable[Reference]:
        yield Reference(f"object/{settings['object']}", "/trigger/object")
        for index, name in enumerate(settings.get("fields", ())):
            yield Reference(f"field/{settings['object']}.{name}", f"/trigger/fields/{index}")

    def expressions(self, settings: Mapping[str, Any]) -> Iterable[ExpressionUse]:
        for name in ("before", "when"):
            if settings.get(name):
                place = f"/trigger/{name}"
                yield ExpressionUse(
                    settings[name], place, settings["object"], "boolean", has_prior=name == "when"
                )

    def fits(
        self, settings: Mapping[str, Any], object_name: str, action: str, changed: frozenset[str]
    ) -> bool:
        """Whether this change starts the flow, its conditions aside."""
        if settings["object"] != object_name or action not in settings["on"]:
            return False
        watched = settings.get("fields")
        return not watched or action != "updated" or not changed.isdisjoint(watched)
