"""The paths that records are written on: each sends values as its users would and tells what came of it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from httpx import Response

from record_store.actor import Actor
from record_store.stored_issues import stored_issues
from tests.runtime.pages.workplace import TENANT
from tests.write_paths.cases import Case, Values
from tests.write_paths.office import Office, as_typed, form_of


@dataclass(frozen=True)
class Answer:
    """`refused` is everything that was said, empty where it was taken."""

    refused: str = ""


def answered(answer: Response) -> Answer:
    if answer.status_code < 400:
        return Answer()
    assert answer.status_code in (403, 422), answer.text
    return Answer(html.unescape(answer.text))


# Creating


def by_form(office: Office, case: Case) -> Answer:
    visitor = office.visitor()
    sent = form_of(visitor.look("/o/order/new"), "title")
    return answered(visitor.send("/o/order/new", **{**sent, **as_typed(case.sent)}))


def by_quick_form(office: Office, case: Case) -> Answer:
    visitor = office.visitor()
    return answered(visitor.send("/o/order/quick", part=True, **as_typed(case.sent)))


def by_api(office: Office, case: Case) -> Answer:
    return answered(office.call("POST", "/records/order", dict(case.sent)))


def by_batch(office: Office, case: Case) -> Answer:
    return answered(
        office.call("POST", "/records/order/batch", {"create": [{"title": "Z"}, dict(case.sent)]})
    )


def by_upsert(office: Office, case: Case) -> Answer:
    record = {"signal": "unheard of", **case.sent}
    return answered(
        office.call("POST", "/records/order/batch", {"upsert": {"match": "signal", "records": [record]}})
    )


def by_import(office: Office, case: Case) -> Answer:
    return _imported(office, case.sent, mode="create")


def by_import_upsert(office: Office, case: Case) -> Answer:
    return _imported(office, {"signal": "unheard of", **case.sent}, mode="upsert", match="signal")


def by_flow(office: Office, case: Case) -> Answer:
    with office.composition.store.writing(TENANT, Actor.system()) as records:
        records.create("request", {"name": case.name})
    return _flow_answer(office)


CREATE: Mapping[str, Callable[[Office, Case], Answer]] = {
    "form": by_form,
    "quick form": by_quick_form,
    "API": by_api,
    "batch create": by_batch,
    "batch upsert": by_upsert,
    "import": by_import,
    "import upsert": by_import_upsert,
    "flow create_record": by_flow,
}


# Changing

Change = Callable[[Office, Case, str], Answer]


def change_form(office: Office, case: Case, id: str) -> Answer:
    visitor = office.visitor()
    sent = form_of(visitor.look(f"/o/order/{id}/edit"), "title")
    return answered(visitor.send(f"/o/order/{id}/edit", **{**sent, **as_typed(case.sent)}))


def patch(office: Office, case: Case, id: str) -> Answer:
    return answered(office.call("PATCH", f"/records/order/{id}", dict(case.sent)))


def change_batch(office: Office, case: Case, id: str) -> Answer:
    return answered(office.call("POST", "/records/order/batch", {"update": [{"id": id, **case.sent}]}))


def change_upsert(office: Office, case: Case, id: str) -> Answer:
    body = {"upsert": {"match": "signal", "records": [{"signal": "mine", **case.sent}]}}
    return answered(office.call("POST", "/records/order/batch", body))


def change_import(office: Office, case: Case, id: str) -> Answer:
    return _imported(office, {"signal": "mine", **case.sent}, mode="update", match="signal")


def change_import_upsert(office: Office, case: Case, id: str) -> Answer:
    return _imported(office, {"signal": "mine", **case.sent}, mode="upsert", match="signal")


def change_cell(office: Office, case: Case, id: str) -> Answer:
    ((name, value),) = case.sent.items()
    visitor = office.visitor()
    editor = visitor.part(f"/o/order/{id}/cells/{name}").text
    was = re.search(r'name="_was" value="([^"]*)"', editor)
    sent = {name: value or "", "_was": html.unescape(was[1]) if was else ""}
    return answered(visitor.send(f"/o/order/{id}/cells/{name}", part=True, **sent))


def move_card(office: Office, case: Case, id: str) -> Answer:
    return answered(
        office.visitor().send("/o/order/move?view=board", part=True, card=id, column=case.sent["stage"])
    )


def set_stage(office: Office, case: Case, id: str) -> Answer:
    return answered(office.visitor().send(f"/o/order/{id}/stage", part=True, stage=case.sent["stage"]))


def change_many(office: Office, case: Case, id: str) -> Answer:
    ((name, value),) = case.sent.items()
    return answered(
        office.visitor().send("/o/order/bulk", part=True, ids=id, field=name, **{name: value or ""})
    )


def set_after(office: Office, case: Case, id: str) -> Answer:
    office.call("PATCH", f"/records/order/{id}", {"signal": f"after_{case.name}"}).raise_for_status()
    return _flow_answer(office)


def set_before(office: Office, case: Case, id: str) -> Answer:
    return answered(office.call("PATCH", f"/records/order/{id}", {"signal": f"before_{case.name}"}))


CHANGE: Mapping[str, Change] = {
    "form": change_form,
    "API PATCH": patch,
    "batch update": change_batch,
    "batch upsert": change_upsert,
    "import": change_import,
    "import upsert": change_import_upsert,
    "cell": change_cell,
    "kanban move": move_card,
    "stage path": set_stage,
    "bulk edit": change_many,
    "flow set_fields after the commit": set_after,
    "flow set_fields before the save": set_before,
}
OF_STAGES = ("kanban move", "stage path")


def takes(path: str, case: Case) -> bool:
    """Whether the path can send what the case sends: a card moves between stages alone."""
    return path not in OF_STAGES or set(case.sent) == {"stage"}


def _imported(office: Office, values: Values, **settings: str) -> Answer:
    lines = [",".join(values), ",".join(value or "" for value in values.values())]
    files = {"file": ("orders.csv", "\n".join(lines).encode())}
    data = {"object": "order", **settings}
    rehearsed = office.call("POST", "/imports", data=data, files=files)
    assert rehearsed.status_code == 201, rehearsed.text
    answer = rehearsed.json()
    if answer["outcome"]["refused"]:
        assert office.call("POST", f"/imports/{answer['id']}/commit").status_code == 422
        return Answer(" ".join(issue["message"] for row in answer["rows"] for issue in row["issues"]))
    assert office.call("POST", f"/imports/{answer['id']}/commit").status_code == 200
    return Answer()


def _flow_answer(office: Office) -> Answer:
    run = office.run_flows()
    if run.status == "done":
        return Answer()
    assert run.status == "failed"
    return Answer(" ".join(issue.sentence() for issue in stored_issues(run.issues)))
