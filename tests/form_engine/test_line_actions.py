"""What the buttons of the grid do: moving, bringing back, pasting; and what a pasted cell looks like."""

from __future__ import annotations

from typing import Any

import pytest

from form_engine.line_rows import RemovedLine, read_removed
from form_engine.pasted_lines import read_cells
from metamodel import Issue
from metamodel.field_types.values import Match, Ref
from tests.form_engine.builders import LINE_FIELDS, blueprint, bound, form, lines, read

POSTED = (
    ("lines", ""),
    ("lines-0-product", "Pump"),
    ("lines-0-price", "1"),
    ("lines-1-product", "Pipe"),
    ("lines-2-product", "Tap"),
)
GRID = form(lines(columns=["product", "price"]))


def products(rows: Any) -> list[str | None]:
    return [row.get("product") for row in rows]


def after(action: str, *more: tuple[str, str]) -> Any:
    return read(GRID, *POSTED, *more, ("_action", action)).values["lines"]


@pytest.mark.parametrize(
    ("action", "order"),
    [
        ("move_line:lines:0:2", ["Pipe", "Tap", "Pump"]),
        ("move_line:lines:2:0", ["Tap", "Pump", "Pipe"]),
        ("move_line:lines:0:9", ["Pump", "Pipe", "Tap"]),
        ("move_line:lines:-1:0", ["Pump", "Pipe", "Tap"]),
        ("move_line:lines:0", ["Pump", "Pipe", "Tap"]),
        ("add_line:lines:0", ["Pump", None, "Pipe", "Tap"]),
        ("restore_line:lines", ["Pump", "Pipe", "Tap"]),
    ],
)
def test_a_line_moves_where_it_is_sent(action: str, order: list[str]) -> None:
    assert products(after(action)) == order


def test_a_removed_line_comes_back_where_it_was() -> None:
    removed = after("remove_line:lines:1")
    assert products(removed) == ["Pump", "Tap"]
    seen = bound(GRID, typed={"lines": removed})
    grid: Any = next(iter(seen.items))
    kept = ("lines.removed", grid.removed.to_text())
    posted = (("lines", ""), ("lines-0-product", "Pump"), ("lines-1-product", "Tap"), kept)
    assert products(read(GRID, *posted, ("_action", "refresh")).values["lines"]) == ["Pump", "Tap"]
    back = read(GRID, *posted, ("_action", "restore_line:lines")).values["lines"]
    assert products(back) == ["Pump", "Pipe", "Tap"]
    assert back.removed is None


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "[]",
        "{}",
        '{"index": -1, "row": {}}',
        '{"index": true, "row": {}}',
        '{"row": {}}',
        "[" * 9000,
    ],
)
def test_what_is_no_removed_line_brings_nothing_back(text: str) -> None:
    assert read_removed(text, ["product"]) is None


def test_a_removed_line_brings_back_no_field_that_the_grid_has_not() -> None:
    text = RemovedLine(0, {"product": "x", "deal": "y", "price": {"a": 1}, "id": "i"}).to_text()
    found = read_removed(text, ["product", "price"])
    assert found is not None
    assert found.row == {"product": "x", "id": "i"}


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]),
        ('"two\nlines"\t"he said ""no"""', [["two\nlines", 'he said "no"']]),
        ('12" pipe\t3', [['12" pipe', "3"]]),
        ("\n\t\n a \n", [["a"]]),
        ("", []),
        ("\0", []),
    ],
)
def test_cells_are_read_as_spreadsheets_copy_them(text: str, cells: list[list[str]]) -> None:
    assert read_cells(text) == cells


