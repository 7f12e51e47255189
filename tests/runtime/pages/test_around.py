"""Home, search, look-ups, the trash of all objects, and the inbox."""

from __future__ import annotations

import datetime as dt
import re

from record_store.ids import new_id
from record_store.notifications import Notification, notify
from tests.runtime.pages.workplace import Workplace


def test_the_workbench_shows_my_open_work_and_what_i_changed(workplace: Workplace) -> None:
    workplace.create(title="Still open")
    workplace.create(title="Long won", stage="won", close_date="2026-01-02")
    page = workplace.visitor().look("/").text
    assert "My open deals" in page
    open_work, recent = page.split("Recently changed by me")
    assert "Still open" in open_work
    assert "Long won" not in open_work
    assert "Long won" in recent


def test_who_may_see_nothing_is_told_why(small_workplace: Workplace) -> None:
    page = small_workplace.visitor("nobody").look("/")
    assert page.status_code == 200
    assert "There is nothing to work with yet" in page.text


def test_search_finds_records_and_the_palette_pages_too(workplace: Workplace) -> None:
    workplace.create("account", name="光谷设备有限公司")
    visitor = workplace.visitor()
    assert "光谷设备有限公司" in visitor.look("/search?q=设备").text
    assert "Nothing found" in visitor.look("/search?q=zzzzzz").text
    palette = visitor.part("/search?q=deal").text
    assert "New deal" in palette
    assert "<html" not in palette


def test_the_palette_offers_what_can_be_done_about_the_page_it_is_opened_on(workplace: Workplace) -> None:
    deal = workplace.create(title="Alpha")
    address = f"http://testserver/demo/o/deal/{deal.id}"
    headers = {"HX-Request": "true", "HX-Current-URL": address}
    palette = workplace.visitor().look("/search?q=", **headers).text
    assert palette.index("New deal") < palette.index("Edit this form in the studio")
    assert "/studio/f/deal_form" in palette
    assert palette.count("New deal") == 1
    assert "Edit deal in the studio" in workplace.visitor().part("/search?q=studio deal").text
    reader = workplace.visitor("reader").look("/search?q=", **headers).text
    assert "studio" not in reader
    for odd in ("", "//", "http://[", "/demo/o/", "/demo/o/ghost/1", "/demo/o/deal?view=%00"):
        answer = workplace.visitor().look("/search?q=", **{"HX-Request": "true", "HX-Current-URL": odd})
        assert answer.status_code == 200


def test_search_finds_nothing_that_a_person_may_not_see(small_workplace: Workplace) -> None:
    small_workplace.create("account", name="Acme")
    assert "Nothing found" in small_workplace.visitor("nobody").look("/search?q=Acme").text


def test_a_look_up_offers_what_fits(workplace: Workplace) -> None:
    acme = workplace.create("account", name="Acme")
    workplace.create("account", name="Globex")
    part = workplace.visitor().part("/lookup/account?q=acm").text
    assert f'data-value="{acme.id}"' in part
    assert "Globex" not in part


def test_a_look_up_of_people_offers_members(small_workplace: Workplace) -> None:
    assert "Reader" in small_workplace.visitor().part("/lookup/user?q=read").text


def test_messages_are_read_one_by_one_or_all_at_once(workplace: Workplace) -> None:
    deal = workplace.create(title="Alpha")
    me = workplace.actor()
    with workplace.composition.store.writing("demo", me) as records:
        for title in ("First message", "Second message"):
            at = dt.datetime(2026, 3, 2, tzinfo=dt.UTC)
            notify(
                records.connection, Notification(new_id(), me.id, "flow", title, "Body", "deal", deal.id, at)
            )
    visitor = workplace.visitor()
    page = visitor.look("/inbox").text
    assert page.count("is-unread") == 2
    found = re.search(r'href="(/demo/inbox/[^"]+)"', page)
    assert found
    message = found[1]
    assert visitor.client.get(message).headers["location"] == f"/demo/o/deal/{deal.id}"
    assert visitor.look("/inbox").text.count("is-unread") == 1
    visitor.send("/inbox/read")
    assert visitor.look("/inbox").text.count("is-unread") == 0


def test_every_page_speaks_chinese(small_workplace: Workplace) -> None:
    deal = small_workplace.create(title="光谷项目")
    visitor = small_workplace.visitor()
    member = small_workplace.composition.members.find("demo", "admin@demo.example")
    small_workplace.composition.members.change("demo", small_workplace.actor(), member.id, locale="zh-CN")
    said = {
        "/o/deal": "全部商机",
        "/o/deal/new": "新建商机",
        f"/o/deal/{deal.id}": "动态",
        "/trash": "回收站",
        "/inbox": "收件箱",
        "/search": "搜索全部内容",
        "/workbench": "我最近修改的",
    }
    for path, words in said.items():
        page = visitor.look(path)
        assert 'lang="zh-CN"' in page.text
        assert words in page.text, path
