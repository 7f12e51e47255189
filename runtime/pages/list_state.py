"""What a person looks at in a list: object, view, own filter, search words and order, as the address says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from starlette.datastructures import QueryParams

from metamodel import Document, Object, not_found
from metamodel.paths import resolve
from metamodel.view import View
from metamodel.view_types import VIEW_TYPES
from record_store.actor import Actor
from record_store.live import Live
from record_store.personal_views import PREFIX, default_view, personal_views
from record_store.queries import Query
from record_store.records import Records

LONGEST_FILTER = 10_000
LONGEST_WORDS = 200
UNGROUPED = "-"


@dataclass(frozen=True)
class ListState:
    """`filter` and `sort` are the person's own, over those of the view."""

    described: Object
    views: tuple[View, ...]
    view: View
    filter: str = ""
    q: str = ""
    sort: tuple[str, ...] = ()
    cursor: str | None = None
    group: str = ""
    """What the person groups a list by; `-` not at all, nothing as the view says."""

    mine: frozenset[str] = frozenset()
    """The names of the person's own views."""
    default: str = ""
    """The view that the person begins with, where they chose one."""
    canvas: str = ""
    """Set where the studio shows the view of the draft: its addresses stay with the draft."""

    @property
    def grouped_by(self) -> str | None:
        """What a list is grouped by."""
        if self.group:
            return None if self.group == UNGROUPED else self.group
        return self.view.group_by if self.view.type.kind == "list" else None

    @property
    def row_order(self) -> tuple[str, ...]:
        """The order of the rows: groups first, the order that was asked for inside of them."""
        path = self.grouped_by
        if path is None:
            return self.order
        own = next((entry for entry in self.order if entry.removeprefix("-") == path), path)
        return (own, *(entry for entry in self.order if entry != own))

    @property
    def order(self) -> tuple[str, ...]:
        return self.sort or self.view.sort

    @property
    def whole_filter(self) -> str | None:
        """The view's filter and the person's together."""
        return both(self.view.filter, self.filter)

    @property
    def is_personal(self) -> bool:
        return self.view.name.startswith(PREFIX)

    @property
    def is_changed(self) -> bool:
        """Whether the person looks at the view otherwise than it says."""
        return bool(self.filter or self.sort or self.group)

    @property
    def export(self) -> dict[str, Any]:
        """What the export is asked for: a personal view is written out, since the API knows those of the blueprint."""
        if not self.is_personal:
            return self.address()
        fields = ",".join(column.path for column in self.view.columns)
        whole = {"filter": self.whole_filter, "q": self.q, "sort": ",".join(self.order), "fields": fields}
        return {name: value for name, value in whole.items() if value}

    @property
    def narrowed(self) -> bool:
        """Whether the person looks at less than the view holds."""
        return bool(self.filter or self.q)

    def query(self, fields: tuple[str, ...], limit: int = 50) -> Query:
        return Query(
            self.described.name,
            filter=self.whole_filter,
            q=self.q or None,
            sort=self.row_order,
            fields=fields,
            limit=limit,
            cursor=self.cursor,
        )

    def address(self, **changes: Any) -> dict[str, Any]:
        """The parameters of the address of this list with some of them changed; empty ones are left out."""
        now: Mapping[str, Any] = {
            "view": self.view.name,
            "filter": self.filter,
            "q": self.q,
            "sort": ",".join(self.sort),
            "group": self.group,
            "canvas": self.canvas,
        }
        return {name: value for name, value in {**now, **changes}.items() if value not in (None, "")}


def state_of(records: Records, object_name: str, sent: QueryParams) -> ListState:
    """The state that an address asks for. Raises: NotFound for an object or view that is not there."""
    live = records.live
    described = live.blueprint.object(object_name)
    personal = personal_views(records, object_name)
    views = (*views_of(live, records.actor, described), *(one.view for one in personal))
    default = default_view(records, object_name)
    view = _chosen_view(views, sent.get("view"), default)
    return ListState(
        described,
        views,
        view,
        sent.get("filter", "")[:LONGEST_FILTER].strip(),
        " ".join(sent.get("q", "")[:LONGEST_WORDS].split()),
        tuple(name for name in sent.get("sort", "").split(",") if _sortable(described, name)),
        sent.get("cursor") or None,
        _group(live, described, sent.get("group", "")),
        frozenset(one.name for one in personal if one.member_id == records.actor.id),
        default,
    )


def _chosen_view(views: tuple[View, ...], wanted: str | None, default: str) -> View:
    """Raises: NotFound, for a view that was asked for and is not there."""
    named = {view.name: view for view in views}
    if wanted and wanted not in named:
        raise not_found("view", wanted)
    return named.get(wanted or default, views[0])


def views_of(live: Live, actor: Actor, described: Object) -> tuple[View, ...]:
    """The views of the object for these roles, lists first; where there is none, one of everything."""
    order = list(VIEW_TYPES)
    views = [View(doc) for doc in live.blueprint.of_kind("view") if doc.body.get("object") == described.name]
    shared = [view for view in views if _is_for(view, actor)]
    return tuple(sorted(shared, key=lambda view: order.index(view.type.kind))) or (everything(described),)


def everything(described: Object) -> View:
    """The view of an object that has none."""
    body = {"kind": "view", "name": "", "object": described.name, "label": dict(described.plural_label.texts)}
    return View(Document.from_json(body))


def both(first: str | None, second: str | None) -> str | None:
    """Two conditions as one; each may end in a comment or hold an OR."""
    return f"({first}\n) AND ({second}\n)" if first and second else first or second or None


def _is_for(view: View, actor: Actor) -> bool:
    share = view.document.body.get("share")
    return not share or actor.is_system or bool(set(share) & {"*", *actor.roles})


def _group(live: Live, described: Object, path: str) -> str:
    """What may be grouped by at all; whether the person sees it is asked where it is used."""
    if path == UNGROUPED or (field := resolve(live.blueprint, described.name, path[:300])) is None:
        return path if path == UNGROUPED else ""
    return path if field.columns else ""


def _sortable(described: Object, entry: str) -> bool:
    name = entry.removeprefix("-")
    field = described.by_name.get(name.split(".")[0])
    return field is not None and ("." in name or field.type.sortable)
