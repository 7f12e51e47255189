"""A record is made, read, changed, deleted and brought back; nothing that was typed is lost."""

from __future__ import annotations

import pytest

from tests.runtime.pages.workplace import Workplace, version_in


def test_a_record_page_shows_facts_stages_lines_and_history(workplace: Workplace) -> None:
    account = workplace.create("account", name="Acme")
    deal = workplace.create(
        title="Big one",
        account=account.id,
        stage="offer",
        amount="10",
        lines=[{"product": "Pump", "price": "4.50"}],
    )
    workplace.update(deal, amount="20")
    page = workplace.visitor().look(f"/o/deal/{deal.id}").text
    for text in (
        "Big one",
        "Acme",
        'aria-current="step"',
        "Pump",
        "CN¥4.50",
        "Admin changed Amount",
        "CN¥10.00",
        "CN¥20.00",
    ):
        assert text in page, text


def test_related_records_are_fetched_with_a_way_to_add_one(workplace: Workplace) -> None:
    account = workplace.create("account", name="Acme")
    workplace.create(title="First deal", account=account.id)
    visitor = workplace.visitor()
    assert (
        f"/demo/o/account/{account.id}/related/deal/account" in visitor.look(f"/o/account/{account.id}").text
    )
    part = visitor.part(f"/o/account/{account.id}/related/deal/account").text
    assert "First deal" in part
    assert f"/demo/o/deal/quick?account={account.id}" in part


@pytest.mark.parametrize("id", ["nothing", "01a2094b-57e0-7729-b617-0b57a406b899", "%27%3B--", "../../x"])
def test_a_record_that_is_not_there_is_not_found(small_workplace: Workplace, id: str) -> None:
    assert small_workplace.visitor().look(f"/o/deal/{id}").status_code == 404


def test_a_record_is_made_by_its_form(workplace: Workplace) -> None:
    visitor = workplace.visitor()
    page = visitor.look("/o/deal/new").text
    assert 'name="title"' in page
    made = visitor.send(
        "/o/deal/new",
        ("lines", ""),
        ("lines-0-product", "Pump"),
        ("lines-0-price", "12.50"),
        ("lines-1-product", ""),
        ("lines-1-price", ""),
        title="Made by hand",
        stage="offer",
        amount="1,234.50",
    )
    assert made.status_code == 303
    shown = visitor.client.get(made.headers["location"]).text
    for text in ("Made by hand", "CN¥1,234.50", "Pump", "CN¥12.50"):
        assert text in shown


def test_what_is_wrong_stands_at_its_field_and_in_the_summary(workplace: Workplace) -> None:
    answer = workplace.visitor().send(
        "/o/deal/new",
        ("lines", ""),
        ("lines-0-price", "x"),
        title="",
        amount="much",
        stage="won",
        notes="kept words",
    )
    assert answer.status_code == 422
    page = answer.text
    assert 'value="much"' in page
    assert "kept words" in page
    assert 'href="#form-amount"' in page
    assert 'href="#form-title"' in page
    assert "Title is needed" in page


def test_a_form_begins_with_defaults_and_what_the_link_brings(small_workplace: Workplace) -> None:
    account = small_workplace.create("account", name="Acme")
    page = (
        small_workplace.visitor()
        .look(f"/o/deal/new?account={account.id}&title=From+a+link&version=9&id=x")
        .text
    )
    assert 'value="From a link"' in page
    assert "Acme" in page
    assert '<option value="open" selected>' in page


def test_a_conditional_field_appears_as_a_fragment_and_keeps_what_was_typed(
    small_workplace: Workplace,
) -> None:
    visitor = small_workplace.visitor()
    sent = {"title": "Half written", "amount": "not yet", "_action": "refresh"}
    for stage, hidden in (("lost", False), ("open", True)):
        part = visitor.send("/o/deal/new", part=True, stage=stage, **sent)
        assert part.status_code == 200
        assert "<html" not in part.text
        assert 'value="not yet"' in part.text
        place = part.text[part.text.index('id="form-lost_reason-item"') :].partition(">")[0]
        assert ("hidden" in place) == hidden


def test_line_items_are_added_and_removed_without_script(small_workplace: Workplace) -> None:
    visitor = small_workplace.visitor()
    lines = (("lines", ""), ("lines-0-product", "Pump"), ("lines-1-product", "Pipe"))
    added = visitor.send("/o/deal/new", *lines, title="x", _action="add_line:lines")
    assert added.status_code == 200
    assert 'name="lines-2-product"' in added.text
    removed = visitor.send("/o/deal/new", *lines, title="x", _action="remove_line:lines:0")
    assert 'value="Pipe"' in removed.text
    assert 'value="Pump"' not in removed.text