@pytest.mark.parametrize(
    ("action", "text", "found"),
    [
        ("paste_lines:lines", "Nut\t2\nBolt\t3", [("Tap", None), ("Nut", "2"), ("Bolt", "3")]),
        ("paste_lines:lines:2:price", "7\n8", [("Tap", "7"), (None, "8")]),
        ("paste_lines:lines:2:product", "Nut\t2\tbeyond", [("Nut", "2")]),
        ("paste_lines:lines:2:nothing", "Nut", [("Nut", None)]),
        ("paste_lines:lines:2:price", "Price\tProduct\n4\tNut", [("Nut", "4")]),
        ("paste_lines:lines:2:product", "", [("Tap", None)]),
    ],
)
def test_a_block_of_cells_is_laid_over_the_grid(
    action: str, text: str, found: list[tuple[str | None, str | None]]
) -> None:
    rows = after(action, ("lines.pasted", text))
    assert [(row.get("product"), row.get("price")) for row in rows[2:]] == found


def test_columns_that_cannot_be_written_in_are_passed_over() -> None:
    rows = after("paste_lines:lines", ("lines.columns", "price"), ("lines.pasted", "5"))
    assert rows[-1] == {"price": "5"}


def test_many_pasted_lines_are_cut_off_where_saving_will_tell_of_it() -> None:
    rows = after("paste_lines:lines", ("lines.pasted", "x\n" * 5000))
    assert len(rows) == 3 + 1001


FIELDS = (
    *LINE_FIELDS,
    {"name": "due", "type": "date"},
    {
        "name": "kind",
        "type": "select",
        "options": [{"value": "a", "label": {"en": "Apple", "zh-CN": "苹果"}}],
    },
    {"name": "part", "type": "lookup", "object": "account"},
    {"name": "ok", "type": "boolean"},
)


def pasted_cells(text: str, **around: Any) -> dict[str, Any]:
    described = blueprint()
    child = dict(described.documents["object", "line"].body, fields=list(FIELDS))
    changed = type(described).of(
        [document.body for key, document in described.documents.items() if key != ("object", "line")]
        + [child]
    )
    definition = form(lines(columns=["due", "kind", "price", "part", "ok"]), of=changed)
    reading = read(
        definition, ("lines", ""), ("lines.pasted", text), ("_action", "paste_lines:lines"), of=changed
    )
    grid: Any = next(iter(bound(definition, changed, typed=reading.values, **around).items))
    return {cell.field.name: cell for cell in grid.rows[0].cells}


def test_pasted_cells_are_read_as_people_write_them() -> None:
    cells = pasted_cells("2026年3月5日\t苹果\t¥1,234.50\t\t是")
    assert {name: cell.value for name, cell in cells.items() if name != "part"} == {
        "due": "2026-03-05",
        "kind": "a",
        "price": "¥1,234.50",
        "ok": True,
    }
    assert not any(cell.issues for cell in cells.values())


def test_what_does_not_fit_stays_as_it_was_pasted_and_is_marked_at_its_cell() -> None:
    cells = pasted_cells("someday\tPear\tdear\t\tperhaps")
    assert {name: cell.value for name, cell in cells.items() if name != "part"} == {
        "due": "someday",
        "kind": "Pear",
        "price": "dear",
        "ok": "perhaps",
    }
    assert all(cells[name].issues for name in ("due", "kind", "price", "ok"))
    assert cells["due"].widget_template == "form_engine/widgets/text.html"


def test_a_pasted_name_is_matched_or_marked() -> None:
    def matching(field: Any, matches: Any) -> dict[Match, Ref | Issue]:
        return {
            match: Ref("account", "a1")
            if match.value == "Acme"
            else Issue("no_match", "", "None is called so")
            for match in matches
        }

    found = pasted_cells(
        "\t\t\tAcme", matching=matching, labels=lambda _object, ids: dict.fromkeys(ids, "Acme")
    )
    assert (found["part"].shown.value, found["part"].shown.text, found["part"].issues) == ("a1", "Acme", ())
    missed = pasted_cells("\t\t\tNobody", matching=matching)
    assert (missed["part"].shown.text, missed["part"].issues) == ("Nobody", ("None is called so",))
