"""The edits of a form as the page posts them: each reads its values and calls one pure function."""

from __future__ import annotations

from starlette.datastructures import FormData

from metamodel import Blueprint, Document
from studio.designers import Edit, Edited, Told
from studio.form_edits.adding import Spot, add_part
from studio.form_edits.changing import rename_part, set_columns, widen_items
from studio.form_edits.moving import move_parts
from studio.form_edits.removing import remove_parts
from studio.form_numbers import number_of
from studio.settings_form import LOCALES
from ui_kit.messages import N_


def add(document: Document, blueprint: Blueprint, form: FormData) -> Edited:
    """`added` inside `inside` before `before`, else near what is selected or in the tab that is `open`."""
    spot = Spot(_text(form, "inside"), _text(form, "before"), _first(form), _text(form, "open"))
    body, key = add_part(document.body, blueprint, _text(form, "added"), spot)
    return Edited(body, (key,))


def move(document: Document, blueprint: Blueprint, form: FormData) -> Edited:
    """The parts `part` into `inside`, before `before`."""
    body, keys = move_parts(document.body, _keys(form), _text(form, "inside"), _text(form, "before"))
    return Edited(body, keys)


def remove(document: Document, blueprint: Blueprint, form: FormData) -> Edited:
    keys = _keys(form)
    body = remove_parts(document.body, keys)
    return Edited(body, (), Told(N_("Taken out of the form"), undoes=True))


def widen(document: Document, blueprint: Blueprint, form: FormData) -> Edited:
    keys = _keys(form)
    return Edited(widen_items(document.body, keys, _text(form, "width")), keys)


def columns(document: Document, blueprint: Blueprint, form: FormData) -> Edited:
    key = _first(form)
    return Edited(set_columns(document.body, key, number_of(form, "columns")), (key,))


def rename(document: Document, blueprint: Blueprint, form: FormData) -> Edited:
    """Other words for a tab or a section, in the language of the page."""
    key, locale = _first(form), _text(form, "locale")
    locale = locale if locale in LOCALES else LOCALES[0]
    return Edited(rename_part(document.body, key, locale, _text(form, "label")), (key,))


EDITS: dict[str, Edit] = {
    "add": add,
    "move": move,
    "remove": remove,
    "widen": widen,
    "columns": columns,
    "rename": rename,
}


def _text(form: FormData, name: str) -> str:
    return str(form.get(name, "")).strip()


def _keys(form: FormData) -> tuple[str, ...]:
    return tuple(key for keys in form.getlist("part") for key in str(keys).split())


def _first(form: FormData) -> str:
    return next(iter(_keys(form)), "")
