"""Every rule on every path: the product of the two registries, on both databases."""

from __future__ import annotations

import uuid
from collections.abc import Iterator
from itertools import product

import pytest

from record_store.actor import Actor
from tests.runtime.pages.workplace import TENANT
from tests.support.postgres import database_address
from tests.write_paths.cases import CHANGING, CREATING, Case, Kept, Outcome, Refused
from tests.write_paths.office import Office, open_office
from tests.write_paths.paths import CHANGE, CREATE, takes


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    home = tmp_path_factory.mktemp("home")
    if request.param == "sqlite":
        with open_office(home, None) as office:
            yield office
        return
    server = request.getfixturevalue("postgres_server")
    name = f"trellis_test_{uuid.uuid4().hex[:16]}"
    server.execute(f'CREATE DATABASE "{name}"')
    with open_office(home, database_address(server, name)) as office:
        yield office
    server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


@pytest.fixture
def office(opened: Office) -> Office:
    opened.clear()
    return opened


def named(cells: list[tuple[str, Case]]) -> list[object]:
    return [pytest.param(path, case, id=f"{case.name} × {path}") for path, case in cells]


def expected(case: Case, path: str) -> Outcome:
    return case.but.get(path.removeprefix("quick "), case.outcome)


@pytest.mark.parametrize(("path", "case"), named(list(product(CREATE, CREATING))))
def test_what_is_created(office: Office, path: str, case: Case) -> None:
    if case.beside:
        create(office, title="Beside", **case.beside)
    there = set(office.orders())
    answer = CREATE[path](office, case)
    made = set(office.orders()) - there
    match expected(case, path):
        case Refused(sentence):
            assert sentence in answer.refused
            assert made == set()
        case Kept(values):
            assert answer.refused == ""
            orders = [office.order(id) for id in made]
            order = next(one for one in orders if one["title"] == case.sent["title"])
            assert {name: order[name] for name in values} == values


@pytest.mark.parametrize(
    ("path", "case"), named([(path, case) for path, case in product(CHANGE, CHANGING) if takes(path, case)])
)
def test_what_is_changed(office: Office, path: str, case: Case) -> None:
    if case.beside:
        create(office, title="Beside", **case.beside)
    id = create(office, title="A", code="C1", signal="mine", **case.start)
    before = office.order(id)
    answer = CHANGE[path](office, case, id)
    after = office.order(id)
    match expected(case, path):
        case Refused(sentence):
            assert sentence in answer.refused
            assert {name: after[name] for name in case.sent} == {name: before[name] for name in case.sent}
        case Kept(values):
            assert answer.refused == ""
            assert {name: after[name] for name in values} == values


def test_every_kind_of_rule_stands_in_the_matrix() -> None:
    """A case that only some path can run proves nothing about the others."""
    assert {case.name for case in CREATING} >= {"required", "required_when", "rule", "constant_default", "unique",
                                                "worked_out_default", "unique_set", "hidden"}  # fmt: skip
    assert all(
        takes(path, case) for case in CHANGING for path in CHANGE if path not in ("kanban move", "stage path")
    )
    assert all(case.why for case in (*CREATING, *CHANGING) if case.but)


def create(office: Office, **values: str | None) -> str:
    with office.composition.store.writing(TENANT, Actor.system()) as records:
        return records.create("order", values).id
