"""Many people at the same time: each gets a clear answer, and what is kept is whole."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from sqlalchemy.exc import DataError, DBAPIError, IntegrityError, OperationalError

from record_store.records import Records
from tests.runtime.api.test_blueprint import CITY, with_field
from tests.web.application import Application

CROWD = 8


def together(ask: Callable[[int], Any]) -> Counter[int]:
    """How often each status was answered."""
    with ThreadPoolExecutor(CROWD) as crowd:
        return Counter(answer.status_code for answer in crowd.map(ask, range(CROWD)))


def test_one_of_many_gets_a_unique_name(application: Application) -> None:
    answers = together(lambda _: application.call("POST", "/records/company", {"name": "Only one"}))
    assert answers[201] == 1
    assert set(answers) <= {201, 409, 422}
    assert application.call("GET", "/records/company?count=true").json()["total"] == 1


def test_one_of_many_changes_the_version_that_all_have_seen(application: Application) -> None:
    place = f"/records/company/{application.create(name='Acme')['id']}"

    def change(number: int) -> Any:
        return application.call("PATCH", place, {"revenue": number}, headers={"If-Match": "1"})

    answers = together(change)
    assert answers == {200: 1, 409: CROWD - 1}
    assert application.call("GET", place).json()["version"] == 2


def test_all_changes_of_different_records_are_kept(application: Application) -> None:
    answers = together(
        lambda number: application.call("POST", "/records/company", {"name": f"Company {number}"})
    )
    assert answers == {201: CROWD}


def test_one_of_many_publishes_a_draft(application: Application) -> None:
    application.call("PUT", "/blueprint/draft/object/company", with_field(application, CITY))
    answers = together(lambda _: application.call("POST", "/blueprint/releases", {"base": 1}))
    assert answers[201] == 1
    assert set(answers) <= {201, 409, 422}
    assert application.call("GET", "/blueprint").json()["release"] == 2


@pytest.mark.parametrize("failure", [IntegrityError, DataError, OperationalError])
def test_what_the_database_says_is_not_repeated(
    small: Application, monkeypatch: pytest.MonkeyPatch, failure: type[DBAPIError]
) -> None:
    def fail(*_: object) -> None:
        raise failure("SELECT secret", {}, Exception("secret words"))

    monkeypatch.setattr(Records, "page", fail)
    refused = small.call("GET", "/records/company")
    assert refused.status_code in (409, 422, 503)
    assert "secret" not in refused.text
