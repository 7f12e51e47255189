"""A good form for an object that has none: what names a record first, long things last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from metamodel import Document, Field, Label, Object
from metamodel.blueprint import Blueprint

QUICK_FIELDS = 6

Entry = dict[str, Any]


@dataclass(frozen=True, slots=True)
class SectionPlan:
    """One section of a derived form and the fields that belong to it."""

    label: Label | None
    holds: Callable[[Field], bool]
    collapsed: bool = False


def _of_kinds(*kinds: str) -> Callable[[Field], bool]:
    return lambda field: field.type.kind in kinds


SECTIONS = (
    SectionPlan(Label({"en": "Contact", "zh-CN": "联系方式"}),
                _of_kinds("email", "phone", "mobile_cn", "url", "address", "geolocation")),
    SectionPlan(Label({"en": "Figures", "zh-CN": "计算结果"}), lambda field: field.computed is not None),
    SectionPlan(Label({"en": "Files", "zh-CN": "文件"}), lambda field: field.type.group == "file"),
    SectionPlan(Label({"en": "Description", "zh-CN": "描述"}), _of_kinds("long_text", "rich_text", "json")),
)  # fmt: skip
"""What comes after the key facts, in this order; a field goes to the first section that holds it."""

SYSTEM_SECTION = Label({"en": "Record", "zh-CN": "记录信息"})
SYSTEM_SHOWN = ("owner", "created_at", "created_by", "updated_at", "updated_by")


def derive_form(blueprint: Blueprint, described: Object, purpose: str) -> Document:
    """The form document of that purpose, as somebody could have written it."""
    sections = _quick(described) if purpose == "quick" else list(_sections(blueprint, described, purpose))
    body = {
        "kind": "form",
        "name": f"{described.name}_{purpose}"[:63],
        "label": dict(described.label.texts),
        "object": described.name,
        "purpose": purpose,
        "layout": [{"sections": sections}],
    }
    return Document.from_json(body)


def form_of_fields(described: Object, names: Iterable[str]) -> Document:
    """A form that holds these fields and nothing else. Raises: NotFound."""
    items = [_field_item(described.field(name)) for name in names]
    layout = [{"sections": [_section(None, items, columns=1)]}]
    return Document.from_json(
        {"kind": "form", "name": described.name, "object": described.name, "layout": layout}
    )


def _quick(described: Object) -> list[Entry]:
    """The title and what is required, filled up with the first key facts."""
    fields = [field for field in _in_order(described) if field.writable and field.type.kind != "lines"]
    needed = [field for field in fields if field.required or field.name == described.title_field]
    others = [field for field in fields if field not in needed and not field.type.kind.endswith("text")]
    wanted = needed + others[: max(QUICK_FIELDS - len(needed), 0)]
    return [_section(None, (_field_item(field) for field in fields if field in wanted))]


def _sections(blueprint: Blueprint, described: Object, purpose: str) -> Iterator[Entry]:
    left = [field for field in _in_order(described) if field.type.kind != "lines"]
    later = [(plan, [field for field in left if _home(field) is plan]) for plan in SECTIONS]
    key_facts = [field for field in left if _home(field) is None]
    owner = [] if purpose == "detail" else [described.by_name["owner"]]
    yield _section(None, map(_field_item, key_facts + owner))
    for plan, fields in later:
        if fields:
            yield _section(plan.label, map(_field_item, fields), collapsed=plan.collapsed)
    for field in described.fields:
        if field.type.kind == "lines":
            yield _section(field.label, [{"type": "lines", "field": field.name}], columns=1)
    if purpose == "detail":
        yield from _detail_sections(blueprint, described)


def _detail_sections(blueprint: Blueprint, described: Object) -> Iterator[Entry]:
    system = (described.by_name[name] for name in SYSTEM_SHOWN)
    yield _section(SYSTEM_SECTION, map(_field_item, system), collapsed=True)
    related = list(related_lists(blueprint, described))
    if related:
        yield _section(None, related, columns=1)


def related_lists(blueprint: Blueprint, described: Object) -> Iterator[Entry]:
    """The objects that point at this one, but for those edited inside it as line items."""
    inside = {
        (field.target, field.settings.get("via")) for field in described.fields if field.type.kind == "lines"
    }
    for other in blueprint.objects.values():
        for field in other.fields:
            points_here = field.type.kind == "lookup" and field.target == described.name
            if points_here and (other.name, field.name) not in inside:
                yield {"type": "related", "object": other.name, "via": field.name}


def _in_order(described: Object) -> Iterable[Field]:
    """The title first, then the order in which the object was built."""
    return sorted(described.fields, key=lambda field: field.name != described.title_field)


def _home(field: Field) -> SectionPlan | None:
    return next((plan for plan in SECTIONS if plan.holds(field)), None)


def _field_item(field: Field) -> Entry:
    return {"type": "field", "field": field.name}


def _section(
    label: Label | None, items: Iterable[Entry], *, columns: int = 2, collapsed: bool = False
) -> Entry:
    section: Entry = {"columns": columns, "items": list(items)}
    if label:
        section["label"] = dict(label.texts)
    if collapsed:
        section["collapsed"] = True
    return section
