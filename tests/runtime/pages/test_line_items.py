"""Line items on a form without script: moved, taken away and brought back, pasted, and kept in their order."""

from __future__ import annotations

import re

from tests.runtime.pages.workplace import Workplace

LINES = (("lines", ""), ("lines-0-product", "Pump"), ("lines-1-product", "Pipe"), ("lines-1-price", "2"))


def products(text: str) -> list[str]:
    return re.findall(r'<input class="input" type="text" value="([^"]*)"[^>]*name="lines-\d+-product"', text)


def test_lines_that_were_moved_are_saved_and_read_in_that_order(workplace: Workplace) -> None:
    deal = workplace.create(title="Alpha", lines=[{"product": name} for name in ("a", "b", "c")])
    visitor = workplace.visitor()
    page = visitor.look(f"/o/deal/{deal.id}/edit")
    posted = [("lines", "")]
    for index, id in enumerate(re.findall(r'name="lines-\d+-id" value="([^"]+)"', page.text)):
        posted += [
            (f"lines-{index}-id", id),
            (f"lines-{index}-product", "abc"[index]),
            (f"lines-{index}-price", ""),
        ]
    moved = visitor.send(
        f"/o/deal/{deal.id}/edit", *posted, title="Alpha", _version="1", _action="move_line:lines:2:0"
    )
    assert products(moved.text) == ["c", "a", "b"]
    first = [(name.replace("lines-2", "lines-x"), value) for name, value in posted]
    renumbered = [
        (
            re.sub(
                r"lines-([01x])",
                lambda found: {"x": "lines-0", "0": "lines-1", "1": "lines-2"}[found[1]],
                name,
            ),
            value,
        )
        for name, value in first
    ]
    visitor.send(f"/o/deal/{deal.id}/edit", *renumbered, title="Alpha", _version="1")
    saved = workplace.read(deal)
    assert [line.values["product"] for line in saved.values["lines"]] == ["c", "a", "b"]
    assert saved.version == 2


def test_a_line_taken_away_can_be_brought_back(small_workplace: Workplace) -> None:
    visitor = small_workplace.visitor()
    removed = visitor.send("/o/deal/new", *LINES, title="x", _action="remove_line:lines:0")
    assert products(removed.text) == ["Pipe"]
    assert "Line 1 was removed" in removed.text
    carried = re.search(r'name="lines.removed" value="([^"]+)"', removed.text)
    assert carried
    text = carried[1].replace("&#34;", '"')
    back = visitor.send(
        "/o/deal/new", ("lines", ""), ("lines-0-product", "Pipe"), ("lines.removed", text), title="x",
        _action="restore_line:lines",
    )  # fmt: skip
    assert products(back.text) == ["Pump", "Pipe"]
    assert "was removed" not in back.text


def test_pasted_cells_that_do_not_fit_are_marked_before_anything_is_saved(small_workplace: Workplace) -> None:
    visitor = small_workplace.visitor()
    pasted = ("lines.pasted", "Nut\t1,200.50\nBolt\tdear")
    answer = visitor.send("/o/deal/new", *LINES, pasted, title="x", _action="paste_lines:lines")
    assert products(answer.text) == ["Pump", "Pipe", "Nut", "Bolt"]
    assert 'value="dear"' in answer.text
    assert re.search(r'id="form-lines-3-price-error">[^<]*dear', answer.text)
    assert 'form-lines-2-price-error">' not in answer.text


def test_names_in_a_lookup_column_are_matched_when_they_are_pasted(workplace: Workplace) -> None:
    acme = workplace.create("account", name="Acme")
    visitor = workplace.visitor()
    form = {"lines": "", "lines.pasted": "Acme\nNobody", "title": "x", "_action": "paste_lines:lines:0:maker"}
    answer = visitor.send("/o/deal/new", **form)
    assert f'name="lines-0-maker" value="{acme.id}"' in answer.text
    assert "there is no record “Nobody”" in answer.text
    kept = {
        "lines-0-maker": "",
        "lines-0-maker.text": "Nobody",
        "lines-0-maker.was": "|",
        "lines-0-product": "x",
    }
    refused = visitor.send("/o/deal/new", lines="", title="x", **kept)
    assert refused.status_code == 422
    assert "there is no record “Nobody”" in refused.text
