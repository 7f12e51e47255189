"""Releases beside each other, what the draft changes and who changed it, the studio's first page."""

from __future__ import annotations

import pytest

from studio.comparison import compare
from tests.runtime.pages.workplace import TENANT
from tests.studio.builder import Builder


def test_any_two_releases_are_compared_in_words_and_as_json(builder: Builder) -> None:
    builder.save("title", ("label.en", "Subject"), name="title", type="text")
    builder.publish("Second")
    builder.add("date")
    builder.publish("Third")
    page = builder.visitor.look("/studio/releases/compare?before=1&after=3").text
    assert "Deal gets the field “Date” (Date)" in page
    assert "The field “Subject” of Deal changes: label" in page
    assert "&#34;en&#34;: &#34;Subject&#34;" in page
    back = builder.visitor.look("/studio/releases/compare?before=3&after=1").text
    assert "Deal loses the field “Date”" in back


def test_the_draft_is_compared_with_what_is_live(small_builder: Builder) -> None:
    assert "The two are equal" in small_builder.visitor.look("/studio/releases/compare").text
    small_builder.send("/fields/notes/remove")
    page = small_builder.visitor.look("/studio/releases/compare").text
    assert "Deal loses the field “Notes”" in page


@pytest.mark.parametrize(
    "query", ["before=99", "before=1&after=99", "before=none", "before=-1", "after=1e3", f"before={'9' * 30}"]
)
def test_a_release_that_is_none_is_not_there(small_builder: Builder, query: str) -> None:
    assert small_builder.visitor.look(f"/studio/releases/compare?{query}").status_code == 404


def test_every_change_of_a_document_is_told_beside_it(small_builder: Builder) -> None:
    small_builder.add("date")
    small_builder.visitor.send("/studio/o/line/remove", part=True)
    found = {one.key: one for one in compare(small_builder.draft.live, small_builder.draft.blueprint)}
    assert [change.difference for change in found["object", "deal"].changes] == ["added"]
    assert found["object", "line"].after is None
    assert [change.difference for change in found["object", "line"].changes] == ["removed"]
    assert {line.side for line in found["object", "line"].lines} <= {"removed", "place"}
    assert all(one.changes for one in found.values())


def test_the_draft_says_who_changed_what(builder: Builder) -> None:
    builder.add("date")
    account = dict(builder.draft.blueprint.document("object", "account").body)
    builder.put({**account, "label": "Customer"})
    page = builder.visitor.look("/studio/releases").text
    drafted = page[page.index("In the draft") : page.index("Published")]
    assert "Deal gets the field “Date”" in drafted
    assert "Reader" in drafted
    assert "Admin" in drafted


def test_one_change_is_discarded_where_the_draft_is_listed(builder: Builder) -> None:
    builder.add("date")
    answer = builder.visitor.send("/studio/discard", part=True, kind="object", name="deal", back="releases")
    assert answer.headers["HX-Redirect"].endswith("/studio/releases")
    assert set(builder.draft.changed) == {("form", "deal_form")}


def test_the_first_page_counts_links_and_tells_what_is_wrong(small_builder: Builder) -> None:
    page = small_builder.visitor.look("/studio/").text
    assert "9 fields · 4 views · one form" in page
    for address in ("diagram", "forms", "roles", "releases", "spreadsheets"):
        assert f"/{TENANT}/studio/{address}" in page
    assert "studio-issues" not in page
    small_builder.send("/fields/close_date/remove")
    assert "studio-issues" in small_builder.visitor.look("/studio/").text
