"""A package on its way into a tenant: documents into the draft, published, then the sample data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from metamodel import Conflict, Document, Issue, pointer
from record_store.actor import Actor
from web.composition import Composition
from web.template_packages.checking import refuse_wrong_package
from web.template_packages.package import TemplatePackage
from web.template_packages.sample_data import load_rows
from web.template_packages.sample_rows import Row, read_rows


def install_package(
    composition: Composition, tenant: str, actor: Actor, package: TemplatePackage, *, sample_data: bool
) -> dict[str, int]:
    """Publishes the package's documents and says how many sample records of each object were loaded.

    Raises: Invalid, Conflict where the tenant has other documents of the same name.
    """
    refuse_wrong_package(package)
    if _write_draft(composition, tenant, actor, package):
        manifest = package.manifest
        composition.releases.publish(tenant, actor, f"{manifest.id} {manifest.version}")
    return load_sample_data(composition, tenant, actor, package) if sample_data else {}


def load_sample_data(
    composition: Composition, tenant: str, actor: Actor, package: TemplatePackage
) -> dict[str, int]:
    """Creates the package's sample records in one transaction, by the same rules as everybody's."""
    with composition.store.writing(tenant, actor) as records:
        now = composition.store.clock().astimezone(records.live.settings.timezone)
        rows: dict[str, list[Row]] = {}
        for file in package.data:
            rows.setdefault(file.object, []).extend(
                read_rows(file, package.blueprint.object(file.object), now)
            )
        return load_rows(records.live.blueprint, rows, records.batch)


def _write_draft(composition: Composition, tenant: str, actor: Actor, package: TemplatePackage) -> int:
    """How many documents are new."""
    there = composition.releases.draft(tenant).blueprint.documents
    documents = package.blueprint.documents.values()
    if taken := [document for document in documents if _differs(document, there.get(document.key))]:
        raise Conflict(
            [
                Issue("document_there", pointer(*document.key), "There is another {kind} “{name}” already",
                      values={"kind": document.kind, "name": document.name})
                for document in taken
            ],
            "The template was not installed",
        )  # fmt: skip
    new = [document for document in documents if document.key not in there]
    for document in new:
        composition.releases.put(tenant, actor, document.body)
    return len(new)


def _differs(wanted: Document, known: Document | None) -> bool:
    return known is not None and _without_ids(known.body) != _without_ids(wanted.body)


def _without_ids(value: Any) -> Any:
    """What a document says, without the ids that the draft gives its parts."""
    if isinstance(value, Mapping):
        return {name: _without_ids(inner) for name, inner in value.items() if name != "id"}
    return [_without_ids(inner) for inner in value] if isinstance(value, list) else value
