"""Forms that react: choices that depend on other answers, and look-ups that offer only what fits."""

from __future__ import annotations

import html
import re
import uuid
from collections.abc import Iterator

import psycopg
import pytest

from tests.runtime.pages.reactive import DOCUMENTS
from tests.runtime.pages.workplace import Workplace, open_workplace
from tests.support.postgres import database_address


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Workplace]:
    home = tmp_path_factory.mktemp("home")
    if request.param == "sqlite":
        with open_workplace(home, None, DOCUMENTS) as made:
            yield made
        return
    server: psycopg.Connection = request.getfixturevalue("postgres_server")
    name = f"trellis_test_{uuid.uuid4().hex[:16]}"
    server.execute(f'CREATE DATABASE "{name}"'.encode())
    with open_workplace(home, database_address(server, name), DOCUMENTS) as made:
        yield made
    server.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())


def options(page: str, name: str) -> list[str]:
    """The values that a select offers."""
    found = re.search(rf'<select[^>]*name="{name}".*?</select>', page, re.DOTALL)
    assert found, page
    return [value for value in re.findall(r'<option value="([^"]*)"', found[0]) if value]


def source(page: str, name: str) -> str:
    """The address that a look-up searches, below the tenant."""
    found = re.search(rf'data-source="([^"]*)"[^>]*>\s*<input type="hidden" name="{name}"', page)
    assert found, page
    return html.unescape(found[1]).removeprefix("/demo")


def test_the_options_follow_the_other_field(workplace: Workplace) -> None:
    visitor = workplace.visitor()
    assert options(visitor.look("/o/order/new").text, "city") == ["elsewhere"]
    page = visitor.send("/o/order/new", part=True, country="cn", _action="refresh").text
    assert options(page, "city") == ["sh", "bj", "elsewhere"]


def test_a_choice_that_no_longer_goes_stays_and_is_flagged_at_once(workplace: Workplace) -> None:
    visitor = workplace.visitor()
    answer = visitor.send("/o/order/new", part=True, country="us", city="sh", _action="refresh")
    assert answer.status_code == 200, answer.text
    assert options(answer.text, "city") == ["la", "elsewhere", "sh"]
    assert "“Shanghai” does not go with Country “America”" in answer.text


def test_a_save_of_such_a_choice_is_refused_in_the_form_and_once(workplace: Workplace) -> None:
    answer = workplace.visitor().send("/o/order/new", part=True, title="A", country="us", city="sh")
    assert answer.status_code == 422
    assert answer.text.count("“Shanghai” does not go with") == 2  # the summary and the field
    workplace.visitor().send("/o/order/new", part=True, title="A", country="us", city="la")


def test_a_cell_offers_what_the_record_allows(workplace: Workplace) -> None:
    order = workplace.create("order", title="A", country="us")
    visitor = workplace.visitor()
    page = visitor.part(f"/o/order/{order.id}/cells/city").text
    assert options(page, "city") == ["la", "elsewhere"]
    assert visitor.send(f"/o/order/{order.id}/cells/city", part=True, city="sh", _was="''").status_code == 422


def people(workplace: Workplace) -> tuple[str, str, str, str]:
    acme = workplace.create("account", name="Acme Works").id
    bolt = workplace.create("account", name="Bolt Brothers").id
    ann = workplace.create("contact", name="Ann", account=acme).id
    bob = workplace.create("contact", name="Bob", account=bolt).id
    return acme, bolt, ann, bob


def test_a_look_up_offers_only_what_fits_the_form(workplace: Workplace) -> None:
    acme, _, _, _ = people(workplace)
    visitor = workplace.visitor()
    empty = visitor.part(source(visitor.look("/o/order/new").text, "contact")).text
    assert "Ann" not in empty
    page = visitor.send("/o/order/new", part=True, account=acme, _action="refresh").text
    found = visitor.part(source(page, "contact") + "&q=").text
    assert "Ann" in found
    assert "Bob" not in found
    assert f"/o/contact/quick?account={acme}" in found


def test_a_line_offers_what_fits_the_record_it_belongs_to(workplace: Workplace) -> None:
    _, bolt, _, _ = people(workplace)
    visitor = workplace.visitor()
    page = visitor.send(
        "/o/order/new", ("lines", ""), ("lines-0-product", "x"), part=True, account=bolt, _action="refresh"
    ).text
    found = visitor.part(source(page, "lines-0-receiver")).text
    assert "Bob" in found
    assert "Ann" not in found


