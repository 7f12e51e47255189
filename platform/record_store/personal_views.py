"""Views that people made for themselves: documents of the shape of views, kept with the tenant's data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, insert, select, update
from uuid_utils import uuid7

from metamodel import Invalid, Issue, not_found
from metamodel.documents import Document
from metamodel.view import View
from record_store.system_tables import MEMBER, PERSONAL_VIEW

if TYPE_CHECKING:
    from record_store.records import Records

PREFIX = "my_"
"""Begins the names of personal views, so that they meet no view of the blueprint."""
MOST_VIEWS = 100
"""So many of one object for one person."""
DEFAULTS = "default_views"
"""The preference that says which view a person begins with, by object."""


@dataclass(frozen=True, slots=True)
class PersonalView:
    """One of them; shared with the roles in its `share`, seen by its owner alone where there is none."""

    id: str
    member_id: str
    body: Mapping[str, Any]

    @property
    def view(self) -> View:
        return View(Document.from_json(self.body))

    @property
    def name(self) -> str:
        return str(self.body["name"])


def personal_views(records: Records, object_name: str) -> tuple[PersonalView, ...]:
    """The person's own views of the object, the oldest first, and those that others share with their roles."""
    of_object = (
        select(PERSONAL_VIEW).where(PERSONAL_VIEW.c.object == object_name).order_by(PERSONAL_VIEW.c.id)
    )
    rows = records.connection.execute(of_object).all()
    found = [PersonalView(row.id, row.member_id, row.body) for row in rows]
    mine = [one for one in found if one.member_id == records.actor.id]
    roles = set(records.actor.roles)
    shared = [
        one for one in found if one.member_id != records.actor.id and roles & set(one.body.get("share", ()))
    ]
    return (*mine, *shared)


def add_personal_view(records: Records, body: Mapping[str, Any]) -> PersonalView:
    """Keep a new view of the person. Raises: Invalid."""
    id = str(uuid7())
    name = f"{PREFIX}{id.replace('-', '')}"
    made = PersonalView(id, records.actor.id, {**body, "kind": "view", "name": name})
    mine = [one for one in personal_views(records, str(body["object"])) if one.member_id == records.actor.id]
    if len(mine) >= MOST_VIEWS:
        message = "There are {most} views of your own already"
        raise Invalid(Issue("too_many", "", message, "Remove one first", {"most": MOST_VIEWS}))
    row = {"id": id, "member_id": records.actor.id, "object": body["object"], "body": made.body}
    records.connection.execute(insert(PERSONAL_VIEW).values(row | {"changed_at": records.moment.now}))
    return made


def own_view(records: Records, object_name: str, name: str) -> PersonalView:
    """A view of the person's own. Raises: NotFound, for those of others too."""
    views = personal_views(records, object_name)
    found = next((one for one in views if one.name == name and one.member_id == records.actor.id), None)
    if found is None:
        raise not_found("view", name)
    return found


def change_personal_view(records: Records, view: PersonalView, body: Mapping[str, Any]) -> None:
    changed = update(PERSONAL_VIEW).where(PERSONAL_VIEW.c.id == view.id)
    values = {"body": {**body, "kind": "view", "name": view.name}, "changed_at": records.moment.now}
    records.connection.execute(changed.values(values))


def remove_personal_view(records: Records, view: PersonalView) -> None:
    records.connection.execute(delete(PERSONAL_VIEW).where(PERSONAL_VIEW.c.id == view.id))


def default_view(records: Records, object_name: str) -> str:
    """The name of the view of the object that the person begins with; nothing where they chose none."""
    kept = records.connection.scalar(select(MEMBER.c.preferences).where(MEMBER.c.id == records.actor.id))
    chosen = (kept or {}).get(DEFAULTS)
    return str(chosen.get(object_name, "")) if isinstance(chosen, dict) else ""


def choose_default(records: Records, object_name: str, name: str) -> None:
    """From now on the person begins with that view; with the first one where it is empty."""
    kept = (
        records.connection.scalar(select(MEMBER.c.preferences).where(MEMBER.c.id == records.actor.id)) or {}
    )
    known = kept.get(DEFAULTS)
    before: dict[str, Any] = known if isinstance(known, dict) else {}
    chosen = {key: value for key, value in {**before, object_name: name}.items() if value}
    changed = update(MEMBER).where(MEMBER.c.id == records.actor.id)
    records.connection.execute(changed.values(preferences={**kept, DEFAULTS: chosen}))
