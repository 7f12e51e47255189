"""Small blueprints, forms and bound forms for tests, each argument being the one thing a test is about."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from form_engine import (
    BoundForm,
    Circumstances,
    Entries,
    FormDefinition,
    Reading,
    Showing,
    bind,
    compile_form,
    read_form,
)
from metamodel import Blueprint, Document
from record_store.access import Rights
from record_store.live import Live

CHOICES = [
    {"value": "open", "label": {"en": "Open", "zh-CN": "进行中"}, "color": "blue"},
    {"value": "won", "label": "Won", "color": "green"},
]
FIELDS: Sequence[Mapping[str, Any]] = (
    {"name": "title", "type": "text", "required": True},
    {"name": "stage", "type": "select", "options": CHOICES},
    {"name": "amount", "type": "money", "currency": "CNY", "scale": 2},
    {"name": "account", "type": "lookup", "object": "account"},
    {"name": "close_date", "type": "date"},
    {"name": "notes", "type": "long_text"},
    {"name": "active", "type": "boolean"},
    {"name": "tags", "type": "tags"},
    {"name": "colors", "type": "multi_select", "options": [{"value": "red"}, {"value": "blue"}]},
    {"name": "place", "type": "address"},
    {"name": "person", "type": "person_name"},
    {"name": "lines", "type": "lines", "object": "line", "via": "deal"},
)
LINE_FIELDS: Sequence[Mapping[str, Any]] = (
    {"name": "deal", "type": "lookup", "object": "deal"},
    {"name": "product", "type": "text", "required": True},
    {"name": "price", "type": "money", "currency": "CNY", "scale": 2},
)


def blueprint(fields: Sequence[Mapping[str, Any]] = FIELDS, *more: Mapping[str, Any]) -> Blueprint:
    """A deal with an account, line items and a role `rep`."""
    return Blueprint.of(
        [
            {
                "kind": "object",
                "name": "deal",
                "label": {"en": "Deal", "zh-CN": "商机"},
                "title_field": "title",
                "fields": list(fields),
            },
            {
                "kind": "object",
                "name": "account",
                "title_field": "name",
                "fields": [{"name": "name", "type": "text"}, {"name": "tier", "type": "text"}],
            },
            {"kind": "object", "name": "line", "fields": list(LINE_FIELDS)},
            *more,
        ]
    )


def role(**fields: str) -> dict[str, Any]:
    """A role that may do everything but what is said of these fields of a deal."""
    everything = dict.fromkeys(("create", "read", "update", "delete", "export"), "all")
    return {"kind": "role", "name": "rep", "objects": {"*": everything}, "fields": {"deal": fields}}


def field(name: str, **settings: Any) -> dict[str, Any]:
    return {"type": "field", "field": name, **settings}


def lines(**settings: Any) -> dict[str, Any]:
    return {"type": "lines", "field": "lines", **settings}


def form_document(*items: Mapping[str, Any], **own: Any) -> Document:
    """A form with one tab and one section of these items."""
    layout = own.pop("layout", [{"sections": [{"items": list(items)}]}])
    return Document.from_json(
        {"kind": "form", "name": "deal_form", "object": "deal", "layout": layout, **own}
    )


def form(*items: Mapping[str, Any], of: Blueprint | None = None, **own: Any) -> FormDefinition:
    return compile_form(form_document(*items, **own), of or blueprint())


def rights(of: Blueprint, *roles: str) -> Rights:
    return Rights(Live("acme", 1, of), roles, system=not roles)


def bound(
    definition: FormDefinition, of: Blueprint | None = None, *, roles: Sequence[str] = (), **around: Any
) -> BoundForm:
    """The form bound for somebody who may do everything, unless roles are named."""
    described = of or blueprint()
    locale = around.pop("locale", "en")
    circumstances = Circumstances(
        blueprint=described,
        rights=rights(described, *roles),
        showing=around.pop("showing", Showing(locale)),
        **around,
    )
    return bind(definition, circumstances)


def read(definition: FormDefinition, *pairs: tuple[str, str], of: Blueprint | None = None) -> Reading:
    return read_form(definition, of or blueprint(), Entries.of(pairs))
