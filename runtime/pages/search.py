"""Searching everything: the page, and what the command palette shows while somebody types."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from metamodel import Object
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
        commands = [one for one in commands_of(links_of(request), visit, records) if _fits(one, words)]
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
    for route, icon in (("home", "home"), ("inbox", "inbox"), ("trash", "trash")):
        yield Command(route, links.url(route, tenant=tenant), icon, route, "page")
    if rights.can("studio") and links.known("studio"):
        yield Command(
            "studio", links.url("studio", tenant=tenant), "tools", "studio build forms objects", "page"
        )


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
