"""Two people changed one record: what each of them wrote, field by field, and the choice between them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from starlette.responses import Response

from form_engine import BoundField, BoundLines, Shown, number_in, same_as_typed, widget_of
from metamodel import Field
from record_store.history import HistoryEntry
from runtime.pages.drafts import forget_draft
from runtime.pages.form_sheet import FormSheet, before_of, typed_rows
from runtime.pages.showing import showing_of
from web.forms import Form
from web.pages import redirect
from web.visit import PageVisit

router = APIRouter(include_in_schema=False)
CHOICE = "_choice."
MINE, THEIRS, BEFORE = "mine", "theirs", "before"


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that both changed: what I typed, what is there now, and what was there before."""

    field: Field
    mine: Shown
    theirs: Shown
    before: Shown


def read_differences(
    sheet: FormSheet, mine: Mapping[str, Any], changes: tuple[HistoryEntry, ...]
) -> tuple[Difference, ...]:
    """The fields that need a choice: changed by me and, since I began, otherwise by somebody else."""
    touched = {name for entry in changes for name in entry.changes} & set(mine)
    if not touched:
        return ()
    before, showing = before_of(changes), showing_of(sheet.request, sheet.visit)
    now = {
        item.field.name: item.value if isinstance(item, BoundField) else typed_rows(item)
        for item in sheet.bind({}).items
        if isinstance(item, BoundField | BoundLines)
    }
    written = sheet.bind(mine).fields

    def show(field: Field, value: Any) -> Shown:
        return widget_of(field).show(field, value, showing)

    def difference(name: str) -> Difference:
        field = sheet.definition.object.field(name)
        typed = written[name].shown if name in written else show(field, mine[name])
        said = typed if not typed.blank else Shown(text=str(mine[name] or ""))
        return Difference(field, said, show(field, sheet.values.get(name)), show(field, before.get(name)))

    return tuple(
        difference(name) for name in mine if name in touched and not same_as_typed(mine[name], now.get(name))
    )


@router.post("/{tenant}/o/{object}/{id}/conflict", name="settle_conflict")
def settle_conflict(request: Request, visit: PageVisit, form: Form, object: str, id: str) -> Response:
    """Saves the record as the person decided, over the version they were shown.

    Raises: Conflict when somebody was quicker once more.
    """
    with visit.reading() as records:
        sheet = FormSheet(request, visit, records, object, "edit", record=records.get(object, id))
        reading = sheet.read(form)
        values = sheet.kept(reading)
        before = before_of(sheet.changes_since(reading.version))
    for name in list(values):
        choice = form.get(f"{CHOICE}{name}", MINE)
        if choice == THEIRS:
            del values[name]
        elif choice == BEFORE:
            values[name] = before.get(name)
    shown_version = str(form.get("_shown_version", ""))
    with visit.writing() as records:
        if values:
            records.update(object, id, values, number_in(shown_version))
        forget_draft(records, visit, object, sheet.record.id if sheet.record else "")
    return redirect(request, "record", tenant=visit.tenant, object=object, id=id)
