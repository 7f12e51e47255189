"""`trellis key`: API keys."""

from __future__ import annotations

from typing import Annotated

import typer

from runtime.cli.opened import opened

app = typer.Typer(help="API keys.", no_args_is_help=True)


@app.callback()
def keys() -> None:
    """API keys."""


@app.command()
def create(
    tenant: Annotated[str, typer.Argument(metavar="TENANT")],
    user: Annotated[str, typer.Option(metavar="EMAIL", help="Whose rights the key has.")],
    name: Annotated[str, typer.Option(help="What the key is for.")] = "command line",
) -> None:
    """Make an API key and print it, and nothing else; it is shown this once."""
    from record_store.actor import Actor

    with opened() as composition:
        member = composition.members.find(tenant, user)
        key = composition.keys.create(tenant, Actor.system(), member.id, name)
    typer.echo(key)
