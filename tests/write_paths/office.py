"""A tenant whose orders have every kind of rule, and a person who reaches them on every path."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient
from httpx import Response

from flow_engine import work_through
from metamodel import Blueprint
from record_store.actor import Actor
from record_store.runs import Run, list_runs
from runtime.main import create_app
from tests.builders import a_field, an_object
from tests.runtime.pages.workplace import EVERYTHING, PASSWORD, TENANT, Workplace
from tests.web.application import application_settings
from tests.write_paths.cases import CHANGING, CREATING, Values

ORDER = an_object(
    "order",
    a_field("title", required=True),
    a_field("code", unique=True),
    a_field("stage", "select", options=[{"value": one} for one in ("new", "won", "lost")], default="new"),
    a_field("amount", "money", scale=2, currency="CNY"),
    a_field("reason", required_when='stage = "won"'),
    a_field("cause", visible_when="amount > 100", required_when="amount > 50"),
    a_field("locked", readonly_when='stage = "won"'),
    a_field("hidden", visible_when='stage = "lost"'),
    a_field("note", default="plain"),
    a_field("double", "number", scale=2, default={"expression": "amount * 2"}),
    a_field("country", "select", options=[{"value": "cn"}, {"value": "us"}]),
    a_field("city", "select", options=[{"value": "sh"}, {"value": "la"}],
            options_when={"field": "country", "options": {"cn": ["sh"], "us": ["la"]}}),
    a_field("like", "lookup", object="order", on_delete="clear", filter="region = $record.region"),
    "region",
    "slot",
    "signal",
    title_field="title",
    unique=[["region", "slot"]],
    rules=[
        {"name": "negative", "when": "amount < 0", "field": "amount", "message": "An amount cannot be negative"},
        {"name": "back", "when": 'ISCHANGED(stage) AND $prior.stage = "won"', "field": "stage", "message": "Won is won"},
    ],
)  # fmt: skip
BOARD = {
    "kind": "view",
    "name": "board",
    "object": "order",
    "type": "kanban",
    "group_by": "stage",
    "columns": ["title"],
}
QUICK = {
    "kind": "form",
    "name": "quick",
    "object": "order",
    "purpose": "quick",
    "layout": [
        {"sections": [{"items": [{"type": "field", "field": one["name"]} for one in ORDER["fields"]]}]}
    ],
}
ADMIN = {
    "kind": "role",
    "name": "admin",
    "objects": {"*": EVERYTHING},
    "can": ["studio", "import", "bulk", "api"],
}


def flow(name: str, trigger: dict[str, Any], *steps: dict[str, Any], **body: Any) -> dict[str, Any]:
    return {
        "kind": "flow",
        "name": name,
        "trigger": {"type": "record", **trigger},
        "steps": list(steps),
        **body,
    }


def flows() -> Iterator[dict[str, Any]]:
    """For every case a flow that writes what the case sends, started by a signal that names it."""
    for case in CREATING:
        made = {
            "id": "make",
            "type": "create_record",
            "settings": {"object": "order", "values": dict(case.sent)},
        }
        starts = {"object": "request", "on": ["created"], "when": f'name = "{case.name}"'}
        yield flow(f"make_{case.name}", starts, made)
    for case in CHANGING:
        step = {"id": "set", "type": "set_fields", "settings": {"values": dict(case.sent)}}
        for timing, word in (("after_commit", "after"), ("before_save", "before")):
            starts = {"object": "order", "on": ["updated"], "fields": ["signal"],
                      "when": f'signal = "{word}_{case.name}"'}  # fmt: skip
            yield flow(f"{word}_{case.name}", starts, step, timing=timing)


@dataclass
class Office(Workplace):
    """The application with these orders; `key` opens its API."""

    key: str = ""

    def call(self, method: str, path: str, body: Any = None, **more: Any) -> Response:
        headers = {"Authorization": f"Bearer {self.key}"}
        client = TestClient(self.app, headers=headers, follow_redirects=False)
        answer: Response = client.request(method, f"/api/v1/{TENANT}{path}", json=body, **more)
        return answer

    def order(self, id: str) -> dict[str, str | None]:
        """The order as texts."""
        with self.composition.store.reading(TENANT, Actor.system()) as records:
            values = records.get("order", id).values
        return {name: None if value is None else str(value) for name, value in values.items()}

    def orders(self) -> list[str]:
        from record_store.queries import Query

        with self.composition.store.reading(TENANT, Actor.system()) as records:
            return [record.id for record in records.page(Query("order", fields=())).records]

    def run_flows(self) -> Run:
        """The newest run, once nothing waits any more."""
        work_through(self.composition.store, TENANT)
        with self.composition.store.reading(TENANT, Actor.system()) as records:
            return list_runs(records.connection)[0]


@contextmanager
def open_office(home: Path, database_url: str | None) -> Iterator[Office]:
    app = create_app(application_settings(home, database_url, TRELLIS_BACKGROUND="off"))
    blueprint = Blueprint.of([ORDER, an_object("request", "name"), BOARD, QUICK, ADMIN, *flows()])
    with TestClient(app):
        office = Office(app)
        office.composition.tenants.create(TENANT, blueprint, "Demo")
        member = office.composition.members.add(
            TENANT, Actor.system(), "admin@demo.example", ["admin"], "Admin", PASSWORD
        )
        office.key = office.composition.keys.create(TENANT, Actor.system(), member.id)
        yield office


class FormReader(HTMLParser):
    """What a browser would send of a page's form: every named input that is enabled, with its value."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.sent: dict[str, str] = {}
        self._open = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        name = given.get("name") or ""
        if "disabled" in given:
            return
        if tag == "input" and name and given.get("type") not in ("checkbox", "radio", "file"):
            self.sent[name] = given.get("value") or ""
        elif tag in ("textarea", "select") and name:
            self._open = name
            self.sent.setdefault(name, "")
        elif tag == "option" and self._open and "selected" in given:
            self.sent[self._open] = given.get("value") or ""

    def handle_endtag(self, tag: str) -> None:
        if tag in ("textarea", "select"):
            self._open = ""

    def handle_data(self, data: str) -> None:
        if self._open and self.get_starttag_text().startswith("<textarea"):  # type: ignore[union-attr]
            self.sent[self._open] += data.removeprefix("\n")


def form_of(page: Response, name: str) -> dict[str, str]:
    """The fields of the form of the page that has an input of that name."""
    forms = re.findall(r"<form\b.*?</form>", page.text, re.DOTALL)
    return next(found for form in forms if name in (found := FormReader(form).sent))


def as_typed(values: Values) -> dict[str, str]:
    return {name: value or "" for name, value in values.items()}
