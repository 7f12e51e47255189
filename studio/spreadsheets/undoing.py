"""Taking a made object back: its import undone, the object to the trash, in a release of its own."""

from __future__ import annotations

from data_exchange import own_import, revert
from metamodel import Conflict, Issue
from metamodel.documents import Key
from web.visit import Visit


def undo_making(visit: Visit, import_id: str) -> None:
    """The records go to their trash, the object with its list to that of the releases.

    Raises: NotFound; Conflict, when others went on from it.
    """
    with visit.reading() as records:
        entry = own_import(records, import_id)
        count = records.live.blueprint.objects.get(entry.object)
    draft = visit.releases.draft(visit.tenant)
    key = ("object", entry.object)
    if count is None or key not in draft.live.documents:
        raise Conflict(Issue("gone", "", "The object is not there any more"))
    if key in draft.changed:
        message = "“{label}” was changed in the draft since"
        hint = "Publish or discard that first"
        raise Conflict(Issue("changed_since", "", message, hint, {"label": count.label}))
    if entry.status == "done":
        revert(visit.store, visit.tenant, visit.actor, import_id)
    _take_out(visit, entry.object)


def _take_out(visit: Visit, name: str) -> None:
    """The object, its views and every mention of it that stands in documents nobody else is changing."""
    releases, tenant, actor = visit.releases, visit.tenant, visit.actor
    draft = releases.draft(tenant)
    keys: set[Key] = {("object", name)}
    for document in draft.blueprint.documents.values():
        if document.kind in ("view", "form") and document.body.get("object") == name:
            keys.add(document.key)
    changed = {
        app.key: {**app.body, "navigation": _without(app.body.get("navigation", ()), name)}
        for app in draft.blueprint.of_kind("app")
    }
    changed |= {
        role.key: {
            **role.body,
            "objects": {k: v for k, v in role.body.get("objects", {}).items() if k != name},
        }
        for role in draft.blueprint.of_kind("role")
        if name in role.body.get("objects", {})
    }
    for key, body in changed.items():
        if body != draft.blueprint.documents[key].body:
            releases.put(tenant, actor, body)
            keys.add(key)
    for key in keys - set(changed):
        releases.remove(tenant, actor, *key)
    releases.publish(tenant, actor, f"← {name}", only=keys - (set(changed) & set(draft.changed)))


def _without(entries: object, name: str) -> list[object]:
    """Navigation entries without those that lead to the object."""
    kept: list[object] = []
    for entry in entries if isinstance(entries, list | tuple) else ():
        if entry.get("object") == name:
            continue
        kept.append({**entry, "items": _without(entry["items"], name)} if "items" in entry else entry)
    return kept
