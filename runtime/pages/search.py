"""Searching everything: the page, and what the command palette shows while somebody types."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Document, Object
from record_store.records import Records
from record_store.search.everywhere import Hit
from web.addresses import is_fragment
from web.links import Links
from web.pages import links_of, render_fragment, render_page
from web.visit import PageVisit, Visit

router = APIRouter(include_in_schema=False)
TEMPLATE = "runtime/search/search.html"
IN_PALETTE, ON_PAGE = 8, 50


@dataclass(frozen=True, slots=True)
class Found:
    """The hits in one object."""

    described: Object
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Command:
    """A page or an action of the palette; `words` are what it is found by."""

    label: str
    href: str
    icon: str
    words: str
    note: str = ""


@router.get("/{tenant}/search", name="search")
def search(request: Request, visit: PageVisit, q: str = "") -> Response:
    """Records of all objects, pages and actions that fit the words."""
    words = " ".join(q[:200].split())
    palette = is_fragment(request)
    with visit.reading() as records:
        hits = records.search(words, limit=IN_PALETTE if palette else ON_PAGE) if words else ()
        found = [Found(described, inside) for described, inside in _by_object(records, hits)]
        here = commands_here(links_of(request), visit, records, request.headers.get("hx-current-url", ""))
        offered = (*here, *commands_of(links_of(request), visit, records))
        commands = list({(one.href, one.note): one for one in offered if _fits(one, words)}.values())
    context: dict[str, Any] = {
        "q": words,
        "found": found,
        "commands": commands[:IN_PALETTE],
        "count": len(hits),
    }
    if palette:
        return render_fragment(request, visit, TEMPLATE, "palette", **context)
    return render_page(request, visit, TEMPLATE, **context)


def commands_of(links: Links, visit: Visit, records: Records) -> Iterator[Command]:
    """Where a person can go and what they can begin."""
    rights, tenant, translate = records.rights, visit.tenant, visit.locale
    for described in rights.visible_objects():
        label = described.plural_label.text(translate)
        yield Command(
            label,
            links.url("records", tenant=tenant, object=described.name),
            described.icon,
            _words(described),
            "go",
        )
        if rights.allows(described.name, "create"):
            single = described.label.text(translate)
            yield Command(
                single,
                links.url("new_record", tenant=tenant, object=described.name),
                "plus",
                _words(described),
                "new",
            )
            if rights.can("import") and links.known("import_new"):
                address = links.url("import_new", tenant=tenant, object=described.name)
                yield Command(label, address, "file-import", f"{_words(described)} import 导入", "import")
        if rights.can("studio") and links.known("studio_object"):
            address = links.url("studio_object", tenant=tenant, object=described.name)
            words = f"{_words(described)} edit change fields studio 编辑 字段 搭建"
            yield Command(described.label.text(translate), address, "tools", words, "build")
    for route, icon in (("home", "home"), ("inbox", "inbox"), ("trash", "trash")):
        yield Command(route, links.url(route, tenant=tenant), icon, route, "page")
    if rights.can("studio") and links.known("studio"):
        yield Command(
            "studio", links.url("studio", tenant=tenant), "tools", "studio build forms objects", "page"
        )


def commands_here(links: Links, visit: Visit, records: Records, address: str) -> Iterator[Command]:
    """What can be done about the page that the palette was opened on: a new record, its form or its view changed."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return
    path = [unquote(part) for part in parts.path.split("/") if part]
    described = records.live.blueprint.objects.get(path[2]) if path[1:2] == ["o"] and len(path) > 2 else None
    if described is None or described not in records.rights.visible_objects():
        return
    if records.rights.allows(described.name, "create"):
        label = described.label.text(visit.locale)
        made = links.url("new_record", tenant=visit.tenant, object=described.name)
        yield Command(label, made, "plus", _words(described), "new")
    if not records.rights.can("studio"):
        return
    chosen = parse_qs(parts.query).get("view", [""])[0]
    blueprint = records.live.blueprint
    if len(path) > 3:
        purposes = ("edit", "quick") if path[-1] in ("new", "edit") else ("detail", "edit")
        forms = [form for form in blueprint.of_kind("form") if form.body.get("object") == described.name]
        forms.sort(key=lambda form: _rank(str(form.body.get("purpose", "edit")), purposes))
        yield from _designed(links, visit, forms[:1], "form", "forms")
    else:
        views = [view for view in blueprint.of_kind("view") if view.body.get("object") == described.name]
        views.sort(key=lambda view: view.name != chosen)
        yield from _designed(links, visit, views[:1], "view", "table")


def _designed(
    links: Links, visit: Visit, documents: Sequence[Document], kind: str, icon: str
) -> Iterator[Command]:
    """The designer of the document, where there is one for its kind."""
    for document in documents:
        if links.known(f"studio_{kind}"):
            address = links.url(f"studio_{kind}", tenant=visit.tenant, name=document.name)
            words = f"edit change this {kind} studio 编辑 修改 表单 视图 搭建"
            yield Command(document.label.text(visit.locale), address, icon, words, f"this_{kind}")


def _rank(purpose: str, purposes: Sequence[str]) -> int:
    return purposes.index(purpose) if purpose in purposes else len(purposes)


def _words(described: Object) -> str:
    labels = (*described.label.texts.values(), *described.plural_label.texts.values(), described.name)
    return " ".join(labels)


def _fits(command: Command, words: str) -> bool:
    """Every word begins a word of the command, or stands in it where words have no spaces."""
    inside = f"{command.label} {command.words} {command.note}".lower()
    return all(word in inside for word in words.lower().split())


def _by_object(records: Records, hits: tuple[Hit, ...]) -> Iterator[tuple[Object, tuple[Hit, ...]]]:
    """In the order of the best hit of each object."""
    for name in dict.fromkeys(hit.object for hit in hits):
        yield records.live.blueprint.object(name), tuple(hit for hit in hits if hit.object == name)
