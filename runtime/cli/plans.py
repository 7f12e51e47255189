"""A folder against a tenant: what would change, and how it becomes the draft."""

from __future__ import annotations

from typing import Any

import typer

from metamodel import Blueprint
from record_store.actor import Actor
from record_store.releases import Plan
from runtime.cli.answers import print_issues, print_json
from web.composition import Composition


def write_draft(composition: Composition, tenant: str, blueprint: Blueprint) -> int:
    """Makes the folder's documents the draft and says how many differ from the draft before."""
    draft = composition.releases.draft(tenant).blueprint.documents
    changed = 0
    for key, document in blueprint.documents.items():
        if key not in draft or draft[key].body != document.body:
            composition.releases.put(tenant, Actor.system(), document.body)
            changed += 1
    for kind, name in set(draft) - set(blueprint.documents):
        composition.releases.remove(tenant, Actor.system(), kind, name)
        changed += 1
    return changed


def print_plan(plan: Plan, as_json: bool) -> None:
    """The plan in words; exit code 1 when it could not be published."""
    if as_json:
        print_json(plan_values(plan))
    else:
        for heading, lines in (
            ("Changes", plan.changes),
            ("Touches", plan.impact),
            ("Database", plan.operations),
        ):
            typer.echo(f"{heading}: {'none' if not lines else ''}")
            for line in lines:
                typer.echo(f"  {line}")
        print_issues(plan.issues)
    if any(issue.severity == "error" for issue in plan.issues):
        raise typer.Exit(1)


def plan_values(plan: Plan) -> dict[str, Any]:
    return {
        "changes": plan.changes,
        "impact": plan.impact,
        "operations": plan.operations,
        "issues": [issue.to_json() for issue in plan.issues],
    }
