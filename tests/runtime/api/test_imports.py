"""Imports and exports over the API."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from httpx import Response

from data_exchange import read_table
from tests.data_exchange.builders import a_workbook
from tests.runtime.api.test_bad_input import NASTY_TEXTS, assert_refused
from tests.web.application import Application

FILE = b"Name,Revenue,Parent\nAcme,5,Rock\nRock,7,\n"
BAD = b"Name,Revenue\nGood,1\n,2\nWorse,x\n"


def rehearse(application: Application, content: bytes = FILE, role: str = "admin", **fields: Any) -> Response:
    headers = {"Authorization": f"Bearer {application.key(role)}"}
    files = {"file": ("companies.csv", content)}
    data = {"object": "company", **fields}
    answer: Response = application.client.post(
        "/api/v1/demo/imports", data=data, files=files, headers=headers
    )
    return answer


def names(application: Application) -> list[str]:
    found = application.call("GET", "/records/company?sort=name&fields=name").json()["data"]
    return [record["name"] for record in found]


def test_an_import_is_rehearsed_brought_in_and_undone(application: Application) -> None:
    rehearsed = rehearse(application)
    assert rehearsed.status_code == 201, rehearsed.text
    answer = rehearsed.json()
    assert answer["outcome"] == {"rows": 2, "created": 2, "updated": 0, "refused": 0}
    assert [each["field"] for each in answer["mapping"]] == ["name", "revenue", "parent"]
    assert names(application) == []

    place = f"/imports/{answer['id']}"
    assert application.call("GET", place).json()["status"] == "rehearsed"
    assert application.call("POST", f"{place}/commit").json()["status"] == "done"
    assert names(application) == ["Acme", "Rock"]
    assert application.call("POST", f"{place}/commit").status_code == 409

    assert application.call("POST", f"{place}/revert").json()["outcome"]["created"] == 2
    assert names(application) == []
    assert application.call("POST", f"{place}/revert").status_code == 409
    assert application.call("GET", place).json()["status"] == "reverted"


def test_refused_rows_are_told_and_nothing_is_brought_in_unless_they_may_be_skipped(
    application: Application,
) -> None:
    answer = rehearse(application, BAD).json()
    told = [(row["line"], row["issues"][0]["path"]) for row in answer["rows"]]
    assert told == [(3, "/name"), (4, "/revenue")]
    assert application.call("GET", f"/imports/{answer['id']}").json()["rows"] == [
        {"line": row["line"], "action": "refused", "issues": row["issues"]} for row in answer["rows"]
    ]
    assert_refused(application.call("POST", f"/imports/{answer['id']}/commit"))
    assert names(application) == []
    skipping = rehearse(application, BAD, skip_refused="true").json()
    assert application.call("POST", f"/imports/{skipping['id']}/commit").json()["outcome"]["created"] == 1
    assert names(application) == ["Good"]


def test_refusals_speak_the_readers_language(small: Application) -> None:
    answer = rehearse(small, BAD).json()
    headers = {"Accept-Language": "zh-CN"}
    rows = small.call("GET", f"/imports/{answer['id']}", headers=headers).json()["rows"]
    assert rows[0]["issues"][0]["message"] == "“Name”必填"


MAPPINGS: list[Any] = [
    [{"column": "Name", "field": "name"}],
    {"Name": "name"},
    [
        {"column": "Parent", "field": "parent.name"},
        {"column": "Name", "field": "name", "values": {"Acme": "ACME"}},
    ],
    [{"column": "Parent", "field": "parent", "by": "name"}, {"column": "Name", "field": "name"}],
]


@pytest.mark.parametrize("mapping", MAPPINGS)
def test_a_mapping_is_written_in_several_ways(shared: Application, mapping: Any) -> None:
    assert rehearse(shared, mapping=json.dumps(mapping)).status_code == 201


WRONG: list[tuple[dict[str, Any], str | None]] = [
    ({"mapping": "{"}, ""),
    ({"mapping": "1"}, "/mapping/0"),
    ({"mapping": '"name"'}, "/mapping/0"),
    ({"mapping": "[1]"}, "/mapping/0"),
    ({"mapping": "[]"}, "/mapping"),
    ({"mapping": '{"Name": 1}'}, "/mapping/0"),
    ({"mapping": '{"Nome": "name"}'}, "/mapping/0"),
    ({"mapping": '{"Name": "price"}'}, "/mapping/0"),
    ({"mapping": '{"Name": "parent.price"}'}, "/mapping/0/by"),
    ({"mapping": '[{"column": "Name", "field": "name", "values": []}]'}, None),
    ({"mapping": '[{"column": "Name", "field": "name", "values": 1}]'}, "/mapping/0"),
    ({"mapping": '[{"column": "Name", "field": "name", "by": 1}]'}, "/mapping/0"),
    ({"mode": "delete"}, "/mode"),
    ({"mode": "update"}, "/match"),
    ({"mode": "upsert", "match": "price"}, "/match"),
    ({"skip_refused": "perhaps"}, None),
]


@pytest.mark.parametrize(("fields", "path"), WRONG)
def test_wrong_settings_are_refused_at_their_place(
    shared: Application, fields: dict[str, Any], path: str | None
) -> None:
    answer = rehearse(shared, **fields)
    if answer.status_code == 201:
        assert fields["mapping"].endswith("[]}]")
        return
    assert_refused(answer)
    if path is not None:
        assert answer.json()["issues"][0]["path"] == path


@pytest.mark.parametrize("name", ["object", "mapping", "mode", "match", "sheet"])
def test_nasty_settings_are_answered(shared: Application, name: str) -> None:
    for text in NASTY_TEXTS:
        given: dict[str, Any] = {name: text.encode(errors="replace").decode()}
        assert rehearse(shared, **given).status_code in (201, 403, 404, 422), text


FILES: list[tuple[str, bytes]] = [
    ("empty", b""),
    ("binary", bytes(range(256)) * 10),
    ("broken", "客户,金额\n华为技术有限公司\n".encode() + b"\xe5\xff\n"),
    ("half a workbook", a_workbook(["Name"], ["Acme"])[:1500]),
    ("an archive", b"PK\x03\x04" + b"x" * 100),
    ("no heading of ours", b"A,B\n1,2\n"),
]


@pytest.mark.parametrize(("about", "content"), FILES, ids=[case[0] for case in FILES])
def test_files_that_cannot_be_brought_in_are_refused(shared: Application, about: str, content: bytes) -> None:
    assert_refused(rehearse(shared, content))


def test_a_hundred_megabytes_are_refused_before_they_are_read(small: Application) -> None:
    assert_refused(rehearse(small, b"x" * 100_000_000), 413)


def test_a_hundred_megabytes_of_unsaid_length_are_refused_as_soon_as_they_are_too_many(
    small: Application,
) -> None:
    def in_parts() -> Iterator[bytes]:
        yield b'--cut\r\nContent-Disposition: form-data; name="object"\r\n\r\ncompany\r\n'
        yield b'--cut\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\nName\r\n'
        for _ in range(100):
            yield b"x" * 1_000_000
        yield b"\r\n--cut--\r\n"

    headers = {"Authorization": f"Bearer {small.key()}", "Content-Type": "multipart/form-data; boundary=cut"}
    address = "/api/v1/demo/imports"
    assert_refused(small.client.post(address, content=in_parts(), headers=headers), 413)


def test_imports_need_the_right_to_them(shared: Application) -> None:
    assert rehearse(shared, role="nobody").status_code in (403, 404)
    assert_refused(rehearse(shared, role="reader"), 403)
    made = rehearse(shared).json()["id"]
    assert_refused(shared.call("GET", f"/imports/{made}", role="reader"), 404)
    for act in ("commit", "revert"):
        assert_refused(shared.call("POST", f"/imports/{made}/{act}", role="reader"), 403)


@pytest.mark.parametrize("id", ["nope", "00000000-0000-7000-8000-000000000000", "' OR 1=1 --"])
def test_an_import_that_is_not_there_is_not_found(shared: Application, id: str) -> None:
    assert shared.call("GET", f"/imports/{id}").status_code == 404
    assert shared.call("POST", f"/imports/{id}/commit").status_code == 404
    assert shared.call("POST", f"/imports/{id}/revert").status_code == 404


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_records_are_exported_as_the_list_shows_them(application: Application, file_format: str) -> None:
    application.create(name="Acme", revenue=5)
    application.create(name="Rock", revenue=7)
    asked = f"/records/company/export?format={file_format}&filter=revenue > 1&sort=-name&fields=name,revenue"
    answer = application.call("GET", asked)
    assert answer.status_code == 200, answer.text
    assert answer.headers["content-disposition"] == f'attachment; filename="company.{file_format}"'
    table = read_table(answer.content)
    assert table.headings == ("Name", "Revenue")
    assert [row[0] for row in table.rows] == ["Rock", "Acme"]


WRONG_EXPORTS = ["format=pdf", "filter=((", "fields=price", "sort=price", "view=nope", "what=1"]


@pytest.mark.parametrize("asked", WRONG_EXPORTS)
def test_wrong_exports_are_refused(shared: Application, asked: str) -> None:
    assert_refused(shared.call("GET", f"/records/company/export?{asked}"), 404, 422)


def test_exports_need_the_right_to_them(shared: Application) -> None:
    assert_refused(shared.call("GET", "/records/company/export", role="reader"), 403)
    assert_refused(shared.call("GET", "/records/nope/export"), 404)
