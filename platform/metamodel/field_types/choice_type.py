"""What select and multi-select share: options with a value, a label and a colour."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from metamodel.field_types.dependent_options import OPTIONS_WHEN
from metamodel.field_types.field_type import FieldType, ValueRefused
from metamodel.field_types.reading.text import excerpt
from metamodel.field_types.settings import locales
from metamodel.issues import Issue, pointer
from metamodel.labels import LABEL_SCHEMA, Label

if TYPE_CHECKING:
    from metamodel.field import Field

COLORS: Mapping[str, tuple[str, str]] = {
    "gray": ("Gray", "灰色"), "red": ("Red", "红色"), "orange": ("Orange", "橙色"), "amber": ("Amber", "琥珀"),
    "yellow": ("Yellow", "黄色"), "lime": ("Lime", "黄绿"), "green": ("Green", "绿色"), "teal": ("Teal", "青绿"),
    "cyan": ("Cyan", "青色"), "blue": ("Blue", "蓝色"), "indigo": ("Indigo", "靛蓝"), "violet": ("Violet", "紫罗兰"),
    "purple": ("Purple", "紫色"), "pink": ("Pink", "粉色"),
}  # fmt: skip

OPTIONS_SETTING: Mapping[str, Any] = {
    "title": "Options",
    "x-label": locales(("Options", "选项")),
    "x-widget": "options",
    "type": "array",
    "minItems": 1,
    "maxItems": 1000,
    "items": {
        "type": "object",
        "properties": {
            "value": {
                "type": "string", "minLength": 1, "maxLength": 100, "pattern": r"^\S(.*\S)?$",
                "title": "Value", "x-label": locales(("Value", "值")),
            },
            "label": {**LABEL_SCHEMA, "title": "Label", "x-label": locales(("Label", "标签")), "x-widget": "label"},
            "color": {
                "enum": list(COLORS), "title": "Colour", "x-label": locales(("Colour", "颜色")), "x-widget": "color",
                "x-enum-labels": {name: locales(words) for name, words in COLORS.items()},
            },
        },
        "required": ["value"],
        "additionalProperties": False,
    },
}  # fmt: skip


class ChoiceType(FieldType):
    """A type whose values are among the field's options."""

    group = "choice"
    settings_schema = {"options": OPTIONS_SETTING, "options_when": OPTIONS_WHEN}
    required_settings = ("options",)

    def options(self, field: Field) -> Mapping[str, Label]:
        """The label of each value, in the order of the options."""
        return {
            option["value"]: Label.of(option.get("label"), option["value"])
            for option in field.settings.get("options", ())
        }

    def check(self, field: Field) -> tuple[Issue, ...]:
        return (*super().check(field), *_repeated(field), *_same_label(field))


def fold(text: str) -> str:
    """The text as options are compared: without case, width and spaces around it."""
    return " ".join(unicodedata.normalize("NFKC", text).split()).casefold()


def values_by_word(options: Mapping[str, Label]) -> dict[str, str]:
    """The value behind each folded value and label; a value wins over a label."""
    words: dict[str, str] = {}
    for value, label in options.items():
        for text in label.texts.values():
            words.setdefault(fold(text), value)
    return words | {fold(value): value for value in reversed(list(options))}


def not_an_option(field: Field, raw: Any) -> ValueRefused:
    options = [option.get("label") or option["value"] for option in field.settings.get("options", ())]
    shown = ", ".join(Label.of(option).text() for option in options[:8]) + (", …" if len(options) > 8 else "")
    return ValueRefused(
        "not_an_option",
        "{field} has no option “{value}”",
        "Choose one of: {options}",
        field=field.label,
        value=excerpt(raw),
        options=shown,
    )


def _repeated(field: Field) -> list[Issue]:
    seen: dict[str, int] = {}
    issues = []
    for place, option in enumerate(field.settings.get("options", ())):
        value = option["value"]
        if seen.setdefault(value, place) != place:
            values = {"field": field.label, "value": value}
            path = pointer("options", place, "value")
            issues.append(
                Issue("repeated_option", path, "{field} has the option “{value}” twice", values=values)
            )
    return issues


def _same_label(field: Field) -> list[Issue]:
    """Labels that two options share: people could not tell them apart, and reading takes the first."""
    owners: dict[tuple[str, str], str] = {}
    issues = []
    for place, option in enumerate(field.settings.get("options", ())):
        label = Label.of(option.get("label"), option["value"])
        for locale, text in label.texts.items():
            if owners.setdefault((locale, fold(text)), option["value"]) != option["value"]:
                values = {"field": field.label, "label": text}
                path, message = pointer("options", place, "label"), "{field} has two options called “{label}”"
                issues.append(Issue("repeated_label", path, message, values=values, severity="warning"))
    return issues
