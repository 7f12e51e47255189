"""`trellis tenant`, `user` and `key`."""

import json
from pathlib import Path

import pytest

from tests.runtime.cli.conftest import Trellis, create_demo
from tests.web.packages import package_files, write_package


def test_a_tenant_is_made_from_a_template_with_its_sample_data(demo: Trellis) -> None:
    shown = json.loads(demo("tenant", "show", "demo", "--json").out)
    assert (shown["name"], shown["release"], shown["objects"], shown["members"]) == ("demo", 1, 2, 1)
    assert [tenant["name"] for tenant in json.loads(demo("tenant", "list", "--json").out)] == ["demo"]
    assert "demo" in demo("tenant", "list").out
    people = json.loads(demo("user", "list", "demo", "--json").out)
    assert [(person["email"], person["roles"]) for person in people] == [("admin@example.com", ["admin"])]


def test_a_tenant_that_is_not_there_is_refused(trellis: Trellis) -> None:
    for command in ("show", "delete"):
        more = ("--yes",) if command == "delete" else ()
        refused = trellis("tenant", command, "nobody", *more)
        assert refused.code == 1
        assert refused.out == ""
        assert "nobody" in refused.err


def test_a_tenant_that_cannot_be_made_leaves_nothing_behind(
    trellis: Trellis, tmp_path: Path, package: Path
) -> None:
    wrong_data = package_files(**{"data/company.csv": "name,revenue\nAcme,much\n"})
    broken = write_package(tmp_path / "broken", wrong_data)
    refused = create_demo(trellis, broken, "--sample-data")
    assert refused.code == 1
    assert "/data/company" in refused.err
    assert trellis("tenant", "list", "--json").out == "[]\n"
    assert create_demo(trellis, package).code == 0
    again = create_demo(trellis, package)
    assert (again.code, "already" in again.err) == (1, True)


def test_bad_names_passwords_and_addresses_are_refused(trellis: Trellis, package: Path) -> None:
    def attempt(
        name: str = "demo", email: str = "a@b.example", password: str = "long-enough"
    ) -> tuple[int, str]:
        made = trellis(
            "tenant", "create", name, "--template", str(package), "--admin", email, "--password", password
        )
        return made.code, made.err

    for changes in (
        {"name": "../evil"},
        {"name": "api"},
        {"name": "X" * 200},
        {"email": "nobody"},
        {"password": "short"},
    ):
        code, said = attempt(**changes)
        assert code == 1, changes
        assert "Traceback" not in said
    assert trellis("tenant", "list", "--json").out == "[]\n"


def test_a_tenant_is_deleted_only_when_that_is_really_meant(demo: Trellis) -> None:
    assert demo("tenant", "delete", "demo").code == 2
    assert demo("tenant", "show", "demo").code == 0
    assert demo("tenant", "delete", "demo", "--yes").code == 0
    assert demo("tenant", "show", "demo").code == 1


def test_a_tenant_is_kept_lost_and_brought_back(demo: Trellis, tmp_path: Path) -> None:
    kept, before = tmp_path / "demo.zip", json.loads(demo("tenant", "show", "demo", "--json").out)
    assert demo("tenant", "backup", "demo", str(kept)).code == 0
    assert demo("tenant", "restore", "demo", str(kept)).code == 1
    demo("tenant", "delete", "demo", "--yes")
    restored = demo("tenant", "restore", "demo", str(kept))
    assert restored.code == 0, restored.err
    after = json.loads(demo("tenant", "show", "demo", "--json").out)
    assert {**after, "created_at": ""} == {**before, "created_at": ""}
    copied = demo("tenant", "clone", "demo", "copy")
    assert copied.code == 0, copied.err
    assert json.loads(demo("tenant", "show", "copy", "--json").out)["objects"] == before["objects"]


def test_a_backup_that_is_none_is_refused(demo: Trellis, tmp_path: Path) -> None:
    (tmp_path / "broken.zip").write_bytes(b"not a zip")
    for place in (tmp_path / "broken.zip", tmp_path / "nothing.zip", tmp_path):
        refused = demo("tenant", "restore", "new", str(place))
        assert (refused.code, refused.out) == (1, ""), refused.err
    assert demo("tenant", "backup", "demo", str(tmp_path / "no" / "such" / "folder.zip")).code == 1
    assert demo("tenant", "backup", "nobody", str(tmp_path / "x.zip")).code == 1
    assert demo("tenant", "clone", "demo", "demo").code == 1
    assert len(json.loads(demo("tenant", "list", "--json").out)) == 1


def test_people_are_added_with_roles_that_are_there(demo: Trellis) -> None:
    added = demo("user", "create", "demo", "new@example.com", "--role", "reader", "--password", "long-enough")
    assert added.code == 0, added.err
    assert (
        demo(
            "user", "create", "demo", "new@example.com", "--role", "reader", "--password", "long-enough"
        ).code
        == 1
    )
    wrong = demo("user", "create", "demo", "other@example.com", "--role", "king", "--password", "long-enough")
    assert (wrong.code, "king" in wrong.err) == (1, True)
    assert len(json.loads(demo("user", "list", "demo", "--json").out)) == 2


def test_a_key_is_printed_and_nothing_else(demo: Trellis) -> None:
    made = demo("key", "create", "demo", "--user", "admin@example.com")
    assert made.code == 0
    assert made.out.startswith("trl_demo_")
    assert made.out.count("\n") == 1
    refused = demo("key", "create", "demo", "--user", "stranger@example.com")
    assert (refused.code, refused.out) == (1, "")


def test_wrong_usage_ends_with_2(trellis: Trellis) -> None:
    for arguments in (
        (),
        ("nonsense",),
        ("tenant",),
        ("tenant", "create", "x"),
        ("serve", "--port", "many"),
        ("key", "create"),
    ):
        assert trellis(*arguments).code == 2, arguments


def test_a_wrong_setting_is_one_line(trellis: Trellis, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRELLIS_DATABASE_URL", "mysql://root@host/crm")
    refused = trellis("tenant", "list")
    assert refused.code == 1
    assert refused.err.startswith("TRELLIS_DATABASE_URL is wrong")
    assert refused.err.count("\n") == 1


def test_the_doctor_finds_what_is_wrong(demo: Trellis, monkeypatch: pytest.MonkeyPatch) -> None:
    sound = demo("doctor", "--json")
    findings = {finding["about"]: finding["ok"] for finding in json.loads(sound.out)}
    assert findings["settings"]
    assert findings["tenant demo"]

    monkeypatch.setenv("TRELLIS_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none")
    ill = demo("doctor")
    assert ill.code == 1
    assert "WRONG PostgreSQL" in ill.out
    assert "TRELLIS_DATABASE_URL" in ill.out
