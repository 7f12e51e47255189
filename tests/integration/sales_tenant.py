"""A tenant from the sales template with its sample data, asked over the API."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from fastapi.testclient import TestClient

from record_store.actor import Actor
from runtime.main import create_app
from web.composition import Composition
from web.new_tenant import NewTenant, make_tenant
from web.settings import read_settings

ADMIN = "admin@example.com"


@dataclass
class SalesTenant:
    """The tenant `demo`; `call` speaks as its administrator."""

    composition: Composition
    client: TestClient

    def call(self, method: str, path: str, body: Any = None, status: int = 200, **params: Any) -> Any:
        answer = self.client.request(method, f"/api/v1/demo/{path}", json=body, params=params)
        assert answer.status_code == status, answer.text
        return answer.json()

    def first(self, object_name: str, condition: str, *fields: str) -> dict[str, Any]:
        """The first record that the condition finds."""
        found = self.call(
            "GET", f"records/{object_name}", filter=condition, fields=",".join(fields) or "id", limit=1
        )
        record: dict[str, Any] = found["data"][0]
        return record


@contextmanager
def sales_tenant(home: Path, database_url: str | None) -> Iterator[SalesTenant]:
    environment = {"TRELLIS_HOME": str(home), "TRELLIS_LOG": "error", "TRELLIS_BACKGROUND": "off"}
    if database_url:
        environment["TRELLIS_DATABASE_URL"] = database_url
    app = create_app(read_settings(environment, Path("no-such-env-file")))
    composition: Composition = app.state.composition
    make_tenant(composition, NewTenant("demo", "sales", ADMIN, "a long password", "Demo", "en", "UTC", True))
    member = composition.members.find("demo", ADMIN)
    key = composition.keys.create("demo", Actor.system(), member.id)
    with TestClient(app, headers={"Authorization": f"Bearer {key}"}) as client:
        yield SalesTenant(composition, client)
