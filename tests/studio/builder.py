"""A person who builds: posts what the studio's pages post and looks at what the draft has then."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

from httpx import Response

from record_store.releases import Draft
from tests.runtime.pages.workplace import TENANT, Visitor, Workplace

_SEEN = re.compile(r'name="seen" value="([^"]*)"')


@dataclass
class Builder:
    """The administrator of a workplace at the page of one object, `deal` unless told otherwise."""

    workplace: Workplace
    object: str = "deal"

    @property
    def visitor(self) -> Visitor:
        return self.workplace.visitor("admin")

    @property
    def draft(self) -> Draft:
        return self.workplace.composition.releases.draft(TENANT)

    @property
    def body(self) -> dict[str, Any]:
        return dict(self.draft.blueprint.document("object", self.object).body)

    @property
    def names(self) -> list[str]:
        return [entry["name"] for entry in self.body["fields"]]

    def field(self, name: str) -> dict[str, Any]:
        return next(dict(entry) for entry in self.body["fields"] if entry["name"] == name)

    def look(self, path: str = "") -> Response:
        return self.visitor.look(f"/studio/o/{self.object}{path}")

    def look_at(self, path: str) -> Response:
        """A page or fragment of the tenant, by its whole path."""
        return self.visitor.look(path)

    def send(self, path: str, *pairs: tuple[str, str], **fields: str) -> Response:
        return self.visitor.send(f"/studio/o/{self.object}{path}", *pairs, part=True, **fields)

    def add(self, kind: str, **fields: str) -> Response:
        return self.send("/fields", added=kind, **fields)

    def save(self, field: str, *pairs: tuple[str, str], **fields: str) -> Response:
        return self.send(f"/fields/{field}", *pairs, **fields)

    def seen(self, field: str = "-") -> str:
        """What the form of the field was drawn from."""
        found = _SEEN.search(self.look(f"/field/{field}").text)
        assert found
        return html.unescape(found[1])

    def publish(self, note: str = "", **fields: str) -> Response:
        return self.visitor.send("/studio/publish", part=True, note=note, **fields)

    def put(self, body: dict[str, Any]) -> None:
        """A change by somebody else."""
        releases = self.workplace.composition.releases
        releases.put(
            TENANT, self.workplace.composition.members.find(TENANT, "reader@demo.example").actor, body
        )
