"""`trellis template`: packages of ready-made CRMs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from runtime.cli.answers import AsJson, print_json, print_rows, report_issues
from runtime.cli.opened import opened

app = typer.Typer(help="Template packages.", no_args_is_help=True)
Tenant = Annotated[str, typer.Argument(metavar="TENANT")]
Package = Annotated[str, typer.Argument(metavar="ID|PATH", help="A shipped template, a folder or a zip.")]


@app.command("list")
def list_templates(as_json: AsJson = False) -> None:
    """List the templates that ship with Trellis."""
    from web.template_packages import shipped_templates

    rows = [
        {
            "id": found.id,
            "version": found.version,
            "label": found.label.text(),
            "about": found.description.text(),
        }
        for found in shipped_templates()
    ]
    print_json(rows) if as_json else print_rows(rows, ("id", "version", "label", "about"))


@app.command()
def check(package: Package, as_json: AsJson = False) -> None:
    """Check a package: manifest, documents, sample data."""
    from web.template_packages import check_package, find_package

    report_issues(check_package(find_package(package)), as_json)


@app.command()
def pack(
    tenant: Tenant,
    path: Annotated[Path, typer.Argument(metavar="PATH", help="A .zip, or a folder.")],
    template_id: Annotated[str, typer.Option("--id", help="The id of the template.")] = "",
    version: Annotated[str, typer.Option(help="Its version.")] = "1.0.0",
) -> None:
    """Make a package from the live blueprint of a tenant."""
    from web.template_packages import pack_template

    with opened() as composition:
        name = composition.tenants.get(tenant).name
        count = pack_template(composition.store.live(name), path, template_id or name, version)
    typer.echo(f"Packed {count} documents into {path}")


@app.command()
def install(
    tenant: Tenant,
    package: Package,
    sample_data: Annotated[bool, typer.Option("--sample-data", help="Load its sample data.")] = False,
) -> None:
    """Install a template into a tenant and publish it."""
    from record_store.actor import Actor
    from web.template_packages import find_package, install_package

    with opened() as composition:
        found = find_package(package)
        name = composition.tenants.get(tenant).name
        loaded = install_package(composition, name, Actor.system(), found, sample_data=sample_data)
    typer.echo(
        f"Installed {found.manifest.id} {found.manifest.version}, with {sum(loaded.values())} sample records"
    )
