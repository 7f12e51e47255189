"""`python -m benchmarks.forms`: a form of 60 fields with 20 conditions, drawn and reacting to an answer."""

import contextlib
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient

from benchmarks.measure import Act, Measure, Result, Target, run
from benchmarks.table import table
from form_engine import Circumstances, Forms, Showing, bind
from metamodel import Blueprint
from record_store.actor import Actor
from runtime.main import create_app
from ui_kit.presentation import Presentation
from web.csrf import csrf_token
from web.settings import read_settings

TENANT, ADMIN = "bench", "admin@bench.example"
PAGE = "runtime/record/form.html"
PLAIN: Mapping[str, Any] = {"tenant": TENANT, "action": "/x", "record": None, "label": "", "next": ""}
FIELDS, CONDITIONS = 60, 20
DRAW_TARGET, REACT_TARGET = Target(10), Target(50)
OPTIONS = [{"value": f"o{number}", "label": f"Option {number}"} for number in range(5)]
KINDS: tuple[Mapping[str, Any], ...] = (
    {"type": "text"}, {"type": "number", "scale": 2}, {"type": "select", "options": OPTIONS},
    {"type": "date"}, {"type": "boolean"}, {"type": "money", "scale": 2, "currency": "CNY"},
)  # fmt: skip
"""The fields of the form take turns in these types."""


def main() -> None:
    print(report())


def report() -> str:
    return table(f"A form of {FIELDS} fields with {CONDITIONS} conditions", measured())


def measured(rounds: int = 100) -> Iterator[Result]:
    with tempfile.TemporaryDirectory(prefix="trellis-bench-") as folder, opened(Path(folder)) as app:
        yield run(Measure("drawn", drawing(app), target=DRAW_TARGET, rounds=rounds))
        yield run(Measure("the page, from request to answer", asking(app), rounds=rounds))
        yield run(Measure("after an answer", answering(app), target=REACT_TARGET, rounds=rounds))


def blueprint() -> Blueprint:
    """An object `sheet`; every third field shows, is needed or is locked by what stands before it."""
    fields = [
        {"name": f"f{number}", "label": f"Field {number}", **KINDS[number % len(KINDS)]}
        for number in range(FIELDS)
    ]
    items = [
        {"type": "field", "field": field["name"], **condition(number)} for number, field in enumerate(fields)
    ]
    sections = [{"label": f"Part {at // 10}", "items": items[at : at + 10]} for at in range(0, FIELDS, 10)]
    everything = dict.fromkeys(("create", "read", "update", "delete"), "all")
    return Blueprint.of(
        [
            {"kind": "object", "name": "sheet", "label": "Sheet", "title_field": "f0", "fields": fields},
            {"kind": "form", "name": "sheet_form", "object": "sheet", "layout": [{"sections": sections}]},
            {"kind": "role", "name": "admin", "label": "Admin", "objects": {"*": everything}},
        ]
    )  # fmt: skip


def condition(number: int) -> dict[str, str]:
    """A condition for every third item, the first one included: `f2` is a choice, `f1` a number, `f4` a switch."""
    kinds = ("visible_when", "required_when", "readonly_when")
    written = ('f2 = "o1" OR f4', "f1 > 100 AND NOT ISBLANK(f0)", 'f2 IN ("o3", "o4") AND f5 > 10')
    return {kinds[number // 3 % 3]: written[number // 3 % 3]} if number % 3 == 0 else {}


def drawing(app: FastAPI) -> Act:
    """Binding and HTML alone, as an answer needs them."""
    composition, renderer = app.state.composition, app.state.renderer
    with composition.store.reading(TENANT, Actor.system()) as records:
        live, rights, moment = records.live, records.rights, records.moment
    definition = Forms.of(live).choose("sheet", "edit", ())
    conditions = sum(len(item.conditions) for item in definition.items)
    assert (len(definition.field_names), conditions) == (FIELDS, CONDITIONS)

    def draw() -> str:
        around = Circumstances(
            blueprint=live.blueprint,
            rights=rights,
            moment=moment,
            showing=Showing(),
            typed={"f2": "o1", "f1": "200"},
        )
        context = {**PLAIN, "form": bind(definition, around)}
        text: str = renderer.render_block(PAGE, "fields", context, Presentation("en", moment.zone))
        return text

    return draw


def asking(app: FastAPI) -> Act:
    client = signed_in(app)
    return lambda: ok(client.get(f"/{TENANT}/o/sheet/new"))


def answering(app: FastAPI) -> Act:
    """What a change of one answer costs: the whole form posted, read, bound and drawn anew."""
    client = signed_in(app)
    typed = {f"f{number}": "" for number in range(FIELDS)} | {"f0": "A", "f1": "200", "f2": "o1"}
    headers = {"HX-Request": "true", "X-CSRF-Token": client.headers["X-CSRF-Token"]}
    return lambda: ok(
        client.post(f"/{TENANT}/o/sheet/new", data={**typed, "_action": "refresh"}, headers=headers)
    )


def ok(answer: Any) -> None:
    assert answer.status_code == 200, answer.status_code


def signed_in(app: FastAPI) -> TestClient:
    composition = app.state.composition
    session = composition.sessions.open(composition.members.find(TENANT, ADMIN).account_id)
    client = TestClient(app, cookies={"trellis_session": session})
    client.headers["X-CSRF-Token"] = csrf_token(composition.settings.secret_key, session)
    return client


@contextlib.contextmanager
def opened(home: Path) -> Iterator[FastAPI]:
    environment = {
        "TRELLIS_HOME": str(home),
        "TRELLIS_LOG": "warning",
        "TRELLIS_RATE_LIMIT": "1000000/minute",
    }
    app = create_app(read_settings(environment, home / "no.env"))
    with TestClient(app):
        app.state.composition.tenants.create(TENANT, blueprint(), "Bench")
        app.state.composition.members.add(
            TENANT, Actor.system(), ADMIN, ["admin"], "Admin", "bench-password-1"
        )
        yield app


if __name__ == "__main__":
    main()
