"""Commands, run in this process with the settings of a test."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from runtime.cli.main import run
from tests.web.packages import write_package


class Outcome(NamedTuple):
    """How a command ended and what it printed."""

    code: int
    out: str
    err: str


Trellis = Callable[..., Outcome]


@pytest.fixture
def trellis(
    home: Path, database_url: str | None, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> Trellis:
    """Runs a command as a person would."""
    monkeypatch.setenv("TRELLIS_HOME", str(home))
    monkeypatch.setenv("TRELLIS_LOG", "error")
    monkeypatch.delenv("TRELLIS_DATABASE_URL", raising=False)
    if database_url:
        monkeypatch.setenv("TRELLIS_DATABASE_URL", database_url)

    def call(*arguments: str) -> Outcome:
        capfd.readouterr()
        code = run(list(arguments))
        return Outcome(code, *capfd.readouterr())

    return call


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The folder of a small template package."""
    return write_package(tmp_path / "small")


@pytest.fixture
def demo(trellis: Trellis, package: Path) -> Trellis:
    """The command, with a tenant `demo` made from the small package."""
    made = create_demo(trellis, package, "--sample-data")
    assert made.code == 0, made.err
    return trellis


def create_demo(trellis: Trellis, package: Path, *more: str) -> Outcome:
    admin = ("--admin", "admin@example.com", "--password", "trellis-demo")
    return trellis("tenant", "create", "demo", "--template", str(package), *admin, *more)
