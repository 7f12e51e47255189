"""Importing in the browser, step by step and without a script."""

from __future__ import annotations

from httpx import Response

from record_store.actor import Actor
from record_store.queries import Query
from tests.runtime.pages.workplace import TENANT, Visitor, Workplace

FILE = "标题,Account,Stage,Price\nA,Acme,Offer,5\nB,GTXPro,Open,7\n,Acme,Open,1\n".encode("gb18030")


def upload(visitor: Visitor, content: bytes = FILE, object_name: str = "deal") -> str:
    answer = visitor.send(f"/o/{object_name}/import", files={"file": ("deals.csv", content)})
    assert answer.status_code == 303, answer.text
    place: str = answer.headers["location"].partition(f"/{TENANT}")[2]
    return place


def rehearse(visitor: Visitor, place: str, **fields: str) -> Response:
    columns = {f"column-{index}": name for index, name in enumerate(("标题", "Account", "Stage", "Price"))}
    targets = {"target-0": "title", "target-1": "account", "target-2": "stage", "target-3": "amount"}
    answer = visitor.send(place, *{**columns, **targets, "mode": "create", **fields}.items())
    return visitor.look(place) if answer.status_code == 303 else answer


def titles(workplace: Workplace) -> list[str]:
    with workplace.composition.store.reading(TENANT, Actor.system()) as records:
        return [record.values["title"] for record in records.page(Query("deal", sort=("title",))).records]


def test_a_file_is_brought_in_step_by_step(workplace: Workplace) -> None:
    workplace.create("account", name="Acme")
    workplace.create("account", name="GTX Pro")
    admin = workplace.visitor()
    assert admin.look("/o/deal/import").status_code == 200
    place = upload(admin)
    shown = admin.look(place).text
    assert '<option value="title" selected>' in shown
    assert "GTXPro" in shown

    refused = rehearse(admin, place).text
    assert "GTXPro = " in refused
    assert "without the refused ones" not in refused, "one row is right: it is said so"
    kept = admin.look(f"{place}/refused.csv").content.decode("utf-8-sig").splitlines()
    assert [line.split(",")[0] for line in kept] == ["标题", "B", ""]

    mended = rehearse(admin, place, **{"words-1": "GTXPro = GTX Pro"}).text
    assert "GTXPro = GTX Pro" in mended
    assert titles(workplace) == []
    assert admin.send(f"{place}/commit").status_code == 422, "a row is still refused"
    assert admin.send(f"{place}/commit", skip_refused="true").status_code == 303
    assert titles(workplace) == ["A", "B"]

    done = admin.look(place).text
    assert "Undo the import" in done
    assert admin.send(f"{place}/revert").status_code == 303
    assert titles(workplace) == []
    assert "Undone" in admin.look(place).text


def test_what_cannot_be_read_is_told_where_the_file_is_chosen(small_workplace: Workplace) -> None:
    admin = small_workplace.visitor()
    for content in (b"", b"\x89PNG\x00\x00", b"PK\x03\x04"):
        answer = admin.send("/o/deal/import", files={"file": ("x.csv", content)})
        assert (answer.status_code, 'role="alert"' in answer.text) == (422, True)
    assert admin.send("/o/deal/import").status_code == 422


def test_wrong_columns_are_told_and_nothing_is_forgotten(small_workplace: Workplace) -> None:
    admin = small_workplace.visitor()
    place = upload(admin)
    for wrong in (
        {"target-1": "title"},
        {"target-1": "nope"},
        {"mode": "update"},
        {"mode": "upsert", "match": "close_date"},
        {f"target-{index}": "" for index in range(4)},
    ):
        answer = rehearse(admin, place, **wrong)
        assert (answer.status_code, 'role="alert"' in answer.text) == (422, True), wrong


def test_imports_are_for_those_who_may(small_workplace: Workplace) -> None:
    place = upload(small_workplace.visitor())
    reader = small_workplace.visitor("reader")
    assert reader.look("/o/deal/import").status_code == 403
    assert reader.send("/o/deal/import", files={"file": ("x.csv", FILE)}).status_code == 403
    assert reader.look(place).status_code in (403, 404)
    assert reader.send(f"{place}/commit", skip_refused="true").status_code in (403, 404)
    assert small_workplace.visitor().look("/imports/nope").status_code == 404
    assert small_workplace.visitor().look("/o/nope/import").status_code == 404


def test_the_page_speaks_chinese(small_workplace: Workplace) -> None:
    admin = small_workplace.visitor()
    place = upload(admin)
    chinese = {"Cookie": f"{admin.client.cookies.get('trellis_session')}"}
    assert chinese
    admin.client.cookies.set("trellis_locale", "zh-CN")
    assert "查看结果" in admin.look(place, **{"Accept-Language": "zh-CN"}).text
