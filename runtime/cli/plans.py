"""A folder against a tenant: what would change, and how it becomes the draft."""

from __future__ import annotations

import typer

from metamodel import Blueprint
from record_store.actor import Actor
from record_store.releases import Effect, Plan
from runtime.cli.answers import print_issues, print_json
from web.composition import Composition
from web.plan_json import plan_json


def write_draft(composition: Composition, tenant: str, blueprint: Blueprint) -> int:
    """Makes the folder's documents the draft and says how many differ from the live release."""
    releases, draft = composition.releases, composition.releases.draft(tenant).blueprint.documents
    for key, document in blueprint.documents.items():
        if key not in draft or draft[key].body != document.body:
            releases.put(tenant, Actor.system(), document.body)
    for kind, name in set(draft) - set(blueprint.documents):
        releases.remove(tenant, Actor.system(), kind, name)
    return len(releases.draft(tenant).changed)


def print_plan(plan: Plan, as_json: bool) -> None:
    """The plan in words; exit code 1 when it could not be published."""
    if as_json:
        print_json(plan_json(plan))
    else:
        _print_part("Changes", [change.sentence() for change in plan.changes])
        _print_part("Touches", [f"{use.target} in {use.kind} {use.name}{use.path}" for use in plan.impact])
        _print_part("Database", [_effect_line(effect) for effect in plan.operations])
        print_issues(plan.issues)
    if any(issue.severity == "error" for issue in plan.issues):
        raise typer.Exit(1)


def _print_part(heading: str, lines: list[str]) -> None:
    typer.echo(f"{heading}: none" if not lines else f"{heading}:")
    for line in lines:
        typer.echo(f"  {line}")


def _effect_line(effect: Effect) -> str:
    losses = (
        f", {effect.lossy} lose something, {effect.failing} fail" if effect.lossy or effect.failing else ""
    )
    return f"{effect.sentence()} ({effect.rows} rows{losses})"
