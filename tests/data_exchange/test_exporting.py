"""Records out, and back in without loss."""

from __future__ import annotations

import datetime as dt
import io
import zoneinfo
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from data_exchange import FORMATS, export, read_table, suggest_mapping
from data_exchange.cells import cells_of, shield, unshield
from data_exchange.mapping import reader_of
from data_exchange.writing.xlsx_file import MAX_CHARACTERS, write_xlsx
from metamodel import Invalid, NotAllowed, NotFound, Reading
from metamodel.field_types.values import Match, Ref
from record_store.actor import Actor
from record_store.database import Database
from record_store.queries import Query
from tests.builders import Office, a_field, a_role, a_store, an_object
from tests.data_exchange.builders import a_table, an_office, bring, stored
from tests.fields import interesting_fields, interesting_settings
from tests.strategies import values_for

ZONE = zoneinfo.ZoneInfo("America/New_York")
SHANGHAI = zoneinfo.ZoneInfo("Asia/Shanghai")
ROUND_TRIPS = [field for field in interesting_fields() if field.type.writable and field.type.kind != "lines"]


def exported(
    office: Office,
    object_name: str,
    file_format: str = "csv",
    by: Actor | None = None,
    locale: str = "en",
    **asked: Any,
) -> bytes:
    with office.reading(by) as records:
        return b"".join(export(records, Query(object_name, **asked), file_format, locale))


@pytest.mark.parametrize("scope", ["own", {"where": "owner = $user"}])
def test_whoever_may_see_all_and_export_some_exports_those(database: Database, scope: Any) -> None:
    deals = {"create": "all", "read": "all", "export": scope}
    office = an_office(database, a_role("seller", {"deal": deals, "account": "all"}))
    seller = office.person("Li", "seller")
    office.create("deal", title="Theirs")
    office.create("deal", title="Mine", by=seller)
    assert "Theirs" in exported(office, "deal").decode()
    assert read_table(exported(office, "deal", by=seller)).rows[0][0] == "Mine"
    assert len(read_table(exported(office, "deal", by=seller)).rows) == 1


@pytest.mark.parametrize("file_format", FORMATS)
@pytest.mark.parametrize("field", ROUND_TRIPS, ids=lambda field: field.type.kind)
@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much]
)
@given(
    data=st.data(), locale=st.sampled_from(["en", "zh-CN"]), zone=st.sampled_from([dt.UTC, ZONE, SHANGHAI])
)
def test_every_value_comes_back_as_it_was(
    field: Any, file_format: str, data: st.DataObject, locale: str, zone: dt.tzinfo
) -> None:
    """For references: the label that stands for it comes back, or the reference itself."""
    from data_exchange.mapping import ColumnMapping

    values = [_labelled(value) for value in data.draw(st.lists(values_for(field), min_size=1, max_size=3))]
    cell = cells_of(field, locale, zone)
    content = b"".join(FORMATS[file_format](["Heading"], [[cell(value)] for value in values], zone))
    read, parse = (
        reader_of(ColumnMapping("Heading", field.name), field),
        field.type.parser(field, Reading(zone)),
    )
    assert [parse(read(row[0])) for row in read_table(content).rows] == [
        _sought(field, value) for value in values
    ]


def _labelled(value: Any) -> Any:
    return value._replace(label="=Acme, 1") if isinstance(value, Ref) else value


def _sought(field: Any, value: Any) -> Any:
    if isinstance(value, Ref) and len(field.type.targets(field)) == 1:
        return Match(value.object, None, value.label)
    return value


def test_every_field_of_stored_records_comes_back(database: Database) -> None:
    """Exported, emptied, imported again: the database holds what it held."""
    for file_format in FORMATS:
        office = an_interesting_office(database)
        before = contents(office)
        content = exported(office, "thing", file_format)
        with office.writing() as records:
            for record in records.page(Query("thing")).records:
                records.trash("thing", record.id)
        table = read_table(content)
        described = office.store.live(office.tenant).blueprint.object("thing")
        writable = [field.name for field in described.fields if field.type.writable]
        mapping = suggest_mapping(table.headings, described, writable)
        assert {each.field for each in mapping} == set(writable) - {"a_lines"}
        bring(office, "thing", table, *mapping)
        assert contents(office) == before, file_format


