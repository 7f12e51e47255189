"""A workplace for page tests: a small CRM, people of three roles, and a browser's session for each."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response
from sqlalchemy import delete, update

from metamodel import Blueprint
from record_store.actor import Actor
from record_store.record import Record
from record_store.system_tables import FORM_DRAFT, HISTORY, MEMBER, NOTIFICATION, PERSONAL_VIEW
from runtime.main import create_app
from tests.web.application import application_settings
from web.composition import Composition
from web.csrf import csrf_token

TENANT = "demo"
PASSWORD = "trellis-demo"
STAGES = [
    {"value": "open", "label": {"en": "Open", "zh-CN": "进行中"}, "color": "blue"},
    {"value": "offer", "label": {"en": "Offer", "zh-CN": "报价"}, "color": "violet"},
    {"value": "won", "label": {"en": "Won", "zh-CN": "赢单"}, "color": "green"},
    {"value": "lost", "label": {"en": "Lost", "zh-CN": "输单"}, "color": "red"},
]
EVERYTHING = dict.fromkeys(("create", "read", "update", "delete", "export"), "all")
DOCUMENTS: tuple[dict[str, Any], ...] = (
    {
        "kind": "object",
        "name": "account",
        "label": {"en": "Account", "zh-CN": "客户"},
        "plural_label": {"en": "Accounts", "zh-CN": "客户"},
        "icon": "building",
        "title_field": "name",
        "fields": [
            {"name": "name", "type": "text", "label": {"en": "Name", "zh-CN": "名称"}, "required": True},
            {"name": "industry", "type": "text"},
            {"name": "place", "type": "address"},
            {"name": "story", "type": "rich_text"},
            {"name": "signed", "type": "signature"},
            {"name": "papers", "type": "file", "multiple": True},
        ],
    },
    {
        "kind": "object",
        "name": "deal",
        "label": {"en": "Deal", "zh-CN": "商机"},
        "plural_label": {"en": "Deals", "zh-CN": "商机"},
        "icon": "target",
        "title_field": "title",
        "fields": [
            {"name": "title", "type": "text", "label": {"en": "Title", "zh-CN": "标题"}, "required": True},
            {"name": "account", "type": "lookup", "object": "account", "on_delete": "clear"},
            {"name": "stage", "type": "select", "options": STAGES, "default": "open"},
            {"name": "amount", "type": "money", "scale": 2, "currency": "CNY"},
            {"name": "close_date", "type": "date"},
            {"name": "lost_reason", "type": "text"},
            {"name": "notes", "type": "long_text"},
            {"name": "paper", "type": "file", "max_size": 1},
            {"name": "lines", "type": "lines", "object": "line", "via": "deal"},
        ],
        "rules": [
            {
                "name": "won_needs_date",
                "when": 'stage = "won" AND ISBLANK(close_date)',
                "field": "close_date",
                "message": {"en": "Close date is needed once a deal is won", "zh-CN": "赢单必须填写成交日期"},
            }
        ],
    },
    {
        "kind": "object",
        "name": "line",
        "title_field": "product",
        "fields": [
            {"name": "deal", "type": "lookup", "object": "deal", "on_delete": "cascade"},
            {"name": "product", "type": "text", "required": True},
            {"name": "price", "type": "money", "scale": 2, "currency": "CNY"},
            {"name": "maker", "type": "lookup", "object": "account", "on_delete": "clear"},
        ],
    },
    {"kind": "view", "name": "all", "label": {"en": "All deals", "zh-CN": "全部商机"}, "object": "deal", "type": "list",
     "columns": ["title", "account", "stage", "amount", "close_date"], "sort": ["title"]},
    {"kind": "view", "name": "big", "label": "Big deals", "object": "deal", "type": "list", "filter": "amount > 1000",
     "columns": ["title", "amount"]},
    {"kind": "view", "name": "board", "label": {"en": "Pipeline", "zh-CN": "管道"}, "object": "deal", "type": "kanban",
     "group_by": "stage", "sum": "amount", "columns": ["account", "amount"], "sort": ["title"]},
    {"kind": "view", "name": "calendar", "label": "Calendar", "object": "deal", "type": "calendar", "date": "close_date"},
    {
        "kind": "form",
        "name": "deal_form",
        "label": "Deal",
        "object": "deal",
        "purpose": "edit",
        "layout": [
            {
                "label": "Deal",
                "sections": [
                    {
                        "label": "Facts",
                        "items": [
                            {"type": "field", "field": "title", "width": "full"},
                            {"type": "field", "field": "account"},
                            {"type": "field", "field": "stage"},
                            {"type": "field", "field": "amount"},
                            {"type": "field", "field": "close_date"},
                            {"type": "field", "field": "lost_reason", "visible_when": 'stage = "lost"'},
                            {"type": "field", "field": "notes"},
                            {"type": "field", "field": "paper"},
                        ],
                    }
                ],
            },
            {"label": "Lines", "sections": [{"items": [{"type": "lines", "field": "lines", "columns": ["product", "price", "maker"]}]}]},
        ],
    },
    {
        "kind": "form",
        "name": "ask",
        "label": {"en": "Ask us", "zh-CN": "向我们提问"},
        "object": "account",
        "purpose": "public",
        "consent": {"en": "You may answer me", "zh-CN": "可以回复我"},
        "consent_version": "2",
        "thanks": {"en": "We will answer", "zh-CN": "我们会回复"},
        "embed_on": ["https://www.example.com"],
        "layout": [
            {
                "sections": [
                    {
                        "items": [
                            {"type": "field", "field": "name"},
                            {"type": "field", "field": "industry"},
                            {"type": "field", "field": "story", "visible_when": 'industry = "mining"'},
                            {"type": "field", "field": "papers"},
                        ]
                    }
                ]
            }
        ],
    },
    {"kind": "role", "name": "admin", "label": "Administrator", "objects": {"*": EVERYTHING},
     "can": ["studio", "import", "users", "bulk", "api"]},
    {"kind": "role", "name": "reader", "label": "Reader", "objects": {"*": {"read": "all"}},
     "fields": {"deal": {"amount": "hidden"}}},
    {"kind": "role", "name": "nobody", "label": "Nobody", "objects": {}},
)  # fmt: skip
_TOKEN = re.compile(r'name="_version" value="(\d+)"')


@dataclass
class Workplace:
    """A running application; `visitor` gives the browser of a person by the name of their role."""

    app: FastAPI
    browsers: dict[str, Visitor] = field(default_factory=dict)

    @property
    def composition(self) -> Composition:
        composition: Composition = self.app.state.composition
        return composition

    def visitor(self, role: str = "admin") -> Visitor:
        if role not in self.browsers:
            member = self.composition.members.find(TENANT, f"{role}@demo.example")
            self.browsers[role] = Visitor(self, self.composition.sessions.open(member.account_id))
        return self.browsers[role]

    def create(self, object_name: str = "deal", **values: Any) -> Record:
        with self.composition.store.writing(TENANT, self.actor()) as records:
            return records.create(object_name, values)

    def update(self, record: Record, **values: Any) -> None:
        """A change by somebody else."""
        with self.composition.store.writing(TENANT, self.actor()) as records:
            records.update(record.object, record.id, values)

    def read(self, record: Record, **options: Any) -> Record:
        with self.composition.store.reading(TENANT, Actor.system()) as records:
            return records.get(record.object, record.id, **options)

    def read_at(self, address: str) -> Record:
        """The record that an address such as `/demo/o/deal/ID` leads to."""
        object_name, id = address.split("?")[0].rstrip("/").split("/")[-2:]
        with self.composition.store.reading(TENANT, Actor.system()) as records:
            return records.get(object_name, id)

    def clear(self) -> None:
        """No records, no messages, nobody's preferences; the people and their sessions stay."""
        self.browsers.clear()
        with self.composition.store.writing(TENANT, Actor.system()) as records:
            for described in records.live.tables.values():
                records.connection.execute(delete(described.table))
            for table in (NOTIFICATION, PERSONAL_VIEW, HISTORY, FORM_DRAFT):
                records.connection.execute(delete(table))
            records.connection.execute(update(MEMBER).values(preferences={}, locale="en"))

    def actor(self) -> Actor:
        return self.composition.members.find(TENANT, "admin@demo.example").actor


