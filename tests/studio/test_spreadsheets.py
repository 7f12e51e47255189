"""From a spreadsheet to an object with the data in it, and all of it taken back."""

from __future__ import annotations

import io
import time
from typing import Any

import pytest
import xlsxwriter

from record_store.actor import Actor
from record_store.queries import Query
from tests.runtime.pages.workplace import TENANT
from tests.studio.builder import Builder

CSV = """客户名称,手机号,合同金额,签约日期,客户等级,Account
甲科技有限公司,13800138000,"¥12,000.00",3/14/2025,重要,Acme
乙商贸有限公司,138 0013 8001,3.2万,2/1/2025,普通,Bolt
丙实业有限公司,13900139002,¥800,12/30/2024,普通,Core
丁集团有限公司,13900139003,500,11/2/2024,重要,Acme
""".encode()
MANY = 1200


def send(builder: Builder, content: bytes = CSV, name: str = "customers.csv") -> str:
    """The address of the page with the guesses."""
    answer = builder.visitor.send("/studio/spreadsheets", files={"file": (name, content)})
    assert answer.status_code == 303, answer.text
    place: str = answer.headers["location"].partition(f"/{TENANT}")[2]
    return place


def chosen(builder: Builder, place: str, **changes: str) -> dict[str, str]:
    """What the page sends as it stands, with these changes."""
    found: dict[str, str] = {"found": "true"}
    page = builder.visitor.look(place).text
    names = {
        0: "customer_name",
        1: "mobile",
        2: "contract_amount",
        3: "signing_date",
        4: "customer_level",
        5: "account",
    }
    for number, name in names.items():
        assert f'name="name.{number}"' in page
        found |= {f"use.{number}": "true", f"name.{number}": name}
    found |= {
        "kind.0": "company_name",
        "kind.1": "mobile_cn",
        "kind.2": "money",
        "kind.3": "date",
        "kind.4": "select",
    }
    return {
        **found,
        "kind.5": "lookup",
        "title": "0",
        "object": "customer",
        "label.en": "Customer",
        **changes,
    }


def make(builder: Builder, **changes: str) -> str:
    place = send(builder)
    answer = builder.visitor.send(place, **chosen(builder, place, **changes))
    assert answer.status_code == 303, answer.text
    made: str = answer.headers["location"].partition(f"/{TENANT}")[2]
    return made


def records(builder: Builder, object_name: str = "customer") -> list[dict[str, Any]]:
    with builder.workplace.composition.store.reading(TENANT, Actor.system()) as opened:
        found = opened.page(Query(object_name, sort=("created_at", "id"), limit=100)).records
        return [dict(record.values) for record in found]


@pytest.fixture
def accounts(builder: Builder) -> Builder:
    for name in ("Acme", "Bolt", "Core"):
        builder.workplace.create("account", name=name)
    return builder


def test_a_file_becomes_an_object_with_its_rows(accounts: Builder) -> None:
    page = accounts.visitor.look(send(accounts)).text
    assert "Finds records of Account" in page
    assert '<option value="mobile_cn" selected>' in page
    made = make(accounts)
    assert "4 records are in" in accounts.visitor.look(made).text
    found = {record["customer_name"]: record for record in records(accounts)}
    first = found["甲科技有限公司"]
    assert (str(first["contract_amount"]), str(first["signing_date"]), first["mobile"]) == (
        "12000.00",
        "2025-03-14",
        "13800138000",
    )
    assert first["account"].label == "Acme"
    assert str(found["乙商贸有限公司"]["contract_amount"]) == "32000.00"
    fields = accounts.workplace.composition.store.live(TENANT).blueprint.object("customer").by_name
    assert [fields[name].type.kind for name in ("customer_level", "account")] == ["select", "lookup"]
    assert "甲科技有限公司" in accounts.visitor.look("/o/customer").text


def test_the_object_is_published_alone(accounts: Builder) -> None:
    accounts.add("date")
    make(accounts)
    assert ("object", "deal") in accounts.draft.changed
    live = accounts.draft.live
    assert "date" not in live.objects["deal"].by_name
    assert "customer" in live.objects
    assert ("view", "all_customer") in live.documents


def test_all_of_it_is_taken_back(accounts: Builder) -> None:
    made = make(accounts)
    answer = accounts.visitor.send(f"{made}/undo")
    assert answer.status_code == 303
    live = accounts.workplace.composition.store.live(TENANT).blueprint
    assert "customer" not in live.objects
    assert ("view", "all_customer") not in live.documents
    assert accounts.draft.changed == {}
    trashed = accounts.workplace.composition.releases.trash(TENANT)
    assert [entry.object.name for entry in trashed] == ["customer"]
    assert "This was taken back" in accounts.visitor.look(made).text
    assert accounts.visitor.send(f"{made}/undo").status_code == 409


def test_what_others_changed_since_is_not_taken_back(accounts: Builder) -> None:
    made = make(accounts)
    Builder(accounts.workplace, "customer").add("date")
    assert accounts.visitor.send(f"{made}/undo").status_code == 409
    assert len(records(accounts)) == 4


def test_a_type_that_does_not_fit_leaves_values_empty_and_no_row_outside(accounts: Builder) -> None:
    place = send(accounts)
    changes = chosen(accounts, place, **{"kind.0": "integer"})
    preview = accounts.visitor.send(f"{place}/preview", part=True, **changes).text
    assert "4 values do not fit and stay empty" in preview
    made = make(accounts, **{"kind.0": "integer", "title": "1"})
    assert "4 records are in" in accounts.visitor.look(made).text
    assert {record["customer_name"] for record in records(accounts)} == {None}


