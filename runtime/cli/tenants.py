"""`trellis tenant`: make, list, show, remove, copy, keep and bring back tenants."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from runtime.cli.answers import AsJson, print_json, print_rows
from runtime.cli.opened import opened

app = typer.Typer(help="Tenants: make, list, keep, remove.", no_args_is_help=True)
Name = Annotated[str, typer.Argument(metavar="NAME", help="The tenant.")]
COLUMNS = ("name", "label", "locale", "release", "members", "created_at")


@app.command()
def create(
    name: Name,
    template: Annotated[str, typer.Option(help="A template's id, or the path of a package.")],
    admin: Annotated[str, typer.Option(metavar="EMAIL", help="Who administers it.")],
    password: Annotated[str, typer.Option(help="The administrator's password.")],
    sample_data: Annotated[
        bool, typer.Option("--sample-data", help="Load the template's sample data.")
    ] = False,
    locale: Annotated[str, typer.Option(help="en or zh-CN.")] = "en",
    label: Annotated[str, typer.Option(help="What people see as its name.")] = "",
    zone: Annotated[str, typer.Option(help="Time zone, such as Asia/Shanghai.")] = "UTC",
    as_json: AsJson = False,
) -> None:
    """Make a tenant from a template."""
    from metamodel.labels import humanise
    from web.new_tenant import NewTenant, make_tenant

    with opened() as composition:
        wanted = NewTenant(
            name, template, admin, password, label or humanise(name), locale, zone, sample_data
        )
        loaded = make_tenant(composition, wanted)
    if as_json:
        print_json({"name": name, "template": template, "records": loaded})
    else:
        typer.echo(f"Made {name} from {template}, with {sum(loaded.values())} sample records")


@app.command("list")
def list_tenants(as_json: AsJson = False) -> None:
    """List the tenants."""
    from runtime.cli.tenant_facts import facts

    with opened() as composition:
        rows = [facts(composition, tenant) for tenant in composition.tenants.list()]
    print_json(rows) if as_json else print_rows(rows, COLUMNS)


@app.command()
def show(name: Name, as_json: AsJson = False) -> None:
    """Show one tenant."""
    from runtime.cli.tenant_facts import facts

    with opened() as composition:
        shown = facts(composition, composition.tenants.get(name))
    if as_json:
        print_json(shown)
    else:
        print_rows([{"": key, " ": value} for key, value in shown.items()], ("", " "))


@app.command()
def delete(name: Name, yes: Annotated[bool, typer.Option("--yes", help="Really delete it.")] = False) -> None:
    """Delete a tenant with everything in it."""
    if not yes:
        typer.echo(f"This deletes {name} with all its records for good. Say --yes to do it.", err=True)
        raise typer.Exit(2)
    with opened() as composition:
        composition.tenants.delete(name)
    typer.echo(f"Deleted {name}")


@app.command()
def backup(name: Name, file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Write everything of a tenant into one file."""
    with opened() as composition:
        composition.tenants.backup(name, file, composition.files)
    typer.echo(f"Kept {name} in {file}")


@app.command()
def restore(name: Name, file: Annotated[Path, typer.Argument(metavar="FILE")]) -> None:
    """Make a tenant from a backup."""
    with opened() as composition:
        composition.tenants.restore(name, file, composition.files)
    typer.echo(f"Restored {name} from {file}")


@app.command()
def clone(name: Name, new: Annotated[str, typer.Argument(metavar="NEW")]) -> None:
    """Copy a tenant with everything in it."""
    with opened() as composition:
        composition.tenants.clone(name, new)
    typer.echo(f"Copied {name} to {new}")
