"""A public form takes answers of strangers: what it asks for and nothing else, and not from machines."""

from __future__ import annotations

import re
from typing import Any

import pytest
from fastapi.testclient import TestClient
from httpx import Response

from record_store.audit import read_audit
from record_store.queries import Query
from record_store.record import Record
from tests.runtime.pages.workplace import TENANT, Workplace
from web.rate_limits import ANSWERS, RateLimits
from web.stamps import OLDEST, make_stamp

ASK = f"/{TENANT}/f/ask"
PURPOSE = f"form:{TENANT}:ask"


class Stranger:
    """A browser without a session."""

    def __init__(self, workplace: Workplace) -> None:
        workplace.app.state.rate_limits = RateLimits(workplace.composition.settings.rate_limit)
        self.workplace = workplace
        self.client = TestClient(workplace.app, follow_redirects=False)

    def stamp(self, age: float = 30, purpose: str = PURPOSE) -> str:
        now = self.workplace.composition.store.clock().timestamp()
        return make_stamp(self.workplace.composition.settings.secret_key, purpose, now - age)

    def look(self, path: str = ASK, **headers: str) -> Response:
        answer: Response = self.client.get(path, headers={"Accept": "text/html", **headers})
        return answer

    def send(self, path: str = ASK, *, files: Any = None, headers: Any = None, **fields: Any) -> Response:
        data = {"_stamp": self.stamp(), "_consent": "true", "name": "Acme", "_action": "save", **fields}
        answer: Response = self.client.post(
            path, data=data, files=files, headers={"Accept": "text/html", **(headers or {})}
        )
        return answer

    def accounts(self) -> tuple[Record, ...]:
        with self.workplace.composition.store.reading(TENANT, self.workplace.actor()) as records:
            return records.page(Query("account")).records


@pytest.fixture
def stranger(workplace: Workplace) -> Stranger:
    return Stranger(workplace)


def test_an_answer_becomes_a_record_with_what_was_agreed_to(stranger: Stranger) -> None:
    answer = stranger.send(industry="mining", story="<b>Ore</b>")
    assert (answer.status_code, answer.headers["location"]) == (303, f"{ASK}/thanks")
    (made,) = stranger.accounts()
    assert (made.values["name"], made.values["story"]) == ("Acme", "<b>Ore</b>")
    assert made.values["created_by"].label == "Trellis"
    with stranger.workplace.composition.database.reading(TENANT) as connection:
        (entry,) = read_audit(connection, "consent_given", limit=1)
    assert entry.details == {
        "form": "ask", "object": "account", "record": made.id, "version": "2", "text": "You may answer me",
        "locale": "en",
    }  # fmt: skip
    assert "We will answer" in stranger.look(answer.headers["location"]).text


def test_only_what_the_form_asks_for_is_written(stranger: Stranger) -> None:
    member = stranger.workplace.actor().id
    stranger.send(owner=member, place="上海市", signed="x", story="unseen")
    (made,) = stranger.accounts()
    assert {name: made.values.get(name) for name in ("owner", "place", "story")} == dict.fromkeys(
        ("owner", "place", "story")
    )


@pytest.mark.parametrize(
    "path", [f"/{TENANT}/f/deal_form", f"/{TENANT}/f/nothing", "/nobody/f/ask", "/api/f/ask"]
)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_form_that_is_not_public_is_not_there(stranger: Stranger, path: str, method: str) -> None:
    answer = stranger.look(path) if method == "GET" else stranger.send(path)
    assert answer.status_code == 404
    assert stranger.accounts() == ()


def test_no_cookie_is_set_and_the_language_is_that_of_the_browser(stranger: Stranger) -> None:
    english, chinese = stranger.look(), stranger.look(**{"Accept-Language": "zh-CN,zh;q=0.9"})
    assert "Ask us" in english.text
    assert "向我们提问" in chinese.text
    assert "向我们提问" in stranger.look(f"{ASK}?locale=zh-CN").text
    assert "set-cookie" not in english.headers


def test_it_may_be_framed_where_its_settings_say(stranger: Stranger) -> None:
    policy = stranger.look().headers["content-security-policy"]
    assert "frame-ancestors 'self' https://www.example.com" in policy
    assert "frame-ancestors 'self'" in stranger.look("/sign-in").headers["content-security-policy"]


def test_what_is_wrong_is_said_and_nothing_is_lost(stranger: Stranger) -> None:
    refused = stranger.send(name="", industry="Steel", _consent="")
    assert refused.status_code == 422
    assert 'value="Steel"' in refused.text
    assert refused.text.count("Please agree before you send the form") == 2
    assert stranger.accounts() == ()