VALUES: Mapping[str, Any] = {
    "a_text": "=1+1", "a_long_text": "one\n'=two", "a_rich_text": "<p>Hello <b>you</b></p>", "a_email": "a@b.example",
    "a_phone": "+16502530000", "a_url": "https://a.example/x?y=1", "a_barcode": "007", "a_json": {"a": [1.5, None]},
    "a_number": "123456789012.123456", "a_integer": 42, "a_money": "1234.50", "a_percent": "12.345", "a_rating": 3,
    "a_progress": 50, "a_boolean": True, "a_select": "lost", "a_multi_select": ["new", "lost"],
    "a_tags": ["one, two", "three"], "a_color": "#ff0000", "a_date": "2026-05-01", "a_datetime": "2026-05-01T01:02:03Z",
    "a_time": "09:30:15", "a_duration": 5400.25, "a_person_name": {"family": "欧阳", "given": "娜"},
    "a_company_name": "北京巨石有限公司", "a_mobile_cn": "13800138000",
    "a_address": {"country": "CN", "province": "广东省", "city": "深圳市", "street": "科技路 1 号"},
    "a_geolocation": {"lat": "22.543096", "lng": "114.057865"},
}  # fmt: skip


def an_interesting_office(database: Database) -> Office:
    office = a_store(
        database,
        an_object("account", "name", title_field="name"),
        an_object("contact", "name", title_field="name"),
        an_object("deal_line", "name", a_field("deal", "lookup", object="thing")),
        {"kind": "object", "name": "thing", "label": "Thing", "fields": interesting_settings()},
    )
    acme, rock = office.create("account", {"name": "Acme"}, {"name": "Rock, Inc."})
    ada = office.person("Ada")
    links = {
        "a_lookup": rock,
        "a_lookup_any": {"object": "account", "id": acme},
        "a_many_to_many": [acme, rock],
        "a_user": ada.id,
    }
    office.create("thing", {**VALUES, **links}, {"a_text": "blank else", "a_boolean": False})
    return office


def contents(office: Office) -> list[Mapping[str, Any]]:
    with office.reading() as records:
        found = [
            records.get("thing", each.id).values
            for each in records.page(Query("thing", sort=("a_text",))).records
        ]
    changing = ("id", "created_at", "updated_at", "a_autonumber", "version")
    return [{name: value for name, value in one.items() if name not in changing} for one in found]


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "'=x", "''=x", '=HYPERLINK("http://x")'])
def test_no_spreadsheet_takes_a_text_for_a_formula(text: str) -> None:
    assert shield(text)[0] == "'"
    assert unshield(shield(text)) == text


@pytest.mark.parametrize("text", ["x=1", "'quoted'", "1-2", "", " =x"])
def test_harmless_texts_are_left_alone(text: str) -> None:
    assert shield(text) == text == unshield(text)


def test_a_hostile_title_is_shielded_wherever_it_is_shown(database: Database) -> None:
    office = an_office(database)
    account = office.create("account", name="=cmd|' /C calc'!A0")
    office.create("deal", title="@x", account=account, stage="won", amount="-5")
    assert (
        exported(office, "deal").decode("utf-8-sig").splitlines()[1] == "'@x,'=cmd|' /C calc'!A0,Won,-5.00,"
    )


def test_the_first_line_has_the_labels_in_the_persons_language(database: Database) -> None:
    office = an_office(database)
    assert exported(office, "deal", locale="zh-CN").decode("utf-8-sig") == "标题,客户,阶段,金额,成交日期\r\n"
    assert exported(office, "deal").startswith(b"\xef\xbb\xbfTitle,Account,Stage,Amount,Close date")


def test_two_fields_of_one_label_are_told_apart(database: Database) -> None:
    thing = an_object("thing", a_field("a", label="Same"), a_field("b", label="Same"))
    assert exported(an_office(database, thing), "thing").decode("utf-8-sig") == "a,b\r\n"


