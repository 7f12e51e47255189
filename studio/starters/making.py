"""The documents of a starter for one object: its names, its words, what of it the blueprint can hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from metamodel import Blueprint
from metamodel.labels import humanise
from studio.object_edits import free_name
from studio.starters.starter import LABEL, LINES, OBJECT, Body, Starter

ALIASES = "$to"
OTHERWISE = "$else"


def documents_of(
    starter: Starter, blueprint: Blueprint, name: str, label: Mapping[str, str]
) -> list[dict[str, Any]]:
    """The documents with free names: the object is called `name`, everything else as near to it as can be."""
    texts = {
        locale: label.get(locale) or next(iter(label.values()), humanise(name)) for locale in ("en", "zh-CN")
    }
    lines = free_name(f"{name}_{starter.lines}", list(blueprint.objects)) if starter.lines else ""
    gone = _gone(starter, blueprint)
    linked = [_linked(document, blueprint, gone) for document in starter.documents]
    made = [_filled(document, name, lines, texts) for document in linked]
    for body in made:
        if body["kind"] != "object":
            taken = [document.name for document in blueprint.of_kind(body["kind"])]
            body["name"] = free_name(body["name"], taken)
    made[0]["label"] = dict(label) or {"en": humanise(name)}
    return made


def _filled(body: Body, name: str, lines: str, texts: Mapping[str, str]) -> dict[str, Any]:
    filled = _replaced(body, name, lines, texts, "en")
    assert isinstance(filled, dict)
    return filled


def _replaced(value: Any, name: str, lines: str, texts: Mapping[str, str], locale: str) -> Any:
    """The value with names and words for the marks; a text under a locale gets the words of that locale."""
    if isinstance(value, str):
        return value.replace(OBJECT, name).replace(LINES, lines).replace(LABEL, texts[locale])
    if isinstance(value, Mapping):
        return {
            key: _replaced(one, name, lines, texts, key if key in texts else locale)
            for key, one in value.items()
        }
    if isinstance(value, list | tuple):
        return [_replaced(one, name, lines, texts, locale) for one in value]
    return value


def _linked(document: Body, blueprint: Blueprint, gone: frozenset[str]) -> Body:
    """The object with look-ups to what is there; fields that would lead nowhere are left out."""
    if document["kind"] != "object":
        return _without(document, gone)
    fields = [field for entry in document["fields"] if (field := _field(entry, blueprint)) is not None]
    return {**document, "fields": fields}


def _field(entry: Body, blueprint: Blueprint) -> dict[str, Any] | None:
    if ALIASES not in entry:
        return dict(entry)
    plain = {key: value for key, value in entry.items() if key not in (ALIASES, OTHERWISE)}
    target = next((name for name in entry[ALIASES] if name in blueprint.objects), None)
    if target is not None:
        return {**plain, "type": "lookup", "object": target, "on_delete": "clear"}
    return {**plain, **entry[OTHERWISE]} if OTHERWISE in entry else None


def _gone(starter: Starter, blueprint: Blueprint) -> frozenset[str]:
    """The fields that this blueprint has no object for."""
    objects = (document for document in starter.documents if document["kind"] == "object")
    entries = (entry for document in objects for entry in document["fields"])
    return frozenset(entry["name"] for entry in entries if _field(entry, blueprint) is None)


def _without(document: Body, gone: frozenset[str]) -> Body:
    """The form or the view without these fields."""
    if "columns" in document:
        return {**document, "columns": [name for name in document["columns"] if name not in gone]}
    if "layout" in document:
        return {
            **document,
            "layout": [{**tab, "sections": _sections(tab["sections"], gone)} for tab in document["layout"]],
        }
    return document


def _sections(sections: Sequence[Body], gone: frozenset[str]) -> list[dict[str, Any]]:
    return [
        {
            **section,
            "items": [_item(item, gone) for item in section["items"] if item.get("field") not in gone],
        }
        for section in sections
    ]


def _item(item: Body, gone: frozenset[str]) -> Body:
    if "columns" not in item:
        return item
    return {**item, "columns": [name for name in item["columns"] if name not in gone]}