@pytest.mark.parametrize("age", [0, OLDEST + 60])
def test_an_answer_too_quick_or_too_late_is_asked_for_again(stranger: Stranger, age: float) -> None:
    assert stranger.send(_stamp=stranger.stamp(age)).status_code == 422
    assert stranger.accounts() == ()


@pytest.mark.parametrize("stamp", ["", "x", "1.2.3", "9" * 300, "１２.a.b", "12345.é.é"])
def test_a_forged_stamp_is_none(stranger: Stranger, stamp: str) -> None:
    assert stranger.send(_stamp=stamp).status_code == 422
    assert stranger.send(_stamp=stranger.stamp(purpose=f"form:{TENANT}:other")).status_code == 422
    assert stranger.accounts() == ()


def test_a_machine_that_fills_in_everything_is_thanked_and_forgotten(stranger: Stranger) -> None:
    assert stranger.send(_homepage="https://spam.example").status_code == 303
    assert stranger.accounts() == ()


def test_a_form_sent_from_another_site_is_refused(stranger: Stranger) -> None:
    assert stranger.send(headers={"Sec-Fetch-Site": "cross-site"}).status_code == 403
    assert stranger.accounts() == ()


def test_one_address_sends_a_few_and_then_waits(stranger: Stranger) -> None:
    for number in range(ANSWERS.amount):
        assert stranger.send(name=f"Acme {number}").status_code == 303
    refused = stranger.send(name="One more")
    assert refused.status_code == 429
    assert int(refused.headers["retry-after"]) > 0
    assert len(stranger.accounts()) == ANSWERS.amount


def test_a_part_is_drawn_anew_without_being_kept(stranger: Stranger) -> None:
    part = stranger.send(industry="mining", _action="refresh", headers={"HX-Request": "true"})
    assert part.status_code == 200
    assert "<html" not in part.text
    assert 'id="form-story-item" hidden' not in part.text
    assert stranger.accounts() == ()


def test_a_file_is_taken_and_survives_a_refusal(stranger: Stranger) -> None:
    paper = {"papers.upload": ("plan.txt", b"plan", "text/plain")}
    refused = stranger.send(name="", files=paper)
    kept = re.search(r'name="_kept" value="([^"]+)"', refused.text)
    ticked = re.search(r'name="papers" value="([0-9a-f-]{36})"', refused.text)
    assert kept
    assert ticked
    assert stranger.send(papers=ticked[1], _kept=kept[1]).status_code == 303
    (made,) = stranger.accounts()
    assert [file.name for file in made.values["papers"]] == ["plan.txt"]


def test_a_file_of_somebody_else_is_not_taken(stranger: Stranger) -> None:
    stranger.send(files={"papers.upload": ("plan.txt", b"plan", "text/plain")})
    (first,) = stranger.accounts()
    stranger.send(
        name="Thief", papers=first.values["papers"][0].id, _kept=f"{first.values['papers'][0].id}.x"
    )
    thief = next(one for one in stranger.accounts() if one.values["name"] == "Thief")
    assert not thief.values["papers"]


def test_a_file_for_another_field_is_not_stored(stranger: Stranger) -> None:
    stranger.send(files={"signed.upload": ("x.png", b"x", "image/png")})
    (made,) = stranger.accounts()
    assert not made.values["signed"]


def test_a_builder_tries_the_form_and_nothing_is_kept(workplace: Workplace, stranger: Stranger) -> None:
    builder = workplace.visitor()
    page = builder.look("/f/ask/try")
    assert "You are trying this form" in page.text
    refused = builder.send("/f/ask/try", name="", _action="save", _consent="true")
    assert refused.status_code == 422
    tried = builder.send("/f/ask/try", name="Acme", _action="save", _consent="true")
    assert "This would have been sent" in tried.text
    assert stranger.accounts() == ()


def test_only_builders_try(workplace: Workplace, stranger: Stranger) -> None:
    assert workplace.visitor("reader").look("/f/ask/try").status_code == 403
    assert stranger.look(f"{ASK}/try").status_code in (302, 303, 307)
    assert stranger.send(f"{ASK}/try").status_code in (302, 303, 401, 403)


@pytest.mark.parametrize(
    "fields",
    [
        {"name": "\ud7ff" * 10},
        {"name": "x" * 100_000},
        {"_action": "add_line:lines"},
        {"_action": "save:" + ":" * 500},
        {"papers": ["x", "../../etc/passwd", "0" * 36]},
        {"_kept": ["x", ".", "a.b.c", "é.é"]},
        {"locale": "xx", "_tab": "<script>"},
        {"story": "<script>alert(1)</script>", "industry": "mining"},
    ],
)
def test_odd_input_never_breaks_it(stranger: Stranger, fields: dict[str, Any]) -> None:
    answer = stranger.send(**fields)
    assert answer.status_code in (200, 303, 422)
    assert "<script>alert" not in answer.text
