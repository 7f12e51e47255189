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
    """The changes that one builder makes in the designer of one document."""

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
            changed = {id: body for id, body in after.items() if before[id].body != body}
            try:
                self._put(draft, changed)
            except Conflict as refused:
                if attempt == TRIES - 1 or not _is_stale(refused):
                    raise
                continue
            if changed:
                self._remember(draft, changed)
            return

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

    def _remember(self, draft: Draft, changed: Bodies) -> None:
        """The step as it was kept: the store gives ids to what is new."""
        before, now = documents_of(draft), documents_of(self._draft())
        after = {id: now[id].body for id in changed if id in now}
        step = Step({id: before[id].body for id in changed}, {**changed, **after})
        self.steps.keep(self.place, self.history.with_step(step))

    def _exchange(self, expected: Bodies, wanted: Bodies) -> None:
        draft = self._draft()
        documents = documents_of(draft)
        for id, body in expected.items():
            document = documents.get(id)
            if document is None or document.body != body:
                raise Conflict(_changed_since(document, id))
        self._put(draft, wanted)

    def _put(self, draft: Draft, bodies: Bodies) -> None:
        documents = documents_of(draft)
        for id, body in bodies.items():
            version = draft.versions.get(documents[id].key, 0)
            self.visit.releases.put(self.visit.tenant, self.visit.actor, body, version)

    def _draft(self) -> Draft:
        return self.visit.releases.draft(self.visit.tenant)


def editing_of(app: Starlette, visit: Visit, document: Document) -> Editing:
    """The editing of the person in the designer of that document."""
    if not hasattr(app.state, "studio_steps"):
        app.state.studio_steps = Steps()
    return Editing(visit, app.state.studio_steps, (visit.tenant, visit.actor.id, _id_of(document)))


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
