"""The frame around a page: navigation from the app document and the person's rights."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fastapi import Request

from metamodel import Document
from metamodel.app import App, NavigationEntry
from record_store.access import Rights, rights_of
from record_store.live import Live
from record_store.notifications import unread_count
from report_engine import Dashboard
from ui_kit.messages import N_
from ui_kit.navigation import Banner, Frame, NavigationItem, Person
from web.links import Links
from web.localisation import translator
from web.viewing import may_begin
from web.visit import Visit

THEME_COOKIE = "trellis_theme"
THEMES = ("light", "dark", "system")
ROUTES = {"object": "records", "dashboard": "dashboard", "report": "report"}
"""The page that each kind of destination opens; the document's name is the parameter of that name."""
ICONS = {"dashboard": "layout-dashboard", "report": "chart-bar", "view": "list"}


def frame_of(request: Request, visit: Visit) -> Frame:
    """What stands around every page of this visit."""
    links: Links = request.app.state.links
    live, rights = visit.live, rights_of(visit.live, visit.actor)
    label = live.settings.label or visit.tenant

    def known(route: str) -> str | None:
        return links.url(route, tenant=visit.tenant) if links.known(route) else None

    return Frame(
        name=label,
        home=known("home") or f"/{visit.tenant}/",
        navigation=_Bar(links, visit, live, rights, request.url.path).items(),
        person=Person(visit.actor.name or visit.actor.email, visit.actor.email),
        search=known("search"),
        inbox=None if visit.viewer else known("inbox"),
        inbox_count=0 if visit.viewer else _unread(visit),
        studio=known("studio") if rights.can("studio") else None,
        sign_out=links.url("sign_out"),
        preferences=links.url("preferences"),
        csrf_token=visit.csrf_token,
        theme=chosen_theme(request),
        menu=_menu(request, visit, known("view_as")),
        banner=_banner(request, visit, known("view_as_end")),
    )


def _menu(request: Request, visit: Visit, view_as: str | None) -> tuple[NavigationItem, ...]:
    """What the person menu offers beyond what everybody has."""
    if view_as is None or not may_begin(visit.live, visit.viewer or visit.actor):
        return ()
    _, translate = translator(request)
    return (NavigationItem(translate(N_("See this as a role…")), "eye", view_as),)


def _banner(request: Request, visit: Visit, end: str | None) -> Banner | None:
    """Whose rights are looked through, and the way out."""
    if visit.viewer is None or end is None:
        return None
    _, translate = translator(request)
    known = visit.live.blueprint.roles
    separator = "、" if visit.locale.startswith("zh") else ", "
    roles = separator.join(
        known[name].label.text(visit.locale) for name in visit.actor.roles if name in known
    )
    if visit.actor.id == visit.viewer.id:
        text = translate(N_("You see this as {role}")).format(role=roles)
    else:
        said = translate(N_("You see this as {person} ({role})"))
        text = said.format(person=visit.actor.name or visit.actor.email, role=roles)
    return Banner(text, translate(N_("End")), end)


def chosen_theme(request: Request) -> str:
    """Light, dark, or whatever the system of the person says."""
    chosen = request.cookies.get(THEME_COOKIE, "")
    return chosen if chosen in THEMES else "system"


def _unread(visit: Visit) -> int:
    """How many messages wait in the person's inbox."""
    with visit.reading() as records:
        return unread_count(records.connection, visit.actor.id)


class _Bar:
    """The left bar of one person: what the app documents list and the rights allow."""

    def __init__(self, links: Links, visit: Visit, live: Live, rights: Rights, here: str) -> None:
        self.links, self.visit, self.live, self.rights, self.here = links, visit, live, rights, here

    def items(self) -> tuple[NavigationItem, ...]:
        apps = [App(document) for document in self.live.blueprint.of_kind("app")]
        listed = [item for app in apps for item in self.entries(app.navigation)]
        return tuple(listed or self.all_objects())

    def entries(self, entries: Iterable[NavigationEntry]) -> Iterator[NavigationItem]:
        for entry in entries:
            if entry.kind and entry.name:
                item = self.destination(entry.kind, entry.name, entry)
                if item is not None:
                    yield item
            elif inner := tuple(self.entries(entry.items)):
                label = entry.label.text(self.visit.locale) if entry.label else ""
                yield NavigationItem(label, children=inner)

    def all_objects(self) -> Iterator[NavigationItem]:
        for described in self.rights.visible_objects():
            item = self.destination("object", described.name, None)
            if item is not None:
                yield item

    def destination(self, kind: str, name: str, entry: NavigationEntry | None) -> NavigationItem | None:
        document = self.live.blueprint.documents.get((kind, name))
        if document is None:
            return None
        about = str(document.body["object"]) if kind == "view" else name
        if not self.may_open(document, about):
            return None
        href = self.address(kind, name, about)
        if href is None:
            return None
        described = self.live.blueprint.objects.get(about) if kind == "object" else None
        label = (entry and entry.label) or (described.plural_label if described else document.label)
        own = entry.icon if entry else ""
        icon = own or str(document.body.get("icon") or (described.icon if described else ICONS.get(kind, "")))
        return NavigationItem(
            label.text(self.visit.locale), icon, href, self.is_here(href), children=self.inside(entry)
        )

    def may_open(self, document: Document, about: str) -> bool:
        """Nothing is offered that would be refused."""
        if document.kind == "dashboard":
            return Dashboard(document).is_for(self.visit.actor.roles)
        if document.kind == "report":
            about = str(document.body["object"])
        return self.rights.allows(about, "read")

    def inside(self, entry: NavigationEntry | None) -> tuple[NavigationItem, ...]:
        return tuple(self.entries(entry.items)) if entry else ()

    def address(self, kind: str, name: str, about: str) -> str | None:
        if kind == "view":
            known = self.links.known("records")
            return (
                self.links.url("records", tenant=self.visit.tenant, object=about, view=name)
                if known
                else None
            )
        route = ROUTES[kind]
        return (
            self.links.url(route, tenant=self.visit.tenant, **{kind: name})
            if self.links.known(route)
            else None
        )

    def is_here(self, href: str) -> bool:
        return self.here == href or self.here.startswith(f"{href}/")