def test_a_reference_that_no_longer_fits_is_flagged_when_its_parent_changes(workplace: Workplace) -> None:
    acme, bolt, ann, _ = people(workplace)
    order = workplace.create("order", title="A", account=acme, contact=ann)
    visitor = workplace.visitor()
    page = visitor.send(
        f"/o/order/{order.id}/edit", part=True, account=bolt, contact=ann, _action="refresh"
    ).text
    assert "“Ann” cannot be chosen here" in page
    assert visitor.send(f"/o/order/{order.id}/edit", part=True, account=bolt, contact=ann).status_code == 422


@pytest.mark.parametrize(
    "query",
    ["for=order.contact", "for=order.contact&record=%7B", "for=order.contact&record=[1]", "for=x.y&record={}",
     'for=order.contact&record={"account":"nonsense","id":7}', 'for=order_line.receiver&record={"order":{"account":3}}',
     "for=order.title", "for=contact.account"],
)  # fmt: skip
def test_an_odd_search_address_is_answered(workplace: Workplace, query: str) -> None:
    people(workplace)
    assert workplace.visitor().part(f"/lookup/contact?q=&{query}").status_code == 200


def field_value(page: str, name: str) -> str:
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    assert found, page
    value = re.search(r' value="([^"]*)"', found[0])
    return html.unescape(value[1]) if value else ""


def automatic(page: str) -> str:
    return field_value(page, "_automatic")


def test_a_worked_out_default_follows_the_answers_until_it_is_touched(workplace: Workplace) -> None:
    visitor = workplace.visitor()
    page = visitor.look("/o/order/new").text
    drawn = {"discount": field_value(page, "discount"), "net": field_value(page, "net")}
    page = visitor.send(
        "/o/order/new", part=True, amount="2000", _action="refresh", _automatic=automatic(page), **drawn
    ).text
    assert (field_value(page, "discount"), field_value(page, "net")) == ("10", "1800.00")
    page = visitor.send(
        "/o/order/new", part=True, amount="2000", discount="5", net="1800.00", _action="refresh",
        _automatic=automatic(page),
    ).text  # fmt: skip
    assert (field_value(page, "discount"), field_value(page, "net")) == ("5", "1900.00")
    page = visitor.send(
        "/o/order/new", part=True, amount="10", discount="5", net="1900.00", _action="refresh",
        _automatic=automatic(page),
    ).text  # fmt: skip
    assert (field_value(page, "discount"), field_value(page, "net")) == ("5", "9.50")


def test_without_script_a_save_works_the_untouched_out_from_what_was_typed(workplace: Workplace) -> None:
    visitor = workplace.visitor()
    page = visitor.look("/o/order/new").text
    drawn = {"discount": field_value(page, "discount"), "net": field_value(page, "net")}
    made = visitor.send("/o/order/new", title="A", amount="2000", _automatic=automatic(page), **drawn)
    order = workplace.read_at(made.headers["location"])
    assert (str(order.values["discount"]), str(order.values["net"])) == ("10.00", "1800.00")
    made = visitor.send("/o/order/new", title="B", amount="2000", discount="0", net="", _automatic="{}")
    order = workplace.read_at(made.headers["location"])
    assert (str(order.values["discount"]), order.values["net"]) == ("0.00", None)


@pytest.mark.parametrize("odd", ["", "[]", "{", '{"discount": {"a": 1}}', '{"title": "A"}', "x" * 200_000])
def test_an_odd_note_of_what_was_filled_in_is_answered(workplace: Workplace, odd: str) -> None:
    answer = workplace.visitor().send(
        "/o/order/new", title="A", discount="3", _automatic=odd, _action="refresh"
    )
    assert answer.status_code == 200, answer.text


def test_a_stored_record_keeps_its_values_whatever_its_defaults_would_say(workplace: Workplace) -> None:
    order = workplace.create("order", title="A", amount="10")
    visitor = workplace.visitor()
    page = visitor.send(f"/o/order/{order.id}/edit", part=True, amount="5000", _action="refresh").text
    assert 'name="_automatic"' not in page
    assert field_value(page, "net") == "10.00"


