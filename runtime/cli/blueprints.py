"""`trellis blueprint`: the metadata of a tenant as files that diff well in git."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from runtime.cli.answers import AsJson, print_json, report_issues
from runtime.cli.opened import opened

app = typer.Typer(help="Metadata as files.", no_args_is_help=True)
Tenant = Annotated[str, typer.Argument(metavar="TENANT")]
Folder = Annotated[Path, typer.Argument(metavar="DIR", help="One file a document, a folder a kind.")]


@app.command()
def pull(tenant: Tenant, folder: Folder) -> None:
    """Write the live blueprint into a folder."""
    from metamodel.folder import write_folder

    with opened() as composition:
        live = composition.store.live(composition.tenants.get(tenant).name)
    write_folder(live.blueprint, folder)
    typer.echo(f"Wrote {len(live.blueprint.documents)} documents of release {live.release} to {folder}")


@app.command()
def check(folder: Folder, as_json: AsJson = False) -> None:
    """Check a folder on its own."""
    from metamodel.folder import read_folder
    from web.blueprint_checks import check_documents

    _existing(folder)
    report_issues(check_documents(read_folder(folder)), as_json)


@app.command()
def plan(tenant: Tenant, folder: Folder, as_json: AsJson = False) -> None:
    """Say what publishing the folder would change, touch and do; nothing is changed."""
    from metamodel.folder import read_folder
    from runtime.cli.plans import print_plan

    _existing(folder)
    with opened() as composition:
        made = composition.releases.plan_documents(composition.tenants.get(tenant).name, read_folder(folder))
    print_plan(made, as_json)


@app.command()
def push(
    tenant: Tenant,
    folder: Folder,
    publish: Annotated[bool, typer.Option("--publish", help="Publish it too.")] = False,
    note: Annotated[str, typer.Option(help="What the release is about.")] = "Pushed from files",
) -> None:
    """Make the folder the draft of a tenant."""
    from metamodel.folder import read_folder
    from runtime.cli.plans import write_draft

    _existing(folder)
    with opened() as composition:
        name = composition.tenants.get(tenant).name
        changed = write_draft(composition, name, read_folder(folder))
        typer.echo(f"{changed} documents of the draft changed")
        if publish:
            from record_store.actor import Actor

            number = composition.releases.publish(name, Actor.system(), note)
            typer.echo(f"Published as release {number}")


@app.command()
def schema(kind: Annotated[str, typer.Argument(metavar="[KIND]")] = "") -> None:
    """Print the JSON Schema of every kind of document, or of one."""
    from web.kinds import KINDS

    schemas = {one.name: one.schema() for one in KINDS}
    if kind and kind not in schemas:
        raise typer.BadParameter(f"there is no kind “{kind}”, there are {', '.join(schemas)}")
    print_json(schemas[kind] if kind else schemas)


def _existing(folder: Path) -> None:
    if not folder.is_dir():
        raise typer.BadParameter(f"{folder} is not a folder")
