"""The commands page of the documentation names what there is."""

import re
from collections.abc import Iterator
from pathlib import Path

import typer

from runtime.cli.main import app

PAGE = Path(__file__).resolve().parents[3] / "docs" / "reference" / "commands.md"


def test_the_reference_has_every_command_and_no_other() -> None:
    rows = re.findall(r"^\| `trellis ([a-z ]+)", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(row.strip() for row in rows) == sorted(commands(app))


def commands(group: typer.Typer, prefix: str = "") -> Iterator[str]:
    for command in group.registered_commands:
        name = command.name or command.callback.__name__  # type: ignore[union-attr]
        yield f"{prefix}{name}"
    for inner in group.registered_groups:
        assert inner.typer_instance is not None
        yield from commands(inner.typer_instance, f"{prefix}{inner.name} ")
