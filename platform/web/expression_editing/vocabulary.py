"""The words an expression may be made of, as completion offers them: fields, variables and functions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from expressions import FUNCTIONS, GROUPS, RECORD, Function, field_type
from expressions.environment import MOMENT_VARIABLES, PERSON_FIELDS, USER_OBJECT
from expressions.type_words import spoken_label
from metamodel import Blueprint, Field, Label
from metamodel.chinese import pinyin
from web.expression_editing.place import PRIOR
from web.expression_editing.unanswered import UNANSWERED

_PERSON = {
    "id": Label({"en": "The person", "zh-CN": "人员"}),
    "name": Label({"en": "Name", "zh-CN": "姓名"}),
    "email": Label({"en": "E-mail", "zh-CN": "邮箱"}),
    "roles": Label({"en": "Roles", "zh-CN": "角色"}),
    "teams": Label({"en": "Teams", "zh-CN": "团队"}),
}
_VARIABLES = {
    "$today": Label({"en": "Today", "zh-CN": "今天"}),
    "$now": Label({"en": "This moment", "zh-CN": "现在"}),
    "$user": Label({"en": "The person who acts", "zh-CN": "当前用户"}),
    PRIOR: Label({"en": "The record before the change", "zh-CN": "修改前的记录"}),
    RECORD: Label({"en": "The record that refers", "zh-CN": "引用方的记录"}),
}
Word = dict[str, Any]


def field_words(blueprint: Blueprint, object_name: str, locale: str) -> list[Word]:
    """The fields of an object, its own before those of every object; of a user what is known of a person.

    Raises: NotFound.
    """
    if object_name == USER_OBJECT:
        return [_named(name, _PERSON[name], str(spoken_label(kind).text(locale)), locale)
                for name, kind in PERSON_FIELDS.items()]  # fmt: skip
    described = blueprint.object(object_name)
    fields = sorted(described.all_fields, key=lambda field: field.system)
    return [_field(field, locale) for field in fields]


def variable_words(locale: str, prior: str = "", record: str = "") -> list[Word]:
    """`$today` and its like; `prior` and `record` are the objects whose fields `$prior` and `$record` lead to."""
    leads = {"$user": USER_OBJECT, PRIOR: prior, RECORD: record}
    known = [*MOMENT_VARIABLES, *([PRIOR] if prior else []), *([RECORD] if record else [])]
    return [{**_named(name, _VARIABLES[name], "", locale), "leads": leads.get(name)} for name in known]


def function_words(locale: str) -> list[Word]:
    """All functions: how each is written, what it gives in one line, an example."""
    return [_function(function, locale) for function in FUNCTIONS.values() if function.name not in UNANSWERED]


def _field(field: Field, locale: str) -> Word:
    word = _named(field.name, field.label, field.type.label.text(locale), locale)
    word["leads"] = USER_OBJECT if field_type(field).object == USER_OBJECT else field.target
    if field.type.value_type == "list":
        word["leads"] = None
    options = list(_options(field, locale))
    return {**word, "options": options} if options else word


def _options(field: Field, locale: str) -> Iterator[Word]:
    for option in field.settings.get("options") or ():
        label = Label.of(option.get("label"), str(option["value"]))
        yield _named(str(option["value"]), label, "", locale)


def _named(name: str, label: Label, type_name: str, locale: str) -> Word:
    """`find` is what else may be typed for it: 金额 is found by `je` and by `jine`."""
    shown = label.text(locale)
    spelled = "" if shown.isascii() else f"{pinyin.initials(shown)} {pinyin.full(shown)}".lower()
    return {"name": name, "label": shown, "type": type_name, "find": spelled}


def _function(function: Function, locale: str) -> Word:
    example = next(iter(function.examples), None)
    return {
        "name": function.name,
        "signature": function.signature,
        "takes": len(function.parameters) > 0,
        "help": function.help.text(locale),
        "group": GROUPS[function.group].text(locale),
        "example": f"{example.expression} → {example.result or '∅'}" if example else "",
    }
