"""The command line as a whole: its groups, and what its exit codes mean.

0 done, 1 refused with issues printed, 2 wrong usage. Modules below import what they need inside their commands,
so that `trellis --help` answers at once.
"""

from __future__ import annotations

import sys

import typer

from runtime.cli import blueprints, keys, people, serving, spreadsheets, templates, tenants
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
app.command("worker")(serving.worker)
app.command("doctor")(serving.doctor)
app.command("import")(spreadsheets.bring_in)
app.command("export")(spreadsheets.take_out)
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
    try:
        app(arguments, prog_name="trellis")
    except SystemExit as done:
        return done.code if isinstance(done.code, int) else 1
    except BrokenPipeError:  # whoever read our output has had enough
        sys.stderr.close()
        return 1
    except Exception as refusal:
        if not print_refusal(refusal):
            raise
        return 1
    return 0
