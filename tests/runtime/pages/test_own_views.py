"""Views of one's own: kept as looked at, changed, shared with roles, begun with, given up; with everybody's own rights."""

from __future__ import annotations

import pytest
from httpx import Response

from tests.runtime.pages.workplace import Visitor, Workplace


def keep(
    visitor: Visitor, query: str = "view=all&filter=amount > 100&sort=-title&group=stage", **fields: str
) -> str:
    """The name of a view that was kept."""
    answer = visitor.send(f"/o/deal/views?{query}", part=True, **{"label": "Mine", **fields})
    assert answer.status_code == 204, answer.text
    return str(answer.headers["HX-Redirect"].rpartition("view=")[2])


def rows(answer: Response) -> list[str]:
    return [title for title in ("Large", "Small") if f">{title}</a>" in answer.text]


def two_deals(workplace: Workplace) -> None:
    workplace.create(title="Large", amount=5000)
    workplace.create(title="Small", amount=5)


def test_what_is_looked_at_is_kept(workplace: Workplace) -> None:
    two_deals(workplace)
    visitor = workplace.visitor()
    visitor.send("/o/deal/columns?view=all", ("chosen", "title"), ("chosen", "amount"), part=True)
    name = keep(visitor)
    page = visitor.look(f"/o/deal?view={name}")
    assert rows(page) == ["Large"]
    assert "Mine" in page.text
    assert "group-row" in page.text
    assert 'data-column="account"' not in page.text
    assert rows(workplace.visitor().look("/o/deal?view=all")) == ["Large", "Small"]


def test_nobody_else_finds_it_until_it_is_shared(workplace: Workplace) -> None:
    two_deals(workplace)
    admin, reader = workplace.visitor(), workplace.visitor("reader")
    name = keep(admin, 'view=all&filter=title = "Large"')
    assert reader.look(f"/o/deal?view={name}").status_code == 404
    assert "Mine" not in reader.look("/o/deal").text
    admin.send(f"/o/deal/views/{name}", label="Ours", share="reader")
    page = reader.look(f"/o/deal?view={name}")
    assert rows(page) == ["Large"]
    assert "Ours" in page.text
    for path in ("", "/remove"):
        assert reader.send(f"/o/deal/views/{name}{path}", label="Theirs").status_code == 404


def test_a_shared_view_shows_everybody_what_they_may_see(workplace: Workplace) -> None:
    two_deals(workplace)
    name = keep(workplace.visitor(), "view=all&filter=amount > 100", share="reader")
    page = workplace.visitor("reader").look(f"/o/deal?view={name}")
    assert page.status_code in (403, 422)
    assert rows(page) == []
    plain = keep(workplace.visitor(), "view=all", share="reader")
    shown = workplace.visitor("reader").look(f"/o/deal?view={plain}").text
    assert "5,000" not in shown
    assert 'data-column="amount"' not in shown


def test_who_neither_builds_nor_manages_keeps_views_but_shares_none(workplace: Workplace) -> None:
    reader = workplace.visitor("reader")
    name = keep(reader, "view=all&sort=title", share="admin")
    assert workplace.visitor().look(f"/o/deal?view={name}").status_code == 404
    assert 'name="share"' not in reader.part("/o/deal/views/new?view=all").text


def test_changes_are_saved_into_it_and_the_name_stays(workplace: Workplace) -> None:
    two_deals(workplace)
    visitor = workplace.visitor()
    name = keep(visitor)
    answer = visitor.send(
        f'/o/deal/views/{name}?view={name}&filter=title = "Large"&group=-', part=True, content="1"
    )
    assert answer.status_code == 204
    page = visitor.look(f"/o/deal?view={name}").text
    assert "group-row" not in page
    assert "Mine" in page


def test_one_begins_with_the_view_of_ones_choice(workplace: Workplace) -> None:
    two_deals(workplace)
    visitor = workplace.visitor()
    name = keep(visitor)
    visitor.send(f"/o/deal/views/{name}/default")
    assert rows(visitor.look("/o/deal")) == ["Large"]
    visitor.send(f"/o/deal/views/{name}/default", none="1")
    assert rows(visitor.look("/o/deal")) == ["Large", "Small"]
    visitor.send("/o/deal/views/big/default")
    assert rows(visitor.look("/o/deal")) == ["Large"]
    visitor.send(f"/o/deal/views/{name}/remove")
    assert visitor.look(f"/o/deal?view={name}").status_code == 404


def test_a_default_that_is_gone_does_no_harm(workplace: Workplace) -> None:
    two_deals(workplace)
    visitor = workplace.visitor()
    name = keep(visitor)
    visitor.send(f"/o/deal/views/{name}/default")
    visitor.send(f"/o/deal/views/{name}/remove")
    assert rows(visitor.look("/o/deal")) == ["Large", "Small"]


@pytest.mark.parametrize(
    ("query", "fields"),
    [
        ("view=all", {"label": ""}),
        ("view=all", {"label": "x" * 101}),
        ("view=all&filter=amont > 5", {"label": "Mine"}),
        ("view=ghost", {"label": "Mine"}),
    ],
)
def test_what_cannot_be_kept_is_said(small_workplace: Workplace, query: str, fields: dict[str, str]) -> None:
    answer = small_workplace.visitor().send(f"/o/deal/views?{query}", part=True, **fields)
    assert answer.status_code in (404, 422)
    assert "my_" not in small_workplace.visitor().look("/o/deal").text


def test_a_board_is_kept_as_a_board_and_exported_as_it_says(workplace: Workplace) -> None:
    two_deals(workplace)
    visitor = workplace.visitor()
    name = keep(visitor, "view=board&filter=amount > 100")
    page = visitor.look(f"/o/deal?view={name}").text
    assert "data-board-list" in page
    assert "view=my_" not in page[page.index("export?") : page.index("export?") + 300]
