"""Where packages are found: the ready-made ones that ship with Trellis, or a path."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from metamodel import Invalid, Issue
from web.template_packages.package import MANIFEST, Manifest, TemplatePackage
from web.template_packages.reading import read_package


def shipped_templates() -> tuple[Manifest, ...]:
    """The manifests of the templates that ship with Trellis, by id."""
    return tuple(read_package(folder).manifest for folder in _folders())


def find_package(id_or_path: str) -> TemplatePackage:
    """The shipped template of that id, else the package at that path. Raises: Invalid."""
    for folder in _folders():
        if folder.name == id_or_path:
            return read_package(folder)
    place = Path(id_or_path).expanduser()
    if "\0" in id_or_path or not place.exists():
        known = ", ".join(folder.name for folder in _folders())
        raise Invalid(
            Issue("unknown_template", "", "There is no template “{name}”", "There are: {known}, or name a folder or zip",
                  {"name": id_or_path, "known": known})
        )  # fmt: skip
    return read_package(place)


def _folders() -> Iterator[Path]:
    spec = find_spec("templates_library")
    for place in (spec.submodule_search_locations or ()) if spec else ():
        yield from sorted(manifest.parent for manifest in Path(place).glob(f"*/{MANIFEST}"))