def keep(workplace: Workplace, role: str = "admin", path: str = "/o/order/draft", **typed: str) -> int:
    return workplace.visitor(role).send(path, **typed).status_code


def test_what_was_typed_comes_back_and_goes_with_the_save(workplace: Workplace) -> None:
    visitor = workplace.visitor()
    assert keep(workplace, title="Half done", amount="12.5") == 204
    assert keep(workplace, title="Half done, better", amount="much") == 204
    page = visitor.look("/o/order/new").text
    assert "You have a draft of" in page
    assert "Half done" not in page
    page = visitor.look("/o/order/new?draft=1").text
    assert field_value(page, "title") == "Half done, better"
    assert field_value(page, "amount") == "much"
    assert visitor.send("/o/order/new", title="Done").status_code == 303
    assert "draft of" not in visitor.look("/o/order/new").text


def test_a_draft_is_of_one_person_and_one_record(workplace: Workplace) -> None:
    one = workplace.create("order", title="One")
    two = workplace.create("order", title="Two")
    assert keep(workplace, path=f"/o/order/draft?record={one.id}", title="Changed", _version="1") == 204
    admin, reader = workplace.visitor(), workplace.visitor("reader")
    assert "draft of" in admin.look(f"/o/order/{one.id}/edit").text
    assert "draft of" not in admin.look(f"/o/order/{two.id}/edit").text
    assert "draft of" not in admin.look("/o/order/new").text
    assert keep(workplace, title="Mine") == 204
    assert "draft of" not in reader.look("/o/order/new").text
    assert "Mine" not in reader.look("/o/order/new?draft=1").text


def test_a_draft_can_be_discarded(workplace: Workplace) -> None:
    keep(workplace, title="Half done")
    visitor = workplace.visitor()
    answer = visitor.send("/o/order/draft/discard")
    assert answer.headers["location"] == "/demo/o/order/new"
    assert "draft of" not in visitor.look("/o/order/new").text


def test_a_draft_of_a_changed_record_leads_to_the_choice_between_both(workplace: Workplace) -> None:
    order = workplace.create("order", title="Before", notes="Old")
    path = f"/o/order/{order.id}/edit"
    visitor = workplace.visitor()
    keep(workplace, path=f"/o/order/draft?record={order.id}", title="Mine", notes="Old", _version="1")
    workplace.update(order, title="Theirs", notes="Newer")
    page = visitor.look(f"{path}?draft=1").text
    assert "The record has changed since" in page
    assert (field_value(page, "title"), field_value(page, "_version")) == ("Mine", "1")
    answer = visitor.send(path, title="Mine", notes="Old", _version="1")
    assert answer.status_code == 409
    for said in ("Mine", "Theirs", "Before"):
        assert said in answer.text
    assert "Newer" not in answer.text
    settled = visitor.send(
        f"/o/order/{order.id}/conflict", ("_choice.title", "mine"), title="Mine", notes="Old", _version="1",
        _shown_version="2",
    )  # fmt: skip
    assert settled.status_code == 303
    saved = workplace.read(order)
    assert (saved.values["title"], saved.values["notes"]) == ("Mine", "Newer")
    assert "draft of" not in visitor.look(path).text


def test_a_draft_needs_the_right_to_make_or_change_the_record(workplace: Workplace) -> None:
    order = workplace.create("order", title="One")
    assert keep(workplace, "nobody", title="x") == 403
    assert keep(workplace, "reader", f"/o/order/draft?record={order.id}", title="x") == 403
    assert keep(workplace, path="/o/order/draft?record=nothing", title="x") == 404
    assert keep(workplace, path="/o/nothing/draft", title="x") in (403, 404)
    assert keep(workplace, notes="x" * 500_000) == 413


def found_alike(workplace: Workplace, path: str, role: str = "admin", **typed: str) -> list[str]:
    answer = workplace.visitor(role).send(path, part=True, **typed)
    assert answer.status_code == 200, answer.text
    return re.findall(r'<a href="[^"]*" target="_blank">([^<]*)</a>', answer.text)


