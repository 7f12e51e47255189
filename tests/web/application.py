"""A whole application with two tenants, for tests that ask it from outside."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fastapi import FastAPI
from fastapi.testclient import TestClient
from httpx import Response

from metamodel import Blueprint
from record_store.actor import Actor
from runtime.main import create_app
from tests.web.packages import ADMIN, COMPANY, READER, STRANGER, VISIT
from web.composition import Composition
from web.settings import Settings, read_settings

PASSWORD = "trellis-demo"
BLUEPRINT = Blueprint.of([COMPANY, VISIT, ADMIN, READER, STRANGER])
ROLES = ("admin", "reader", "nobody")


@dataclass
class Application:
    """Tenants `demo` and `other` with one person a role; persons are called by their role."""

    app: FastAPI
    client: TestClient
    keys: dict[tuple[str, str], str] = field(default_factory=dict)

    @property
    def composition(self) -> Composition:
        composition: Composition = self.app.state.composition
        return composition

    def key(self, role: str = "admin", tenant: str = "demo") -> str:
        """The API key of the person with that role."""
        if (tenant, role) not in self.keys:
            member = self.composition.members.find(tenant, f"{role}@{tenant}.example")
            self.keys[tenant, role] = self.composition.keys.create(tenant, Actor.system(), member.id)
        return self.keys[tenant, role]

    def call(
        self,
        method: str,
        path: str,
        body: Any = None,
        *,
        role: str = "admin",
        headers: dict[str, str] | None = None,
    ) -> Response:
        """An API call in `demo`; `path` is below `/api/v1/demo`."""
        sent = {"Authorization": f"Bearer {self.key(role)}", **(headers or {})}
        answer: Response = self.client.request(method, f"/api/v1/demo{path}", json=body, headers=sent)
        return answer

    def create(self, object_name: str = "company", **values: Any) -> dict[str, Any]:
        """A record, made through the API."""
        made = self.call("POST", f"/records/{object_name}", values)
        assert made.status_code == 201, made.text
        record: dict[str, Any] = made.json()
        return record


@contextmanager
def running(home: Path, database_url: str | None, **settings: str) -> Iterator[Application]:
    app = create_app(application_settings(home, database_url, **settings))
    with TestClient(app, follow_redirects=False, raise_server_exceptions=True) as client:
        application = Application(app, client)
        for tenant in ("demo", "other"):
            application.composition.tenants.create(tenant, BLUEPRINT, tenant.title())
            for role in ROLES:
                add_person(application.composition, tenant, f"{role}@{tenant}.example", role)
        yield application


def application_settings(home: Path, database_url: str | None, **settings: str) -> Settings:
    environment = {"TRELLIS_HOME": str(home), "TRELLIS_LOG": "error", **settings}
    if database_url:
        environment["TRELLIS_DATABASE_URL"] = database_url
    return read_settings(environment, Path("no-such-env-file"))


def add_person(composition: Composition, tenant: str, email: str, role: str) -> None:
    """Only administrators can sign in: hashing passwords takes its time."""
    password = PASSWORD if role == "admin" else None
    composition.members.add(tenant, Actor.system(), email, [role], role.title(), password)
