"""Changing the draft: every change is a step that its builder can take back while nobody else changed the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from starlette.applications import Starlette

from metamodel import Conflict, Document, Issue
from record_store.releases import Draft
from studio.steps import Bodies, DocumentId, History, Place, Step, Steps
from web.visit import Visit

Edit = Callable[[Draft], Sequence[Mapping[str, Any]]]
"""What the changed documents are, given the draft as it is."""
TRIES = 5


@dataclass(frozen=True)
class Editing:
    """The changes that one builder makes in the designer of one document, or in a room over many such as `roles`."""

    visit: Visit
    steps: Steps
    place: Place

    @property
    def history(self) -> History:
        return self.steps.of(self.place)

    @property
    def document(self) -> DocumentId:
        return self.place[2]

    def change(self, edit: Edit) -> None:
        """Make the edit on the draft as it is now; again, when somebody else was quicker. Raises: Conflict."""
        for attempt in range(TRIES):
            draft = self._draft()
            before = documents_of(draft)
            after = {_id_of(Document.from_json(body)): body for body in edit(draft)}
            changed = {id: body for id, body in after.items() if id not in before or before[id].body != body}
            try:
                self._put(draft, changed)
            except Conflict as refused:
                if attempt == TRIES - 1 or not _is_stale(refused):
                    raise
                continue
            if changed:
                self._remember(draft, changed)
            return

    def remove(self, kind: str, name: str) -> None:
        """Take a document out of the draft; that is a step like any other. Raises: NotFound."""
        document = self._draft().blueprint.document(kind, name)
        self.visit.releases.remove(self.visit.tenant, self.visit.actor, kind, name)
        step = Step({_id_of(document): document.body}, {_id_of(document): None})
        self.steps.keep(self.place, self.history.with_step(step))

    def undo(self) -> Step | None:
        """Take the last step back; None when there is none. Raises: Conflict, when others went on from it."""
        if not self.history.done:
            return None
        step = self.history.done[-1]
        self._exchange(step.after, step.before)
        self.steps.keep(self.place, self.history.taken_back())
        return step

    def redo(self) -> Step | None:
        """Make the step again that was taken back last. Raises: Conflict."""
        if not self.history.undone:
            return None
        step = self.history.undone[-1]
        self._exchange(step.before, step.after)
        self.steps.keep(self.place, self.history.made_again())
        return step

    def _remember(self, draft: Draft, changed: Mapping[DocumentId, Mapping[str, Any]]) -> None:
        """The step as it was kept: the store gives ids to what is new."""
        before, now = documents_of(draft), self._draft()
        after: dict[DocumentId, Mapping[str, Any] | None] = {}
        for id, body in changed.items():
            kept = documents_of(now).get(id) or now.blueprint.document(str(body["kind"]), str(body["name"]))
            after[_id_of(kept)] = kept.body
        step = Step({id: before[id].body if id in before else None for id in after}, after)
        self.steps.keep(self.place, self.history.with_step(step))

    def _exchange(self, expected: Bodies, wanted: Bodies) -> None:
        draft = self._draft()
        documents = documents_of(draft)
        for id, body in expected.items():
            document = documents.get(id)
            if (document.body if document else None) != body:
                raise Conflict(_changed_since(document, id))
        self._put(draft, wanted)

    def _put(self, draft: Draft, bodies: Bodies) -> None:
        """Make these documents what is given; nothing given takes one out of the draft."""
        documents, releases = documents_of(draft), self.visit.releases
        for id, body in bodies.items():
            known = documents.get(id)
            version = draft.versions.get(known.key, 0) if known else None
            if body is not None:
                releases.put(self.visit.tenant, self.visit.actor, body, version)
            elif known is not None:
                releases.remove(self.visit.tenant, self.visit.actor, *known.key, version)

    def _draft(self) -> Draft:
        return self.visit.releases.draft(self.visit.tenant)


def editing_of(app: Starlette, visit: Visit, document: Document) -> Editing:
    """The editing of the person in the designer of that document."""
    return _editing_at(app, visit, _id_of(document))


def editing_in_room(app: Starlette, visit: Visit, room: str) -> Editing:
    """The editing of the person in a room that changes many documents."""
    return _editing_at(app, visit, ("room", room))


def _editing_at(app: Starlette, visit: Visit, place: DocumentId) -> Editing:
    if not hasattr(app.state, "studio_steps"):
        app.state.studio_steps = Steps()
    return Editing(visit, app.state.studio_steps, (visit.tenant, visit.actor.id, place))


def documents_of(draft: Draft) -> dict[DocumentId, Document]:
    return {_id_of(document): document for document in draft.blueprint.documents.values()}


def _id_of(document: Document) -> DocumentId:
    return document.kind, document.id


def _is_stale(refused: Conflict) -> bool:
    return any(issue.code == "draft_changed" for issue in refused.issues)


def _changed_since(document: Document | None, id: DocumentId) -> Issue:
    message = "“{label}” was changed by somebody else since, so this step stays as it is"
    hint = "Look at it as it is now, then change it"
    label = document.label if document else id[1]
    return Issue("changed_since", "", message, hint, {"label": label})
