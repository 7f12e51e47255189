"""`trellis user`: the people of a tenant."""

from __future__ import annotations

from typing import Annotated

import typer

from runtime.cli.answers import AsJson, print_json, print_rows
from runtime.cli.opened import opened

app = typer.Typer(help="People of a tenant.", no_args_is_help=True)
Tenant = Annotated[str, typer.Argument(metavar="TENANT")]
COLUMNS = ("email", "name", "roles", "locale", "active")


@app.command()
def create(
    tenant: Tenant,
    email: Annotated[str, typer.Argument(metavar="EMAIL")],
    role: Annotated[list[str], typer.Option(help="A role; say it again for more.")],
    password: Annotated[str, typer.Option(help="The password to sign in with.")],
    name: Annotated[str, typer.Option(help="What people see as the name.")] = "",
) -> None:
    """Add a person to a tenant."""
    from record_store.actor import Actor

    with opened() as composition:
        composition.members.add(tenant, Actor.system(), email, role, name, password)
    typer.echo(f"{email} may sign in to {tenant} as {', '.join(role)}")


@app.command("list")
def list_people(tenant: Tenant, as_json: AsJson = False) -> None:
    """List the people of a tenant."""
    with opened() as composition:
        members = composition.members.list(tenant)
    rows = [{column: getattr(member, column) for column in COLUMNS} for member in members]
    if as_json:
        print_json(rows)
    else:
        print_rows([{**row, "roles": ", ".join(row["roles"])} for row in rows], COLUMNS)
