"""The command line as a whole: its groups, and what its exit codes mean.

0 done, 1 refused with issues printed, 2 wrong usage. Modules below import what they need inside their commands,
so that `trellis --help` answers at once.
"""

from __future__ import annotations

import sys

import typer

from runtime.cli import blueprints, keys, people, serving, templates, tenants
from runtime.cli.answers import print_refusal

app = typer.Typer(
    name="trellis",
    help="Trellis, a CRM made of metadata.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
app.command("serve")(serving.serve)
app.command("doctor")(serving.doctor)
app.add_typer(tenants.app, name="tenant")
app.add_typer(people.app, name="user")
app.add_typer(keys.app, name="key")
app.add_typer(blueprints.app, name="blueprint")
app.add_typer(templates.app, name="template")


def main() -> None:
    """Runs the command of this process and ends it with its exit code."""
    sys.exit(run(sys.argv[1:]))


def run(arguments: list[str]) -> int:
    """Runs a command and gives its exit code."""
    import click

    try:
        app(arguments, standalone_mode=False)
    except click.ClickException as wrong:
        wrong.show()
        return wrong.exit_code
    except click.exceptions.Exit as done:
        return done.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 1
    except BrokenPipeError:
        return 1
    except Exception as refusal:
        if not print_refusal(refusal):
            raise
        return 1
    return 0