class Visitor:
    """A signed-in person; `look` asks for a page, `part` for a fragment, `send` posts a form."""

    def __init__(self, workplace: Workplace, session: str) -> None:
        self.token = csrf_token(workplace.composition.settings.secret_key, session)
        self.client = TestClient(workplace.app, follow_redirects=False, cookies={"trellis_session": session})

    def look(self, path: str, **headers: str) -> Response:
        answer: Response = self.client.get(f"/{TENANT}{path}", headers={"Accept": "text/html", **headers})
        return answer

    def part(self, path: str) -> Response:
        return self.look(path, **{"HX-Request": "true"})

    def send(
        self, path: str, /, *pairs: tuple[str, str], part: Any = False, files: Any = None, **fields: Any
    ) -> Response:
        data: dict[str, Any] = {}
        for name, value in (*pairs, *fields.items()):
            data.setdefault(name, []).append(value)
        headers = {
            "Accept": "text/html",
            "X-CSRF-Token": self.token,
            **({"HX-Request": "true"} if part else {}),
        }
        answer: Response = self.client.post(f"/{TENANT}{path}", data=data, files=files, headers=headers)
        return answer


def version_in(page: Response) -> str:
    """The version of the record that a form was drawn from."""
    found = _TOKEN.search(page.text)
    assert found, page.text
    return found[1]


@contextmanager
def open_workplace(
    home: Path, database_url: str | None, documents: Sequence[Mapping[str, Any]] = DOCUMENTS
) -> Iterator[Workplace]:
    app = create_app(application_settings(home, database_url))
    with TestClient(app):
        workplace = Workplace(app)
        workplace.composition.tenants.create(TENANT, Blueprint.of(documents), "Demo")
        for role in ("admin", "reader", "nobody"):
            password = PASSWORD if role == "admin" else None
            workplace.composition.members.add(
                TENANT, Actor.system(), f"{role}@demo.example", [role], role.title(), password
            )
        yield workplace
