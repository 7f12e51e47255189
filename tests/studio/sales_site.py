"""The sales template with its sample data at an address, for journeys through studio and runtime together."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
from fastapi import FastAPI
from playwright.sync_api import Page

from record_store.actor import Actor
from runtime.main import create_app
from tests.support.server import served
from tests.web.application import application_settings
from web.composition import Composition
from web.new_tenant import NewTenant, make_tenant

ADMIN, PASSWORD = "admin@example.com", "trellis-demo"


@dataclass
class SalesSite:
    """The application and its address; `key` opens its API."""

    app: FastAPI
    address: str
    key: str = ""

    @property
    def composition(self) -> Composition:
        composition: Composition = self.app.state.composition
        return composition

    def url(self, path: str) -> str:
        return f"{self.address}/demo{path}"

    def api(self, path: str) -> Any:
        """What the API answers to the administrator."""
        if not self.key:
            member = self.composition.members.find("demo", ADMIN)
            self.key = self.composition.keys.create("demo", Actor.system(), member.id)
        headers = {"Authorization": f"Bearer {self.key}"}
        return httpx.get(f"{self.address}/api/v1/demo{path}", headers=headers, timeout=20).json()

    def sign_in(self, page: Page, email: str = ADMIN) -> None:
        """With a session made beforehand; one journey signs in by hand."""
        member = self.composition.members.find("demo", email)
        session = self.composition.sessions.open(member.account_id)
        page.context.add_cookies([{"name": "trellis_session", "value": session, "url": self.address}])


@contextmanager
def open_sales(home: Path, database_url: str | None, *, sample_data: bool = True) -> Iterator[SalesSite]:
    app = create_app(application_settings(home, database_url))
    with served(app) as address:
        wanted = NewTenant("demo", "sales", ADMIN, PASSWORD, "Demo", "en", "UTC", sample_data)
        make_tenant(app.state.composition, wanted)
        yield SalesSite(app, address)
