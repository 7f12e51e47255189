"""Whether a package would install: its documents, its data files, the version of Trellis it wants."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from metamodel import Invalid, Issue
from web.blueprint_checks import check_documents
from web.template_packages.package import MANIFEST, DataFile, TemplatePackage
from web.template_packages.sample_rows import read_rows

DISTRIBUTION = "trellis-crm"


def check_package(package: TemplatePackage) -> tuple[Issue, ...]:
    """Everything that is wrong with the package, as far as can be seen without a tenant."""
    issues = [*check_documents(package.blueprint), *_version_issues(package)]
    for file in package.data:
        issues += _data_issues(package, file)
    return tuple(issues)


def refuse_wrong_package(package: TemplatePackage) -> None:
    """Raises: Invalid, with every error of the package."""
    errors = [issue for issue in check_package(package) if issue.severity == "error"]
    if errors:
        raise Invalid(errors, "The template package is not in order")


def trellis_version() -> str:
    try:
        return version(DISTRIBUTION)
    except PackageNotFoundError:  # run from a checkout that was never installed
        return "0.1.0"


def _version_issues(package: TemplatePackage) -> Iterator[Issue]:
    manifest, here = package.manifest, trellis_version()
    if not manifest.fits(here):
        yield Issue(
            "wrong_version",
            f"/{MANIFEST}/trellis",
            "This package is for Trellis {wanted}, this is {here}",
            values={"wanted": manifest.trellis, "here": here},
        )


def _data_issues(package: TemplatePackage, file: DataFile) -> Iterator[Issue]:
    described = package.blueprint.objects.get(file.object)
    if described is None:
        yield Issue("unknown_object", file.path, "There is no object “{name}”", values={"name": file.object})
        return
    try:
        rows = read_rows(file, described, dt.datetime.now(dt.UTC))
    except Invalid as refused:
        yield from refused.issues
        return
    for name in {name for row in rows for name in row} - set(described.by_name):
        values = {"object": described.label, "name": name}
        yield Issue("unknown_field", file.path, "{object} has no field “{name}”", values=values)
