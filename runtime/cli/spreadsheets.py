"""`trellis import` and `trellis export`: spreadsheets in and out, with the administrator's rights."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from runtime.cli.answers import AsJson, print_issues, print_json
from runtime.cli.opened import opened

if TYPE_CHECKING:
    from data_exchange import ImportSettings, Outcome, Table
    from web.composition import Composition

Tenant = Annotated[str, typer.Argument(metavar="TENANT")]
ObjectName = Annotated[str, typer.Argument(metavar="OBJECT")]
MOST_SHOWN = 20
"""How many kinds of refusals are printed; all rows are told with --json."""


def bring_in(
    tenant: Tenant,
    object: ObjectName,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="CSV or XLSX.", exists=True, dir_okay=False)],
    columns: Annotated[
        list[str] | None,
        typer.Option(
            "--map", help='"Column=field", or "Column=lookup.field" to find records by another field.'
        ),
    ] = None,
    values: Annotated[
        list[str] | None,
        typer.Option("--value", help='"Column:from=to": a word of the file and the word it stands for.'),
    ] = None,
    match: Annotated[
        str, typer.Option(metavar="FIELD", help="The field by which rows find their records.")
    ] = "",
    mode: Annotated[str, typer.Option(help="create, update or upsert.")] = "create",
    sheet: Annotated[str, typer.Option(help="The sheet of a workbook.")] = "",
    skip_refused: Annotated[
        bool, typer.Option("--skip-refused", help="Bring in the rows that are right without the others.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what would happen and keep nothing.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bring a spreadsheet in: all of it or, when rows are refused, nothing."""
    from data_exchange import RowsRefused, perform, read_table, rehearse
    from record_store.actor import Actor

    with opened() as composition:
        table = read_table(file.read_bytes(), sheet or None)
        settings = _settings(
            composition, tenant, object, table, (columns or [], values or [], mode, match, skip_refused)
        )
        try:
            outcome = (
                rehearse(composition.store, tenant, Actor.system(), table, settings)
                if dry_run
                else perform(composition.store, tenant, Actor.system(), table, settings, file.name)[1]
            )
        except RowsRefused as refused:
            outcome, kept = refused.outcome, False
        else:
            kept = not dry_run
    _report(outcome, settings, kept, dry_run, as_json)


def take_out(
    tenant: Tenant,
    object: ObjectName,
    file: Annotated[
        Path, typer.Argument(metavar="FILE", help="Its ending chooses the format: .csv or .xlsx.")
    ],
    view: Annotated[str, typer.Option(metavar="V", help="A view: its filter, order and columns.")] = "",
    locale: Annotated[str, typer.Option(help="The language of headings and options.")] = "en",
) -> None:
    """Write records to a spreadsheet that `trellis import` reads back."""
    from data_exchange import export
    from metamodel.view import View
    from record_store.actor import Actor
    from record_store.queries import Query

    with opened() as composition, composition.store.reading(tenant, Actor.system()) as records:
        query = Query(object)
        if view:
            shown = View(records.live.blueprint.document("view", view))
            paths = tuple(column.path for column in shown.columns) or None
            query = Query(object, filter=shown.filter, sort=shown.sort, fields=paths)
        with file.open("wb") as out:
            for piece in export(records, query, file.suffix.removeprefix(".").lower(), locale):
                out.write(piece)
    typer.echo(f"Wrote {file}")


def _settings(
    composition: Composition, tenant: str, object_name: str, table: Table, given: tuple[Any, ...]
) -> ImportSettings:
    from data_exchange import ImportSettings, parse_mapping, suggest_mapping

    pairs, value_pairs, mode, match, skip_refused = given
    if mode not in ("create", "update", "upsert"):
        raise typer.BadParameter(f"There is no mode {mode}: create, update or upsert", param_hint="--mode")
    described = composition.store.live(tenant).blueprint.object(object_name)
    writable = [field.name for field in described.all_fields if field.writable]
    mapping = (
        parse_mapping(pairs, value_pairs) if pairs else suggest_mapping(table.headings, described, writable)
    )
    return ImportSettings(object_name, mapping, mode, match or None, skip_refused)


def _report(outcome: Outcome, settings: ImportSettings, kept: bool, dry_run: bool, as_json: bool) -> None:
    if as_json:
        rows = [
            {"line": row.line, "action": row.action, "issues": [issue.to_json() for issue in row.issues]}
            for row in outcome.rows
        ]
        print_json({**outcome.to_json(), "kept": kept, **settings.to_json(), "outcome": rows})
    else:
        _say(outcome, kept, dry_run)
    if outcome.refused and not (kept and settings.skip_refused):
        raise typer.Exit(1)


def _say(outcome: Outcome, kept: bool, dry_run: bool) -> None:
    counts = outcome.counts
    said = "Would create" if dry_run else "Created"
    if not kept and not dry_run:
        typer.echo("Nothing was imported", err=True)
    else:
        typer.echo(
            f"{said} {counts['created']} and {'update' if dry_run else 'updated'} {counts['updated']} records"
        )
    print_issues(outcome.remarks)
    if outcome.refused:
        typer.echo(f"{counts['refused']} rows are refused:", err=True)
        for sentence, lines in _grouped(outcome)[:MOST_SHOWN]:
            typer.echo(
                f"  {len(lines)} × {sentence} (line {', '.join(map(str, lines[:5]))}{' …' if len(lines) > 5 else ''})",
                err=True,
            )


def _grouped(outcome: Outcome) -> list[tuple[str, list[int]]]:
    """What is wrong, each sentence with the lines it is said of, the most frequent first."""
    found: dict[str, list[int]] = {}
    for row in outcome.refused:
        for issue in row.issues:
            found.setdefault(f"{issue.path}: {issue.sentence()}", []).append(row.line)
    return sorted(found.items(), key=lambda pair: -len(pair[1]))
