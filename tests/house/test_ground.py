"""The fixtures themselves: fresh databases, a browser, a served application."""

from pathlib import Path

import psycopg
import pytest
from playwright.sync_api import Page

from tests.support.browser import accessibility_issues
from tests.support.server import served

PAGE = b"<!doctype html><html lang=en><title>Ground</title><main><h1>Ground</h1>%s</main></html>"


async def application(scope, receive, send):  # type: ignore[no-untyped-def]
    if scope["type"] == "lifespan":
        while (message := await receive())["type"] != "lifespan.shutdown":
            await send({"type": f"{message['type']}.complete"})
        await send({"type": "lifespan.shutdown.complete"})
        return
    body = PAGE % (b"<img src=data:,>" if scope["path"] == "/unlabelled" else b"")
    await send({"type": "http.response.start", "status": 200, "headers": [(b"content-type", b"text/html")]})
    await send({"type": "http.response.body", "body": body})


@pytest.mark.parametrize("turn", [1, 2])
def test_every_test_gets_a_fresh_postgresql_database(postgres_url: str, turn: int) -> None:
    with psycopg.connect(postgres_url, autocommit=True) as connection:
        connection.execute("CREATE TABLE only_mine (id int)")


def test_both_databases_start_empty(database_url: str | None, home: Path) -> None:
    assert list(home.iterdir()) == []
    assert database_url is None or database_url.startswith("postgresql://")


def test_a_browser_opens_a_served_page(page: Page) -> None:
    with served(application) as address:
        page.goto(address)
        assert page.get_by_role("heading", name="Ground").is_visible()
        assert accessibility_issues(page) == []


def test_axe_names_what_is_wrong_with_a_page(page: Page) -> None:
    with served(application) as address:
        page.goto(f"{address}/unlabelled")
        assert [issue.split()[0] for issue in accessibility_issues(page)] == ["image-alt"]
