"""Files of people as tables: encodings, separators, quotes, headings, workbooks."""

from __future__ import annotations

import contextlib
import datetime as dt
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data_exchange import read_table, sheet_names
from metamodel import Invalid
from tests.data_exchange.builders import a_workbook

CHINESE = "客户,金额\r\n华为技术有限公司,“1,234.50”\r\n北京巨石,5\r\n".replace("“", '"').replace("”", '"')
LONG = CHINESE + "深圳市腾讯计算机系统有限公司,7\r\n" * 400


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-32"])
def test_text_is_read_in_every_usual_encoding(encoding: str) -> None:
    mark = b"\xff\xfe" if encoding == "utf-16-le" else b""
    table = read_table(mark + CHINESE.encode(encoding))
    assert table.headings == ("客户", "金额")
    assert list(table.rows) == [["华为技术有限公司", "1,234.50"], ["北京巨石", "5"]]


@pytest.mark.parametrize("encoding", ["gbk", "cp1252"])
def test_old_encodings_are_read(encoding: str) -> None:
    text = "Kunde;Ort\nMüller & Söhne Größe;Köln\n" if encoding == "cp1252" else LONG
    assert read_table(text.encode(encoding)).rows[0][0] == (
        "Müller & Söhne Größe" if encoding == "cp1252" else "华为技术有限公司"
    )


BROKEN: list[tuple[str, bytes, str]] = [
    ("nothing", b"", "empty_file"),
    ("blanks", b" \r\n,,\r\n\t\n", "empty_file"),
    ("a picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", "encoding"),
    ("UTF-8 with a broken place", LONG.encode() + b"\xe5\xff,1\n", "encoding"),
    ("UTF-8 that ends in the middle of a character", LONG.encode() + "华".encode()[:2], "encoding"),
    ("UTF-16 that ends in the middle of a character", "客户\n华为".encode("utf-16") + b"\x01", "encoding"),
    ("a cell without an end", b"name\n" + b'"' + b"x" * 3_000_000, "unreadable"),
    ("an archive that is no workbook", b"PK\x03\x04 and then nothing", "unreadable"),
    ("an old workbook that ends too soon", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "unreadable"),
    ("half of a workbook", a_workbook(["name"], ["Acme"])[:2000], "unreadable"),
]


@pytest.mark.parametrize(("about", "content", "code"), BROKEN, ids=[case[0] for case in BROKEN])
def test_what_cannot_be_read_is_refused_in_words(about: str, content: bytes, code: str) -> None:
    with pytest.raises(Invalid) as refused:
        read_table(content)
    (issue,) = refused.value.issues
    assert (issue.code, issue.path) == (code, "/file")
    assert issue.hint or code == "unreadable"


def test_a_broken_place_is_named_by_its_line() -> None:
    with pytest.raises(Invalid) as refused:
        read_table("客户名称\n华为技术有限公司\n".encode() + b"\xff\xfe\n")
    assert refused.value.issues[0].sentence() == "The text of this file is broken in line 3"


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
def test_the_separator_is_found(separator: str) -> None:
    text = f'name{separator}"a,b;c|d\te"\n"x, y; z"{separator}2\n'
    assert list(read_table(text.encode()).rows) == [["x, y; z", "2"]]


def test_quotation_marks_hold_separators_marks_and_lines() -> None:
    table = read_table(b'name,note\n"Smith, ""Al""","one\r\ntwo"\nplain,\n')
    assert [list(row) for row in table.rows] == [['Smith, "Al"', "one\r\ntwo"], ["plain", ""]]


def test_blank_lines_are_left_out_and_the_others_keep_their_numbers() -> None:
    table = read_table(b"\n,\nname,city\n\nAcme,Rome\n , \n\nRock,\n")
    assert (table.headings, table.lines) == (("name", "city"), [5, 8])


def test_headings_are_told_apart() -> None:
    table = read_table(b"name, name,,NAME ,name (2),,\n1,2,3,4,5,,\n")
    assert table.headings == ("name", "name (2)", "Column 3", "NAME", "name (2) (2)")
    assert list(table.rows[0]) == ["1", "2", "3", "4", "5"]


def test_shifted_columns_are_remarked() -> None:
    table = read_table(b"name,amount\nAcme,1\nRock,1,234\nShort\n")
    (remark,) = table.remarks
    assert (remark.code, remark.severity) == ("shifted_columns", "warning")
    assert remark.values == {"count": 1, "line": 3}
    assert [list(row) for row in table.rows] == [["Acme", "1"], ["Rock", "1"], ["Short", None]]


def test_a_workbook_keeps_what_its_cells_are() -> None:
    day, instant, clock = (
        dt.date(2026, 5, 1),
        dt.datetime.fromisoformat("2026-05-01T09:30:00"),
        dt.time(9, 30),
    )
    table = read_table(a_workbook(["a", "b", "c", "d", "e", "f"], [day, instant, clock, True, "x", None]))
    assert list(table.rows[0]) == [day, instant, clock, True, "x", ""]


@pytest.mark.parametrize(
    ("number", "read"),
    [
        (12, 12),
        (12.0, 12),
        (0.1 + 0.2, "0.3"),
        (1234.5, "1234.5"),
        (1e-7, "0.0000001"),
        (13800138000, 13800138000),
        (1e21, "1000000000000000000000"),
        (-0.005, "-0.005"),
    ],
)
def test_numbers_of_a_workbook_are_what_people_see(number: float, read: int | str) -> None:
    assert read_table(a_workbook(["n"], [number])).rows[0][0] == read


def test_a_sheet_is_chosen_by_name() -> None:
    content = a_workbook(["name"], ["Acme"], title="客户")
    assert sheet_names(content) == ("客户",)
    assert read_table(content, "客户").rows[0][0] == "Acme"
    with pytest.raises(Invalid) as refused:
        read_table(content, "Deals")
    assert refused.value.issues[0].values == {"sheet": "Deals", "known": "客户"}


def test_a_small_workbook_that_holds_a_lot_of_nothing_is_refused() -> None:
    bomb = io.BytesIO()
    with (
        zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive,
        archive.open("xl/worksheets/sheet1.xml", "w") as part,
    ):
        for _ in range(600):
            part.write(b"\x00" * 1024 * 1024)
    with pytest.raises(Invalid) as refused:
        read_table(bomb.getvalue())
    assert refused.value.issues[0].code == "too_large"


@given(st.binary(max_size=300))
def test_any_bytes_are_a_table_or_refused(content: bytes) -> None:
    try:
        table = read_table(content)
    except Invalid:
        return
    assert all(len(row) == len(table.headings) for row in table.rows)
    assert len(set(table.headings)) == len(table.headings)


@given(st.data())
def test_any_damage_to_a_workbook_is_a_table_or_refused(data: st.DataObject) -> None:
    content = bytearray(WORKBOOK)
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    with contextlib.suppress(Invalid):
        read_table(bytes(content[: data.draw(st.integers(0, len(content)))]))


WORKBOOK = a_workbook(["name", "day"], ["Acme", dt.date(2026, 5, 1)], ["Rock", 12.5])