def test_records_that_look_like_the_typed_one_are_named_under_the_field(workplace: Workplace) -> None:
    beijing = workplace.create("account", name="客户A（北京）有限公司", phone="13800138000")
    workplace.create("account", name="Acme Works Limited")
    name = "/o/account/alike/name"
    assert found_alike(workplace, name, name="北京市客户Ａ有限责任公司") == ["客户A（北京）有限公司"]
    assert found_alike(workplace, name, name="acme") == ["Acme Works Limited"]
    assert found_alike(workplace, name, name="ac") == []
    assert found_alike(workplace, name, name="") == []
    assert found_alike(workplace, f"{name}?record={beijing.id}", name="客户A（北京）有限公司") == []
    assert found_alike(workplace, "/o/account/alike/phone", phone="+86 138 0013 8000") == [
        "客户A（北京）有限公司"
    ]
    assert found_alike(workplace, "/o/account/alike/phone", phone="no number") == []
    assert found_alike(workplace, "/o/account/alike/size", size="5") == []


def test_a_set_of_fields_has_to_be_the_same_in_all_of_them(workplace: Workplace) -> None:
    acme, bolt, _, _ = people(workplace)
    path = "/o/contact/alike/name"
    assert found_alike(workplace, path, name="Ann", account=acme) == ["Ann"]
    assert found_alike(workplace, path, name="Ann", account=bolt) == []
    assert found_alike(workplace, path, name="Ann") == []


def test_nobody_is_told_of_records_that_they_may_not_see(workplace: Workplace) -> None:
    workplace.create("account", name="Acme Works")
    assert found_alike(workplace, "/o/account/alike/name", "reader", name="Acme Works") == ["Acme Works"]
    assert found_alike(workplace, "/o/account/alike/name", "nobody", name="Acme Works") == []


def test_the_form_asks_where_a_field_tells_duplicates(workplace: Workplace) -> None:
    page = workplace.visitor().look("/o/account/new").text
    assert "/o/account/alike/name" in page
    assert "/o/account/alike/size" not in page


def test_many_records_are_changed_by_what_was_touched_alone_and_back_again(workplace: Workplace) -> None:
    one = workplace.create("order", title="One", country="cn", city="sh", notes="Same")
    two = workplace.create("order", title="Two", country="cn", city="bj", notes="Same")
    visitor = workplace.visitor()
    drawer = visitor.part(f"/o/order/bulk?ids={one.id}&ids={two.id}").text
    assert "Change 2 records" in drawer
    assert field_value(drawer, "title") == ""
    assert drawer.count("Different values") == 2
    both = (("ids", one.id), ("ids", two.id))
    drawn = {"title": "", "country": "cn", "city": "", "amount": "", "_automatic": automatic(drawer)}
    answer = visitor.send("/o/order/bulk", *both, part=True, notes="New", _action="save", **drawn)
    assert answer.status_code == 200
    values = [workplace.read(order).values for order in (one, two)]
    assert [(each["title"], each["city"], each["notes"]) for each in values] == [
        ("One", "sh", "New"),
        ("Two", "bj", "New"),
    ]
    workplace.update(two, notes="Newer")
    changed = re.findall(r"[0-9a-f-]{36}:\d+", html.unescape(answer.text))
    assert len(set(changed)) == 2
    undone = visitor.send(
        "/o/order/bulk-undo", *(("changed", each) for each in dict.fromkeys(changed)), part=True
    )
    assert "1 record is as it was" in undone.text
    assert "1 was changed since and stays" in undone.text
    assert [workplace.read(order).values["notes"] for order in (one, two)] == ["Same", "Newer"]


def test_records_that_refuse_a_change_of_many_are_named_and_none_is_changed(workplace: Workplace) -> None:
    good = workplace.create("order", title="Good", country="us")
    bad = workplace.create("order", title="Bad one", country="cn", city="sh")
    visitor = workplace.visitor()
    both = (("ids", good.id), ("ids", bad.id))
    drawer = visitor.part(f"/o/order/bulk?ids={good.id}&ids={bad.id}").text
    answer = visitor.send("/o/order/bulk", *both, part=True, country="us", _automatic=automatic(drawer))
    assert answer.status_code == 422
    assert "Nothing was changed: 1 record refuses it" in answer.text
    assert "Bad one</a>" in answer.text
    assert "Good</a>" not in answer.text
    assert field_value(answer.text, "_automatic") == automatic(drawer)
    assert workplace.read(bad).values["country"] == "cn"


