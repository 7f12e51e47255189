"""House rules about files: their names, their places and what must never be in them."""

import re
from pathlib import PurePosixPath

from tests.house.source import PACKAGE_ROOTS, ROOT, repository_files

EMPTY_WORDS = {"utils", "util", "helpers", "helper", "common", "manager", "managers", "misc"}
CODE = (".py", ".js", ".css", ".html")
MACHINE_PATH = re.compile(r"(?<![\w./])/(?:work|root|farm|home/\w+)/")
REGISTRY_HOST = re.compile(r"https?://[a-z.-]*(?:python|npm|debian|pypi)[a-z]*\.org")
BUNDLE = re.compile(r"\.min\.(?:js|css)$|(?:^|/)node_modules/|(?:^|/)static/vendor/")
LARGEST = 1_000_000


def texts() -> list[tuple[str, str]]:
    return [
        (path, content.decode("utf-8"))
        for path in repository_files()
        if b"\0" not in (content := (ROOT / path).read_bytes())
    ]


def test_no_code_has_a_name_that_says_nothing() -> None:
    code = [path for path in repository_files() if path.endswith(CODE)]
    assert [path for path in code if EMPTY_WORDS & set(PurePosixPath(path).with_suffix("").parts)] == []


def test_platform_leaves_its_name_to_the_standard_library() -> None:
    assert not (ROOT / "platform" / "__init__.py").exists()


def test_every_folder_of_tests_is_a_package() -> None:
    folders = {
        PurePosixPath(path).parent
        for path in repository_files()
        if path.endswith(".py") and path.startswith("tests/")
    }
    assert [str(folder) for folder in folders if not (ROOT / folder / "__init__.py").exists()] == []


def test_every_package_is_a_package() -> None:
    folders = {
        PurePosixPath(path).parent
        for path in repository_files()
        if path.endswith(".py") and path.startswith(PACKAGE_ROOTS)
    }
    assert [str(folder) for folder in folders if not (ROOT / folder / "__init__.py").exists()] == []


def test_files_name_no_path_of_a_machine() -> None:
    assert [path for path, text in texts() if MACHINE_PATH.search(text)] == []


def test_files_name_no_host_of_a_package_registry() -> None:
    assert [path for path, text in texts() if REGISTRY_HOST.search(text)] == []


def test_no_bundle_of_others_is_committed() -> None:
    assert [path for path in repository_files() if BUNDLE.search(path)] == []


def test_files_are_small_enough_to_read_in_a_diff() -> None:
    assert [path for path in repository_files() if (ROOT / path).stat().st_size > LARGEST] == []
