"""Static files: one address per release, nothing outside the folders."""

from pathlib import Path

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from ui_kit.assets import FOREVER, Assets
from ui_kit.package_folders import package_folder
from ui_kit.stylesheet import COMPONENTS, FOLDER
from ui_kit.widths import WIDEST, width_class, widths_css


@pytest.fixture
def assets(tmp_path: Path) -> Assets:
    static = tmp_path / "static"
    static.mkdir()
    (static / "x.js").write_text("export const x = 1;\n")
    (tmp_path / "secret.txt").write_text("secret")
    return Assets({"mine": static, "ui_kit": package_folder("ui_kit") / "static"})


@pytest.fixture
def client(assets: Assets) -> TestClient:
    return TestClient(Starlette(routes=[assets.route()]))


def test_a_file_is_kept_for_ever_under_the_address_of_this_release(
    client: TestClient, assets: Assets
) -> None:
    answer = client.get(assets.url("mine/x.js"))
    assert (answer.status_code, answer.headers["cache-control"]) == (200, FOREVER)
    assert "javascript" in answer.headers["content-type"]


def test_a_page_of_an_earlier_release_still_gets_its_file(client: TestClient) -> None:
    answer = client.get("/assets/0123456789ab/mine/x.js")
    assert answer.status_code == 200
    assert "immutable" not in answer.headers["cache-control"]


@pytest.mark.parametrize(
    "path",
    [
        "mine/y.js",
        "mine/../secret.txt",
        "mine/%2e%2e/secret.txt",
        "other/x.js",
        "mine",
        "mine/%00",
        "mine//etc/passwd",
    ],
)
def test_what_is_not_in_the_folders_is_not_found(client: TestClient, assets: Assets, path: str) -> None:
    assert client.get(assets.url(path)).status_code == 404


def test_the_address_changes_with_any_file(tmp_path: Path) -> None:
    (tmp_path / "x.css").write_text("a {}")
    before = Assets({"mine": tmp_path}).url("mine/x.css")
    (tmp_path / "x.css").write_text("b {}")
    assert Assets({"mine": tmp_path}).url("mine/x.css") != before


def test_the_style_sheet_is_all_components_as_one(client: TestClient, assets: Assets) -> None:
    answer = client.get(assets.url("ui_kit/css/all.css"))
    assert answer.headers["content-type"].startswith("text/css")
    assert "--accent" in answer.text
    assert {file.stem for file in FOLDER.glob("*.css")} == set(COMPONENTS)


def test_widths_are_classes_that_the_style_sheet_knows() -> None:
    written = (FOLDER / "widths.css").read_text(encoding="utf-8")
    assert written == widths_css()
    assert [width_class(pixels) for pixels in (None, 0, 1, 180, 9000)] == [
        "",
        "",
        "w-48",
        "w-176",
        f"w-{WIDEST}",
    ]
    assert f".{width_class(181)} {{" in written
