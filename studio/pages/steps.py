"""Undo and redo on the page of an object."""

from __future__ import annotations

from fastapi import APIRouter, Request
from starlette.responses import Response

from studio.pages.studio_visit import BuilderVisit
from studio.pages.workspace_answers import object_editing, render_workspace
from studio.steps import Bodies, Step
from ui_kit.messages import N_
from web.forms import Form
from web.pages import redirect
from web.visit import Visit

router = APIRouter(prefix="/{tenant}/studio/o/{object}", include_in_schema=False)


@router.post("/undo", name="studio_undo")
def undo(visit: BuilderVisit, request: Request, object: str, form: Form) -> Response:
    """Take back the last step of this person on this page; only if it is `step`, where that is said."""
    editing = object_editing(request, visit, object)
    meant = str(form.get("step", ""))
    if meant and meant not in [step.id for step in editing.history.done[-1:]]:
        message = N_("There were more steps since; take them back one by one")
        return render_workspace(visit, request, object, _field(form), message=message)
    step = editing.undo()
    return _answer(visit, request, object, step, step.before if step else {}, form)


@router.post("/redo", name="studio_redo")
def redo(visit: BuilderVisit, request: Request, object: str, form: Form) -> Response:
    """Make the step again that was taken back last."""
    step = object_editing(request, visit, object).redo()
    return _answer(visit, request, object, step, step.after if step else {}, form)


def _answer(
    visit: Visit, request: Request, object: str, step: Step | None, now: Bodies, form: Form
) -> Response:
    """The workspace with the same field selected; the page moves along when the object's own name went back."""
    if step is None:
        return render_workspace(visit, request, object, _field(form), message=N_("There is no step to go to"))
    names = [str(body["name"]) for body in now.values() if body["kind"] == "object"]
    if names and names[0] != object:
        return redirect(request, "studio_object", tenant=visit.tenant, object=names[0])
    return render_workspace(visit, request, object, _field(form))


def _field(form: Form) -> str:
    return str(form.get("field", ""))
