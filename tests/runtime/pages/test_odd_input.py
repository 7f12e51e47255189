"""What no page of ours sends: an answer each time, never a fault of ours."""

from __future__ import annotations

import pytest

from tests.runtime.pages.workplace import Workplace

TOO_MANY_DIGITS = "9" * 5000


def test_an_address_cannot_bring_lines_along(small_workplace: Workplace) -> None:
    page = small_workplace.visitor().look("/o/deal/new?lines=1&title=Lathe")
    assert page.status_code == 200
    assert "Lathe" in page.text


@pytest.mark.parametrize("address", ["?tenant=x&object=y&view=", "?route=home&request=1"])
def test_an_address_whose_words_mean_something_inside(small_workplace: Workplace, address: str) -> None:
    answer = small_workplace.visitor().send(f"/o/deal/columns{address}", chosen="title")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/demo/o/deal{address}")


def test_widths_and_versions_that_no_number_holds(small_workplace: Workplace) -> None:
    deal, visitor = small_workplace.create(title="Lathe"), small_workplace.visitor()
    columns = visitor.send("/o/deal/columns", order="title", widths=TOO_MANY_DIGITS)
    assert columns.status_code == 204
    saved = visitor.send(f"/o/deal/{deal.id}/edit", _version=TOO_MANY_DIGITS, title="Mill", _action="save")
    assert saved.status_code < 500
    settled = visitor.send(f"/o/deal/{deal.id}/conflict", _shown_version=TOO_MANY_DIGITS, title="Mill")
    assert settled.status_code < 500


def test_a_file_that_no_id_names_is_not_there(workplace: Workplace) -> None:
    assert workplace.visitor().look("/files/abc").status_code == 404
    page = workplace.visitor().send("/o/deal/new", title="Lathe", paper="abc", _action="refresh")
    assert page.status_code == 200


def test_refused_rows_go_back_without_formulas(small_workplace: Workplace) -> None:
    small_workplace.create("account", name="Acme")
    admin = small_workplace.visitor()
    rows = b"title,account\n=1+1,Nobody\n"
    place = admin.send("/o/deal/import", files={"file": ("deals.csv", rows, "text/csv")}).headers["location"]
    place = place.removeprefix("/demo")
    columns = {"column-0": "title", "target-0": "title", "column-1": "account", "target-1": "account"}
    admin.send(place, mode="create", **columns)
    kept = admin.look(f"{place}/refused.csv").content.decode("utf-8-sig").splitlines()
    assert kept[1].startswith("'=1+1,Nobody,")


def test_what_came_back_with_another_record_holds_up_no_undo(workplace: Workplace) -> None:
    first, second = workplace.create(title="Lathe"), workplace.create(title="Mill")
    visitor, both = workplace.visitor(), [("ids", first.id), ("ids", second.id)]
    visitor.send("/o/deal/bulk-delete", *both)
    visitor.send("/o/deal/restore", ("ids", first.id))
    assert visitor.send("/o/deal/restore", *both).status_code == 200
    assert workplace.read(second).values["title"] == "Mill"
    assert visitor.send("/o/deal/restore", ids="abc").status_code == 404
