"""Text search: Chinese by any stretch of it or by its pinyin, words by their beginning."""

from __future__ import annotations

import pytest

from record_store.database import Database
from record_store.queries import Query
from record_store.search.tokens import searched, tokens
from tests.builders import Office, a_field, a_store, an_object, values_of

OBJECTS = (
    an_object(
        "account",
        a_field("name", "company_name"),
        a_field("notes", "long_text"),
        a_field("code", searchable=False),
        a_field("email", "email"),
    ),
    an_object("contact", a_field("name", "person_name")),
)


@pytest.fixture(scope="module")
def _names() -> list[dict[str, str]]:
    return [
        {"name": "上海华为技术有限公司", "notes": "重要客户，每周联系"},
        {"name": "Zürich Rückversicherung", "notes": "O'Brien said: call back", "email": "info@example.com"},
        {"name": "ACME Corp 2000", "code": "hidden77"},
        {"name": "术", "notes": "単 ﾊﾝｶｸ ＦＵＬＬ"},
    ]


@pytest.fixture
def office(either: Database, _names: list[dict[str, str]]) -> Office:
    office = a_store(either, *OBJECTS)
    office.create("account", *_names)
    office.create("contact", {"name": "曾国藩"}, {"name": "李华"})
    return office


CASES = [
    ("华为", ["上海华为技术有限公司"]),
    ("为技术", ["上海华为技术有限公司"]),
    ("海华", ["上海华为技术有限公司"]),
    ("术", ["上海华为技术有限公司", "术"]),
    ("技", ["上海华为技术有限公司"]),
    ("为华", []),
    ("华为 联系", ["上海华为技术有限公司"]),
    ("huawei", ["上海华为技术有限公司"]),
    ("hwjs", ["上海华为技术有限公司"]),
    ("shanghaihua", ["上海华为技术有限公司"]),
    ("zur", ["Zürich Rückversicherung"]),
    ("ZÜRICH rück", ["Zürich Rückversicherung"]),
    ("o'brien", ["Zürich Rückversicherung"]),
    ("example.com", ["Zürich Rückversicherung"]),
    ("acme 20", ["ACME Corp 2000"]),
    ("hidden77", []),
    ("full", ["术"]),
    ("cme", []),
    ("!!! ???", []),
    ('" OR 1=1 --', []),
    ("NEAR(acme) AND *", []),
    ("'\\:*&|<->", []),
]


def test_a_list_is_searched(office: Office) -> None:
    with office.reading() as records:
        found = {
            text: values_of(records.page(Query("account", q=text, sort=("created_at",))).records, "name")
            for text, _ in CASES
        }
        counted = {text: records.count(Query("account", q=text)) for text, _ in CASES}
    assert found == dict(CASES)
    assert counted == {text: len(names) for text, names in CASES}


def test_everything_is_searched_at_once_with_what_was_found(office: Office) -> None:
    with office.reading() as records:
        hits = records.search("华")
        assert [(hit.object, hit.label) for hit in hits] == [
            ("account", "上海华为技术有限公司"),
            ("contact", "李华"),
        ]
        assert records.search("联系")[0].excerpt == "重要客户，每周联系"
        assert [hit.label for hit in records.search("zgf")] == ["曾国藩"]
        assert records.search("华", objects=["contact"])[0].label == "李华"
        assert records.search("  ") == ()
        assert len(records.search("华", limit=1)) == 1


def test_a_change_is_found_and_what_was_there_no_longer(office: Office) -> None:
    with office.writing() as records:
        (found,) = records.page(Query("account", q="acme")).records
        records.update("account", found.id, {"name": "Apex"})
        assert records.count(Query("account", q="acme")) == 0
        assert records.count(Query("account", q="apex")) == 1
        records.trash("account", found.id)
        assert records.search("apex") == ()
        assert records.count(Query("account", q="apex", trashed=True)) == 1
        records.purge("account", found.id)
        assert records.count(Query("account", q="apex", trashed=True)) == 0


def test_tokens_are_bounded() -> None:
    assert max(map(len, tokens(["x" * 1000, "汉" * 100]))) <= 60
    assert len(tokens(["a b " * 10_000])) == 4000
    assert len(searched("a b c " * 50)) == 12
