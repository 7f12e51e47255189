"""What commands print: tables and sentences for people, JSON for programs, refusals on standard error."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
"""The option that every command with data takes."""


def print_json(value: Any) -> None:
    from web.json_bodies import to_json

    typer.echo(to_json(value).decode())


def print_rows(rows: Sequence[Mapping[str, Any]], columns: Sequence[str]) -> None:
    """The rows as a table whose columns line up."""
    cells = [[str(row.get(column, "")) for column in columns] for row in rows]
    widths = [max(len(cell) for cell in column) for column in zip(columns, *cells, strict=True)]
    for line in (columns, *cells):
        typer.echo("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def print_issues(issues: Sequence[Any]) -> None:
    """One line an issue, where it is and what to do."""
    for issue in issues:
        place = f"{issue.path}: " if issue.path else ""
        advice = issue.advice()
        typer.echo(f"  {place}{issue.sentence()}{f'. {advice}' if advice else ''}", err=True)


def report_issues(issues: Sequence[Any], as_json: bool) -> None:
    """The issues of something that was checked; exit code 1 when one of them is an error."""
    if as_json:
        print_json({"issues": [issue.to_json() for issue in issues]})
    elif issues:
        typer.echo(f"{len(issues)} issues", err=True)
        print_issues(issues)
    else:
        typer.echo("In order")
    if any(issue.severity == "error" for issue in issues):
        raise typer.Exit(1)


def print_refusal(refusal: Exception) -> bool:
    """Says what was refused, if it is a refusal and not a fault of ours."""
    from metamodel import TrellisError
    from web.settings import SettingRefused

    if isinstance(refusal, SettingRefused):
        typer.echo(str(refusal), err=True)
        return True
    if isinstance(refusal, TrellisError):
        typer.echo(refusal.title, err=True)
        print_issues(refusal.issues)
        return True
    if isinstance(refusal, OSError) and refusal.filename:
        typer.echo(f"{refusal.filename} cannot be used: {refusal.strerror}", err=True)
        return True
    if is_database_failure(refusal):
        typer.echo(
            f"The database does not answer ({database_words(refusal)}); check TRELLIS_DATABASE_URL", err=True
        )
        return True
    return False


def is_database_failure(failure: Exception) -> bool:
    sqlalchemy = sys.modules.get("sqlalchemy.exc")
    return sqlalchemy is not None and isinstance(failure, sqlalchemy.OperationalError)


def database_words(failure: Exception) -> str:
    """What the driver said, in one line without the statement."""
    return " ".join(str(getattr(failure, "orig", failure)).split())[:200]