def test_only_what_was_changed_is_written(workplace: Workplace) -> None:
    deal = workplace.create(title="Alpha", amount="10", lines=[{"product": "Pump", "price": "1"}])
    visitor = workplace.visitor()
    page = visitor.look(f"/o/deal/{deal.id}/edit")
    line = workplace.read(deal).values["lines"][0]
    saved = visitor.send(
        f"/o/deal/{deal.id}/edit",
        ("lines", ""),
        ("lines-0-id", line.id),
        ("lines-0-product", "Pump"),
        ("lines-0-price", "1.00"),
        title="Beta",
        amount="10.00",
        stage="open",
        _version=version_in(page),
    )
    assert saved.status_code == 303
    with workplace.composition.store.reading("demo", workplace.actor()) as records:
        newest = records.history("deal", deal.id)[0]
    assert dict(newest.changes) == {"title": ("Alpha", "Beta")}


def test_two_people_who_change_different_fields_both_keep_their_work(workplace: Workplace) -> None:
    deal = workplace.create(title="Alpha", amount="10")
    visitor = workplace.visitor()
    version = version_in(visitor.look(f"/o/deal/{deal.id}/edit"))
    workplace.update(deal, title="Theirs")
    saved = visitor.send(
        f"/o/deal/{deal.id}/edit", title="Alpha", amount="25", stage="open", _version=version
    )
    assert saved.status_code == 303
    values = workplace.read(deal).values
    assert (values["title"], str(values["amount"])) == ("Theirs", "25.00")


@pytest.mark.parametrize(("choice", "kept"), [("mine", "Mine"), ("theirs", "Theirs"), ("before", "Alpha")])
def test_two_people_who_change_one_field_choose(workplace: Workplace, choice: str, kept: str) -> None:
    deal = workplace.create(title="Alpha", amount="10")
    visitor = workplace.visitor()
    version = version_in(visitor.look(f"/o/deal/{deal.id}/edit"))
    workplace.update(deal, title="Theirs")
    sent = {"title": "Mine", "amount": "25", "stage": "open"}
    conflict = visitor.send(f"/o/deal/{deal.id}/edit", _version=version, **sent)
    assert conflict.status_code == 409
    for text in ("Mine", "Theirs", "Alpha", "Admin saved this record"):
        assert text in conflict.text
    settled = visitor.send(
        f"/o/deal/{deal.id}/conflict", ("_choice.title", choice), _version=version, _shown_version="2", **sent
    )
    assert settled.status_code == 303
    values = workplace.read(deal).values
    assert (values["title"], str(values["amount"])) == (kept, "25.00")


def test_a_third_person_is_not_overwritten_while_two_settle(small_workplace: Workplace) -> None:
    deal = small_workplace.create(title="Alpha")
    visitor = small_workplace.visitor()
    small_workplace.update(deal, title="Theirs")
    small_workplace.update(deal, title="A third")
    settled = visitor.send(
        f"/o/deal/{deal.id}/conflict", title="Mine", stage="open", _version="1", _shown_version="2"
    )
    assert settled.status_code == 409
    assert small_workplace.read(deal).values["title"] == "A third"


def test_quick_entry_makes_a_record_and_says_so(small_workplace: Workplace) -> None:
    visitor = small_workplace.visitor()
    assert visitor.look("/o/deal/quick?title=x").headers["location"] == "/demo/o/deal/new?title=x"
    assert "<dialog" in visitor.part("/o/deal/quick").text
    made = visitor.send("/o/deal/quick", part=True, title="Quick one", stage="open")
    assert "Deal created" in made.text
    assert '"record:made": {"object": "deal"' in made.headers["hx-trigger"]
    refused = visitor.send("/o/deal/quick", part=True, title="", stage="open")
    assert refused.status_code == 422
    assert "<dialog" not in refused.text


def test_a_stage_is_set_by_its_step(workplace: Workplace) -> None:
    deal = workplace.create(title="Alpha")
    visitor = workplace.visitor()
    assert visitor.send(f"/o/deal/{deal.id}/stage", stage="offer", part=True).status_code == 200
    assert workplace.read(deal).values["stage"] == "offer"
    assert visitor.send(f"/o/deal/{deal.id}/stage", stage="won", part=True).status_code == 422


