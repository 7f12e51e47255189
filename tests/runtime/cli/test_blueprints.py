"""`trellis blueprint` and `trellis template`."""

import json
from pathlib import Path

from tests.runtime.cli.conftest import Trellis, create_demo
from tests.web.packages import package_files, write_package


def add_field(folder: Path, **field: object) -> None:
    place = folder / "objects" / "company.json"
    company = json.loads(place.read_text())
    company["fields"].append(field)
    place.write_text(json.dumps(company))


def test_metadata_goes_out_as_files_and_comes_back_published(demo: Trellis, tmp_path: Path) -> None:
    folder = tmp_path / "pulled"
    assert demo("blueprint", "pull", "demo", str(folder)).code == 0
    assert sorted(place.name for place in (folder / "objects").iterdir()) == ["company.json", "visit.json"]
    assert demo("blueprint", "check", str(folder)).code == 0

    add_field(folder, name="city", type="text", label="City")
    plan = json.loads(demo("blueprint", "plan", "demo", str(folder), "--json").out)
    assert [change["target"] for change in plan["changes"]] == ["field/company.city"]
    assert "City" in demo("blueprint", "plan", "demo", str(folder)).out

    assert demo("blueprint", "push", "demo", str(folder)).code == 0
    assert json.loads(demo("tenant", "show", "demo", "--json").out)["release"] == 1
    pushed = demo("blueprint", "push", "demo", str(folder), "--publish")
    assert (pushed.code, "release 2" in pushed.out) == (0, True)
    again = tmp_path / "again"
    demo("blueprint", "pull", "demo", str(again))
    assert "city" in (again / "objects" / "company.json").read_text()


def test_a_folder_with_issues_is_refused_with_all_of_them(demo: Trellis, tmp_path: Path) -> None:
    folder = tmp_path / "pulled"
    demo("blueprint", "pull", "demo", str(folder))
    add_field(folder, name="boss", type="lookup", object="no_such")
    add_field(folder, name="mood", type="no_such_type")
    checked = demo("blueprint", "check", str(folder), "--json")
    assert checked.code == 1
    assert len(json.loads(checked.out)["issues"]) >= 1
    assert demo("blueprint", "plan", "demo", str(folder)).code == 1
    assert demo("blueprint", "push", "demo", str(folder), "--publish").code == 1
    assert json.loads(demo("tenant", "show", "demo", "--json").out)["release"] == 1
    (folder / "objects" / "company.json").write_text("{")
    assert demo("blueprint", "check", str(folder)).code == 1
    assert demo("blueprint", "check", str(folder / "nothing")).code == 2


def test_the_schema_of_documents_is_printed(trellis: Trellis) -> None:
    whole = json.loads(trellis("blueprint", "schema").out)
    assert json.loads(trellis("blueprint", "schema", "object").out) == whole["object"]
    assert trellis("blueprint", "schema", "nothing").code == 2


def test_a_tenant_is_packed_and_another_one_made_from_the_package(demo: Trellis, tmp_path: Path) -> None:
    archive, folder = tmp_path / "packed.zip", tmp_path / "packed"
    for place in (archive, folder):
        packed = demo("template", "pack", "demo", str(place), "--id", "ours", "--version", "2.1.0")
        assert packed.code == 0, packed.err
        assert demo("template", "check", str(place)).code == 0
    made = demo(
        "tenant",
        "create",
        "second",
        "--template",
        str(archive),
        "--admin",
        "a@b.example",
        "--password",
        "long-enough",
    )
    assert made.code == 0, made.err
    assert demo("template", "pack", "demo", str(archive), "--version", "two").code == 1


def test_a_template_is_installed_into_a_tenant_beside_what_is_there(demo: Trellis, tmp_path: Path) -> None:
    note = {"kind": "object", "name": "note", "label": "Note", "fields": [{"name": "text", "type": "text"}]}
    files = {"template.json": package_files()["template.json"], "objects/note.json": json.dumps(note).encode(),
             "data/note.json": b'[{"text": "One"}, {"text": "Two"}]'}  # fmt: skip
    extra = write_package(tmp_path / "extra", files)
    installed = demo("template", "install", "demo", str(extra), "--sample-data")
    assert installed.code == 0, installed.err
    assert "2 sample records" in installed.out
    assert json.loads(demo("tenant", "show", "demo", "--json").out)["objects"] == 3

    other = json.dumps(note | {"label": "Other"}).encode()
    clashing = write_package(tmp_path / "clashing", files | {"objects/note.json": other})
    refused = demo("template", "install", "demo", str(clashing))
    assert (refused.code, "/object/note" in refused.err) == (1, True)


def test_packages_are_checked_as_a_whole(trellis: Trellis, tmp_path: Path) -> None:
    wrong = package_files(**{
        "template.json": {"id": "small", "version": "1.0.0", "label": "Small", "trellis": ">=99"},
        "data/company.csv": "name,nothing\nA,1\n",
        "data/unknown.csv": "name\nA\n",
    })  # fmt: skip
    checked = trellis("template", "check", str(write_package(tmp_path / "wrong", wrong)), "--json")
    assert checked.code == 1
    codes = {issue["code"] for issue in json.loads(checked.out)["issues"]}
    assert codes == {"wrong_version", "unknown_field", "unknown_object"}
    assert create_demo(trellis, tmp_path / "wrong").code == 1


def test_the_templates_that_ship_are_listed_and_in_order(trellis: Trellis) -> None:
    listed = json.loads(trellis("template", "list", "--json").out)
    assert "sales" in [template["id"] for template in listed]
    for template in listed:
        checked = trellis("template", "check", template["id"])
        assert checked.code == 0, checked.err
