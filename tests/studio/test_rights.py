"""Only builders may build: every route of the studio, found from its routers, refuses everybody else."""

from __future__ import annotations

import re

import pytest
from fastapi.routing import APIRoute

from studio.pages import ROUTERS
from tests.runtime.pages.workplace import TENANT, Workplace

VALUES = {"role": "reader", "action": "read", "object": "deal", "field": "title", "rule": "won_needs_date", "kind": "view", "name": "all",
          "number": "1", "entry": "x", "id": "x", "file": "x", "edit": "move", "key": "deal.account.account"}  # fmt: skip
ROUTES = [
    (method, route.path)
    for router in ROUTERS
    for route in router.routes
    if isinstance(route, APIRoute)
    for method in sorted(route.methods or ())
]


def address(path: str) -> str:
    names = {"/studio/f/": "deal_form", "/studio/a/": "sales"}
    own = next((name for place, name in names.items() if place in path), VALUES["name"])
    values = {**VALUES, "name": own}
    return re.sub(r"\{(\w+)[^}]*\}", lambda found: values[found[1]], path.removeprefix("/{tenant}"))


@pytest.mark.parametrize(("method", "path"), ROUTES)
@pytest.mark.parametrize("role", ["reader", "nobody"])
def test_people_who_do_not_build_are_refused(workplace: Workplace, method: str, path: str, role: str) -> None:
    visitor = workplace.visitor(role)
    before = workplace.composition.releases.draft(TENANT)
    answer = visitor.look(address(path)) if method == "GET" else visitor.send(address(path))
    assert answer.status_code == 403
    after = workplace.composition.releases.draft(TENANT)
    assert (after.changed, after.base) == (before.changed, before.base)


@pytest.mark.parametrize(("method", "path"), [route for route in ROUTES if route[0] != "GET"])
def test_a_change_without_the_token_of_the_page_is_refused(
    workplace: Workplace, method: str, path: str
) -> None:
    client = workplace.visitor("admin").client
    assert client.request(method, f"/{TENANT}{address(path)}").status_code == 403


@pytest.mark.parametrize(("method", "path"), [route for route in ROUTES if route[0] == "GET"])
def test_builders_see_every_page(workplace: Workplace, method: str, path: str) -> None:
    """Of what each builder makes for themselves (an upload, an import) there is none here."""
    own = "{id}" in path or "{file}" in path
    assert workplace.visitor("admin").look(address(path)).status_code == (404 if own else 200)