def test_days_are_read_as_the_builder_says(accounts: Builder) -> None:
    make(accounts, **{"dates.3": "dmy"})
    found = {record["customer_name"]: str(record["signing_date"]) for record in records(accounts)}
    assert found["乙商贸有限公司"] == "2025-01-02"


def test_a_look_up_that_every_row_has_keeps_its_record(accounts: Builder) -> None:
    make(accounts, **{"required.5": "true"})
    entry = Builder(accounts.workplace, "customer").field("account")
    assert (entry["required"], entry["on_delete"]) == (True, "restrict")
    assert len(records(accounts)) == 4


def test_columns_are_left_out_and_renamed(accounts: Builder) -> None:
    make(accounts, **{"use.1": "", "name.2": "worth", "en.2": "Worth"})
    fields = accounts.workplace.composition.store.live(TENANT).blueprint.object("customer").by_name
    assert "mobile" not in fields
    assert fields["worth"].label.text("en") == "Worth"


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"name.1": "customer_name"}, "Two columns are called “customer_name”"),
        ({"name.1": "Größe"}, "“Größe” cannot name a field"),
        ({"name.1": "owner"}, "“owner” cannot name a field"),
        ({"object": "deal"}, "There is an object “deal” already"),
        ({"object": "No name"}, "The object needs a name"),
        ({f"use.{n}": "" for n in range(6)}, "Take at least one column"),
    ],
)
def test_what_cannot_be_made_is_said_and_nothing_is_changed(
    accounts: Builder, changes: dict[str, str], told: str
) -> None:
    place = send(accounts)
    answer = accounts.visitor.send(place, **chosen(accounts, place, **changes))
    assert answer.status_code in (409, 422)
    assert told in answer.text
    assert accounts.draft.changed == {}
    assert accounts.draft.base == 1


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "The file is empty"),
        (b"a,b\n", "There are headings and no rows"),
        (b"PK\x03\x04broken", "cannot be read as an Excel workbook"),
        (b"\x00\x01\x02\x00\xff", "The text of this file cannot be read"),
    ],
)
def test_a_file_that_is_none_is_refused(small_builder: Builder, content: bytes, told: str) -> None:
    answer = small_builder.visitor.send("/studio/spreadsheets", files={"file": ("x.csv", content)})
    assert answer.status_code == 422
    assert told in answer.text


def test_no_file_is_no_fault_of_ours(small_builder: Builder) -> None:
    assert small_builder.visitor.send("/studio/spreadsheets").status_code == 422
    assert small_builder.visitor.look("/studio/spreadsheets/not-a-file").status_code == 404
    assert small_builder.visitor.look("/studio/spreadsheets/made/nothing").status_code == 404


def test_a_workbook_shows_the_sheet_that_is_asked_for(small_builder: Builder) -> None:
    place = send(
        small_builder,
        workbook({"Visits": [["Visit"], ["North"]], "Trips": [["Trip", "Day"], ["Lake", 3]]}),
        "x.xlsx",
    )
    assert 'value="visit"' in small_builder.visitor.look(place).text
    shown = small_builder.visitor.look(f"{place}?sheet=Trips").text
    assert 'value="trip"' in shown
    assert small_builder.visitor.look(f"{place}?sheet=None").status_code == 422


def test_somebody_elses_file_is_not_there(small_builder: Builder) -> None:
    place = send(small_builder)
    assert small_builder.workplace.visitor("reader").look(place).status_code == 403


def test_many_rows_come_in_while_the_page_tells_how_far(builder: Builder) -> None:
    lines = "\n".join(f"Thing {n},{n}" for n in range(MANY))
    place = send(builder, f"Name,Size\n{lines}\n".encode(), "things.csv")
    choices = {
        "use.0": "true",
        "use.1": "true",
        "name.0": "name",
        "name.1": "size",
        "kind.0": "text",
        "kind.1": "integer",
    }
    answer = builder.visitor.send(place, object="thing", **choices)
    made = answer.headers["location"].partition(f"/{TENANT}")[2]
    end = time.monotonic() + 60
    while (
        f"{MANY:,} records are in" not in (page := builder.visitor.look(made).text)
        and f"{MANY} records are in" not in page
    ):
        assert time.monotonic() < end, page
        time.sleep(0.05)
    with builder.workplace.composition.store.reading(TENANT, Actor.system()) as opened:
        assert opened.count(Query("thing")) == MANY


def test_a_builder_of_a_closed_role_sees_what_was_made(builder: Builder) -> None:
    role = dict(builder.draft.blueprint.document("role", "admin").body)
    rights = role["objects"]["*"]
    role["objects"] = dict.fromkeys(("deal", "account", "line"), rights)
    builder.workplace.composition.releases.put(TENANT, builder.workplace.actor(), role)
    builder.publish()
    place = send(builder, b"Name,Size\nLake,3\nHill,4\n", "places.csv")
    choices = {"use.0": "true", "name.0": "name", "kind.0": "text"}
    made = (
        builder.visitor.send(place, object="place", **choices).headers["location"].partition(f"/{TENANT}")[2]
    )
    assert "2 records are in" in builder.visitor.look(made).text


def workbook(sheets: dict[str, list[list[Any]]]) -> bytes:
    written = io.BytesIO()
    with xlsxwriter.Workbook(written) as book:
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    return written.getvalue()