def test_a_field_that_differs_is_emptied_in_all_only_where_that_is_asked(workplace: Workplace) -> None:
    one, two = (
        workplace.create("order", title="One", notes="A"),
        workplace.create("order", title="Two", notes="B"),
    )
    visitor = workplace.visitor()
    both = (("ids", one.id), ("ids", two.id))
    note = automatic(visitor.part(f"/o/order/bulk?ids={one.id}&ids={two.id}").text)
    nothing = visitor.send("/o/order/bulk", *both, part=True, title="", notes="", _automatic=note)
    assert nothing.status_code == 422
    assert "Nothing was changed yet" in nothing.text
    assert (
        visitor.send("/o/order/bulk", *both, part=True, notes="", _empty="notes", _automatic=note).status_code
        == 200
    )
    assert [workplace.read(order).values["notes"] for order in (one, two)] == [None, None]


@pytest.mark.parametrize(
    "changed", ["", "x", "x:1", ":", "01a2094b-57e0-7729-b617-0b57a406b899:99999999999999999999"]
)
def test_an_odd_undo_is_answered(workplace: Workplace, changed: str) -> None:
    assert workplace.visitor().send("/o/order/bulk-undo", part=True, changed=changed).status_code < 500


def shown(page: str, name: str) -> str:
    """What stands in the place of a field that can only be seen."""
    found = re.search(rf'id="form-{name}-item".*?field-value">(.*?)</div>', page, re.DOTALL)
    assert found, page
    return re.sub(r"<[^>]*>", "", found[1]).strip()


def test_formulas_totals_and_mirrors_are_worked_out_while_somebody_types(workplace: Workplace) -> None:
    acme = workplace.create("account", name="Acme Works", size=40).id
    visitor = workplace.visitor()
    lines = (
        ("lines", ""), ("lines-0-product", "Pump"), ("lines-0-price", "10"), ("lines-0-count", "3"),
        ("lines-1-product", "Pipe"), ("lines-1-price", "2.5"), ("lines-1-count", "2"),
    )  # fmt: skip
    page = visitor.send(
        "/o/order/new",
        *lines,
        part=True,
        net="100",
        account=acme,
        discount="0",
        _automatic="{}",
        _action="refresh",
    ).text
    assert shown(page, "gross") == "CN¥113.00"
    assert shown(page, "lines_total") == "CN¥35.00"
    assert shown(page, "account_size") == "40"
    assert "CN¥30.00" in page
    made = visitor.send(
        "/o/order/new", *lines, title="A", net="100", account=acme, discount="0", _automatic="{}"
    )
    saved = workplace.read_at(made.headers["location"]).values
    assert [str(saved[name]) for name in ("gross", "lines_total", "account_size")] == [
        "113.00",
        "35.00",
        "40",
    ]


def test_formulas_of_a_stored_record_follow_what_is_typed_over_it(workplace: Workplace) -> None:
    order = workplace.create(
        "order", title="A", net="100", lines=[{"product": "Pump", "price": "10", "count": 3}]
    )
    visitor = workplace.visitor()
    path = f"/o/order/{order.id}/edit"
    page = visitor.look(path).text
    assert (shown(page, "gross"), shown(page, "lines_total")) == ("CN¥113.00", "CN¥30.00")
    page = visitor.send(path, part=True, net="200", _action="refresh").text
    assert (shown(page, "gross"), shown(page, "lines_total")) == ("CN¥226.00", "CN¥30.00")
    line = field_value(visitor.look(path).text, "lines-0-id")
    rows = (
        ("lines", ""),
        ("lines-0-id", line),
        ("lines-0-product", "Pump"),
        ("lines-0-price", "7"),
        ("lines-0-count", "3"),
    )
    page = visitor.send(path, *rows, part=True, net="x", _action="refresh").text
    assert (shown(page, "gross"), shown(page, "lines_total")) == ("CN¥0.00", "CN¥21.00")
    page = visitor.send(path, ("lines", ""), part=True, _action="refresh").text
    assert shown(page, "lines_total") == "CN¥0.00"