def test_columns_may_lead_over_look_ups(database: Database) -> None:
    office = an_office(database)
    office.create("deal", title="A", account=office.create("account", name="Acme", revenue=5))
    lines = exported(office, "deal", fields=("title", "account.revenue")).decode("utf-8-sig").splitlines()
    assert lines == ["Title,Revenue", "A,5.00"]


def test_all_records_come_out_however_many(database: Database) -> None:
    office = an_office(database)
    bring(office, "deal", a_table(["title"], *([f"T{n:04}"] for n in range(1203))))
    rows = read_table(exported(office, "deal", sort=("-title",), filter='title > "T0100"')).rows
    assert (len(rows), rows[0][0], rows[-1][0]) == (1102, "T1202", "T0101")


def test_a_workbook_holds_numbers_and_days_that_excel_can_count_with(database: Database) -> None:
    office = an_office(database)
    office.create("deal", title="A", amount="1234.50", close_date="2026-05-01")
    sheet = load_workbook(io.BytesIO(exported(office, "deal", "xlsx"))).active
    assert sheet is not None
    assert [cell.value for cell in sheet[2]] == [
        "A",
        None,
        None,
        1234.5,
        dt.datetime.fromisoformat("2026-05-01"),
    ]


def test_instants_of_a_workbook_are_on_the_tenants_clock(database: Database) -> None:
    office = an_office(database, an_object("call", a_field("at", "datetime")))
    office.create("call", at="2026-05-01T01:02:03Z")
    sheet = load_workbook(io.BytesIO(exported(office, "call", "xlsx"))).active
    assert sheet is not None
    assert sheet["A2"].value == dt.datetime.fromisoformat("2026-05-01T09:02:03")
    assert b"2026-05-01T01:02:03Z" in exported(office, "call")


def test_digits_that_excel_would_lose_are_text() -> None:
    content = b"".join(write_xlsx(["n"], [[Decimal("12345678901234567.89")]], dt.UTC))
    assert read_table(content).rows[0][0] == "12345678901234567.89"


def test_a_text_too_long_for_a_sheet_is_refused_rather_than_cut() -> None:
    with pytest.raises(Invalid) as refused:
        list(write_xlsx(["t"], [["x" * (MAX_CHARACTERS + 1)]], dt.UTC))
    assert refused.value.issues[0].code == "too_large"


def test_rights_hold_for_exports(database: Database) -> None:
    limited = a_role("limited", {"deal": "own"}, fields={"deal": {"amount": "hidden"}})
    looker = a_role("looker", {"deal": {"read": "all"}})
    office = an_office(database, limited, looker)
    ada, bob = office.person("Ada", "limited"), office.person("Bob", "looker")
    office.create("deal", title="Hers", amount=5, owner=ada.id)
    office.create("deal", title="Not hers", amount=6)
    assert exported(office, "deal", by=ada).decode("utf-8-sig").splitlines() == [
        "Title,Account,Stage,Close date",
        "Hers,,,",
    ]
    with pytest.raises(NotAllowed):
        exported(office, "deal", by=bob)
    with pytest.raises(NotAllowed):
        exported(office, "deal", by=ada, fields=("amount",))


def test_what_is_not_there_is_refused(database: Database) -> None:
    office = an_office(database)
    with pytest.raises(NotFound):
        exported(office, "deal", fields=("price",))
    with pytest.raises(NotFound):
        exported(office, "dael")
    with pytest.raises(Invalid):
        exported(office, "deal", "pdf")


def test_an_export_can_be_read_as_it_is(database: Database) -> None:
    office = an_office(database)
    office.create("deal", title="A", stage="won", amount=5, close_date="2026-05-01")
    before = stored(office, "deal", "title", "stage", "amount", "close_date")
    table = read_table(exported(office, "deal", locale="zh-CN"))
    bring(
        office,
        "deal",
        table,
        *suggest_mapping(
            table.headings,
            office.store.live(office.tenant).blueprint.object("deal"),
            ["title", "stage", "amount", "close_date"],
        ),
        mode="update",
        match="title",
    )
    assert stored(office, "deal", "title", "stage", "amount", "close_date") == before