def test_a_record_goes_to_the_trash_comes_back_and_is_removed_for_good(workplace: Workplace) -> None:
    deal = workplace.create(title="Alpha")
    visitor = workplace.visitor()
    gone = visitor.send(f"/o/deal/{deal.id}/trash")
    assert gone.status_code == 303
    listed = visitor.client.get(gone.headers["location"]).text
    assert "Moved to the trash" in listed
    assert f"/demo/o/deal/{deal.id}/restore" in listed
    assert "Alpha" in visitor.look("/trash").text
    assert visitor.send(f"/o/deal/{deal.id}/restore", part=True).status_code == 200
    assert visitor.look(f"/o/deal/{deal.id}").status_code == 200
    visitor.send(f"/o/deal/{deal.id}/trash")
    assert visitor.send(f"/o/deal/{deal.id}/purge", part=True).status_code == 200
    assert "Alpha" not in visitor.look("/trash").text


@pytest.mark.parametrize(
    "path",
    [
        "/o/deal/new",
        "/o/deal/{id}/edit",
        "/o/deal/{id}/trash",
        "/o/deal/{id}/stage",
        "/o/deal/bulk-delete",
        "/o/deal/move?view=board",
    ],
)
def test_who_may_only_read_changes_nothing(small_workplace: Workplace, path: str) -> None:
    deal = small_workplace.create(title="Alpha")
    sent = {"title": "Hacked", "stage": "offer", "card": deal.id, "column": "offer", "ids": deal.id}
    answer = small_workplace.visitor("reader").send(path.format(id=deal.id), part=True, **sent)
    assert answer.status_code in (403, 422)
    values = small_workplace.read(deal).values
    assert (values["title"], values["stage"]) == ("Alpha", "open")


def test_a_page_without_its_token_changes_nothing(small_workplace: Workplace) -> None:
    visitor = small_workplace.visitor()
    visitor.token = "0" * 40
    assert visitor.send("/o/deal/new", title="Forged").status_code == 403


def test_a_file_is_stored_shown_and_sent_safely(workplace: Workplace) -> None:
    visitor = workplace.visitor()
    sent = {"paper.upload": ("offer <1>.html", b"<script>alert(1)</script>", "text/html")}
    made = visitor.send("/o/deal/new", title="With paper", stage="open", files=sent)
    assert made.status_code == 303, made.text
    page = visitor.client.get(made.headers["location"]).text
    assert "offer &lt;1&gt;.html" in page
    import re

    found = re.search(r'href="(/demo/files/[^"]+)"', page)
    assert found
    file = visitor.client.get(found[1])
    assert file.content == b"<script>alert(1)</script>"
    assert file.headers["content-disposition"].startswith("attachment")
    assert file.headers["content-type"] == "application/octet-stream"
    assert "sandbox" in file.headers["content-security-policy"]
    address = found[1].removeprefix("/demo")
    assert workplace.visitor("reader").look(address).status_code == 200
    assert workplace.visitor("nobody").look(address).status_code == 404


def test_a_file_that_is_too_large_is_told_and_the_form_keeps_the_rest(small_workplace: Workplace) -> None:
    sent = {"paper.upload": ("big.bin", b"x" * (1024 * 1024 + 1), "application/octet-stream")}
    answer = small_workplace.visitor().send("/o/deal/new", title="Big paper", stage="open", files=sent)
    assert answer.status_code == 422
    assert "up to 1 MB" in answer.text
    assert 'value="Big paper"' in answer.text


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "x" * 10_000},
        {"title": "'; DROP TABLE deal; --"},
        {"title": "{{ 7 * 7 }}<script>alert(1)</script>"},
        {"account": "not-an-id"},
        {"stage": "nothing"},
        {"close_date": "31/31/2026"},
        {"lines-999999-product": "x", "lines": ""},
        {"lines-0-id": "nothing", "lines-0-product": "x", "lines": ""},
        {"_version": "9" * 40},
        {"_action": "save:x:y:z"},
        {"owner": "nobody"},
    ],
)
def test_odd_input_never_breaks_a_form(small_workplace: Workplace, fields: dict[str, str]) -> None:
    visitor = small_workplace.visitor()
    deal = small_workplace.create(title="Alpha")
    for path in ("/o/deal/new", f"/o/deal/{deal.id}/edit"):
        answer = visitor.send(path, **{"title": "Odd", "stage": "open", **fields})
        assert answer.status_code in (303, 409, 422)
        assert "<script>alert" not in answer.text