@pytest.mark.parametrize(
    ("headers", "phone"),
    [
        ({"Cookie": "trellis_screen=phone"}, True),
        ({"Cookie": "trellis_screen=desk", "Sec-CH-UA-Mobile": "?1"}, False),
        ({"Sec-CH-UA-Mobile": "?1"}, True),
        ({"Sec-CH-UA-Mobile": "?0", "User-Agent": "Mobi"}, False),
        ({"User-Agent": "Mozilla/5.0 (iPhone) Mobile/15E148"}, True),
        ({}, False),
    ],
)
def test_a_phone_gets_the_form_made_for_it(
    workplace: Workplace, headers: dict[str, str], phone: bool
) -> None:
    visitor = workplace.visitor()
    session = f"trellis_session={visitor.client.cookies['trellis_session']}"
    sent = {**headers, "Cookie": "; ".join(filter(None, (session, headers.get("Cookie"))))}
    page = visitor.look("/o/order/new", **sent).text
    assert ('name="country"' not in page) is phone
    assert ('name="_purpose" value="phone"' in page) is phone


def test_a_phone_form_is_read_as_it_was_drawn_wherever_it_comes_from(workplace: Workplace) -> None:
    visitor = workplace.visitor()
    made = visitor.send("/o/order/new", title="A", amount="5", country="cn", _purpose="phone")
    saved = workplace.read_at(made.headers["location"]).values
    assert (str(saved["amount"]), saved["country"]) == ("5.00", None)
    refused = visitor.send("/o/order/new", amount="5", _purpose="phone", part=True)
    assert 'name="country"' not in refused.text


def test_each_purpose_has_its_form_and_each_role_and_record_its_own(workplace: Workplace) -> None:
    plain = workplace.create("contact", name="Ann")
    reached = workplace.create("contact", name="Bob", phone="13800138000")
    admin, reader = workplace.visitor(), workplace.visitor("reader")
    quick = admin.part("/o/contact/quick").text
    assert 'name="account"' in quick
    assert 'name="phone"' not in quick
    edit = admin.look(f"/o/contact/{reached.id}/edit").text
    assert 'name="phone"' in edit
    assert 'name="account"' not in edit
    assert 'name="account"' in admin.look(f"/o/contact/{plain.id}/edit").text
    assert "138" in admin.look(f"/o/contact/{reached.id}").text
    assert "138" not in reader.look(f"/o/contact/{reached.id}").text


def test_who_is_overtaken_once_more_chooses_once_more(workplace: Workplace) -> None:
    order = workplace.create("order", title="Before", notes="Old")
    workplace.update(order, title="Theirs")
    visitor = workplace.visitor()
    path = f"/o/order/{order.id}/conflict"
    mine = {"title": "Mine", "notes": "Old", "_version": "1"}
    workplace.update(order, title="Theirs again")
    again = visitor.send(path, ("_choice.title", "mine"), _shown_version="2", **mine)
    assert again.status_code == 409
    assert "Theirs again" in again.text
    workplace.update(order, amount="7")
    done = visitor.send(path, ("_choice.title", "mine"), _shown_version="3", **mine)
    assert done.status_code == 303
    assert workplace.read(order).values["title"] == "Mine"


def test_a_choice_that_is_refused_comes_back_in_the_form(workplace: Workplace) -> None:
    order = workplace.create("order", title="Before", country="cn", city="sh")
    workplace.update(order, title="Theirs")
    visitor = workplace.visitor()
    answer = visitor.send(
        f"/o/order/{order.id}/conflict", ("_choice.title", "theirs"), title="Mine", country="us", city="sh",
        _version="1", _shown_version="2",
    )  # fmt: skip
    assert answer.status_code == 422
    assert "does not go with" in answer.text
    assert (field_value(answer.text, "title"), field_value(answer.text, "_version")) == ("Theirs", "2")


def test_a_quick_entry_has_a_draft_too(workplace: Workplace) -> None:
    visitor = workplace.visitor()
    assert keep(workplace, path="/o/contact/draft?purpose=quick", name="Half") == 204
    drawer = visitor.part("/o/contact/quick").text
    assert "You have a draft of" in drawer
    assert field_value(visitor.part("/o/contact/quick?draft=1").text, "name") == "Half"
    assert "You have a draft of" not in visitor.look("/o/contact/new").text
    assert visitor.send("/o/contact/draft/discard?purpose=quick", part=True).text == ""
    keep(workplace, path="/o/contact/draft?purpose=quick", name="Half")
    assert visitor.send("/o/contact/quick", part=True, name="Whole").status_code == 200
    assert "You have a draft of" not in visitor.part("/o/contact/quick").text
