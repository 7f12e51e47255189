"""Options that depend on another field: which of them may be chosen while that field has which value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from metamodel.documents import NAME_PATTERN
from metamodel.field_types.settings import setting
from metamodel.issues import Issue, pointer
from metamodel.labels import Label

if TYPE_CHECKING:
    from metamodel.field import Field
    from metamodel.object import Object

SETTING = "options_when"
DECIDING = ("select", "multi_select", "boolean")
"""The types of fields that other fields' options may depend on: their values can be listed."""

YES_AND_NO = {"true": Label({"en": "Yes", "zh-CN": "是"}), "false": Label({"en": "No", "zh-CN": "否"})}

OPTIONS_WHEN = setting(
    ("Options by another field", "选项取决于另一字段"),
    {
        "type": "object",
        "properties": {
            "field": {"type": "string", "pattern": NAME_PATTERN},
            "options": {
                "type": "object",
                "maxProperties": 1000,
                "additionalProperties": {
                    "type": "array",
                    "items": {"type": "string", "minLength": 1, "maxLength": 100},
                    "maxItems": 1000,
                    "uniqueItems": True,
                },
            },
        },
        "required": ["field", "options"],
        "additionalProperties": False,
    },
    help=(
        "Tick what may be chosen with each value; an option without any tick may always be chosen",
        "勾选每个取值下可选的选项；没有任何勾选的选项始终可选",
    ),
    widget="options_when",
)


@dataclass(frozen=True)
class DependentOptions:
    """The options of a field by the values of `field`; what stands in no list may always be chosen."""

    field: str
    by_value: Mapping[str, frozenset[str]]

    @classmethod
    def of(cls, written: Mapping[str, Any]) -> DependentOptions:
        lists = {str(value): frozenset(options) for value, options in written["options"].items()}
        return cls(str(written["field"]), lists)

    def allows(self, option: str, other: Any) -> bool:
        """Whether the option may be chosen while the other field has that value."""
        if any(option in self.by_value.get(value, ()) for value in chosen(other)):
            return True
        return not any(option in options for options in self.by_value.values())


def chosen(value: Any) -> tuple[str, ...]:
    """The values that a deciding field has, as they are written in a document."""
    if value is None:
        return ()
    if isinstance(value, bool):
        return ("true" if value else "false",)
    return (value,) if isinstance(value, str) else tuple(str(one) for one in value)


def unfit_options(field: Field, values: Mapping[str, Any]) -> tuple[str, ...]:
    """The options that the field has in a record although its other values do not allow them."""
    rule = field.options_when
    if rule is None:
        return ()
    other = values.get(rule.field)
    return tuple(option for option in chosen(values.get(field.name)) if not rule.allows(option, other))


def unfit_option(field: Field, option: str, other: Field, value: Any) -> Issue:
    """What is told about an option that does not go with the value of the other field."""
    rule = field.options_when
    assert rule is not None
    fitting = [one for one in labels_of(field) if rule.allows(one, value)]
    words: dict[str, Any] = {
        "field": field.label,
        "option": labels_of(field).get(option, option),
        "other": other.label,
        "value": _listed(other, chosen(value)),
        "options": _listed(field, fitting),
    }
    said = "{field}: “{option}” does not go with {other} “{value}”"
    if not chosen(value):
        said = "{field}: “{option}” cannot be chosen as long as {other} is empty"
    hint = "Choose one of: {options}" if fitting else "Leave it empty, or choose {other} first"
    return Issue("option_not_offered", pointer(field.name), said, hint, words)


def labels_of(field: Field) -> Mapping[str, Label]:
    """The words of each value that a choice or a switch may have."""
    if field.type.kind == "boolean":
        return YES_AND_NO
    options = field.settings.get("options", ())
    return {str(one["value"]): Label.of(one.get("label"), str(one["value"])) for one in options}


def check_options_when(field: Field, described: Object) -> Iterable[Issue]:
    """What is wrong with the setting beyond its shape; paths begin at the field's entry."""
    rule = field.options_when
    other = described.by_name.get(rule.field) if rule else None
    if rule is None or other is None:
        return
    if other.type.kind not in DECIDING:
        said = "The options of {field} cannot depend on {other}: its values cannot be listed"
        hint = "Choose a select, a multi-select or a switch"
        words = {"field": field.label, "other": other.label}
        yield Issue("not_a_choice", pointer(SETTING, "field"), said, hint, words)
        return
    if _leads_back(field, described):
        said = "The options of {field} depend on themselves"
        yield Issue("depends_on_itself", pointer(SETTING, "field"), said, values={"field": field.label})
    yield from _unknown(field, other, rule)


def _unknown(field: Field, other: Field, rule: DependentOptions) -> Iterator[Issue]:
    said = "{field} has no option “{value}”"
    for value, options in rule.by_value.items():
        if value not in labels_of(other) and other.settings.get("restricted", True):
            place = pointer(SETTING, "options", value)
            yield Issue("not_an_option", place, said, values={"field": other.label, "value": value})
        for option in sorted(options - set(labels_of(field))):
            if field.settings.get("restricted", True):
                place = pointer(SETTING, "options", value)
                yield Issue("not_an_option", place, said, values={"field": field.label, "value": option})


def _leads_back(field: Field, described: Object) -> bool:
    seen: set[str] = set()
    current: Field | None = field
    while current is not None and current.options_when is not None and current.name not in seen:
        seen.add(current.name)
        current = described.by_name.get(current.options_when.field)
    return current is field


def _listed(field: Field, values: Iterable[str], most: int = 8) -> Label:
    """The words of some values as one, in every language that one of them has."""
    known, listed = labels_of(field), list(values)
    labels = [known.get(value, Label.of(value)) for value in listed[:most]]
    locales = {"en": None, **{locale: None for label in labels for locale in label.texts}}
    more = "…" if len(listed) > most else ""
    joint = {locale: "、" if locale.startswith("zh") else ", " for locale in locales}
    return Label(
        {
            locale: joint[locale].join([*(label.text(locale) for label in labels), *([more] if more else [])])
            for locale in locales
        }
    )
