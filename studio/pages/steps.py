"""Undo and redo in any designer."""

from __future__ import annotations

from fastapi import Request
from starlette.responses import Response

from studio.designers import Designer
from studio.editing import Editing
from studio.pages.workspace_answers import (
    addresses_in,
    editing_in,
    render_workspace,
    told,
)
from studio.steps import Bodies, Step
from ui_kit.messages import N_
from web.forms import Form
from web.pages import redirect_to
from web.visit import Visit


def undo(visit: Visit, request: Request, designer: Designer, name: str, form: Form) -> Response:
    """Take back the last step of this person on this page; only if it is `step`, where that is said."""
    editing = editing_in(request, visit, designer, name)
    meant = str(form.get("step", ""))
    if meant and meant not in [step.id for step in editing.history.done[-1:]]:
        message = N_("There were more steps since; take them back one by one")
        return render_workspace(visit, request, designer, name, keys_of(form), **told(message))
    step = editing.undo()
    return _answer(visit, request, editing, designer, name, step, step.before if step else {}, form)


def redo(visit: Visit, request: Request, designer: Designer, name: str, form: Form) -> Response:
    """Make the step again that was taken back last."""
    editing = editing_in(request, visit, designer, name)
    step = editing.redo()
    return _answer(visit, request, editing, designer, name, step, step.after if step else {}, form)


def keys_of(form: Form) -> tuple[str, ...]:
    """What is selected, as the page sends it along."""
    return tuple(key for keys in form.getlist("part") for key in str(keys).split())


def _answer(
    visit: Visit,
    request: Request,
    editing: Editing,
    designer: Designer,
    name: str,
    step: Step | None,
    now: Bodies,
    form: Form,
) -> Response:
    """The workspace with the same selected; the page moves along when the document's own name went back."""
    keys = keys_of(form)
    if step is None:
        return render_workspace(visit, request, designer, name, keys, **told(N_("There is no step to go to")))
    now_called = str((now.get(editing.document) or {}).get("name", name))
    if now_called != name:
        return redirect_to(request, addresses_in(request, visit, designer, now_called).page())
    return render_workspace(visit, request, designer, name, keys)
