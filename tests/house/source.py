"""The files git would commit and the parsed modules among them, for the lints of this folder."""

import ast
import functools
import subprocess
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE_ROOTS = ("platform/", "runtime/", "studio/")


@dataclass(frozen=True)
class Module:
    """A Python file: its path inside the repository and its syntax tree."""

    path: str
    tree: ast.Module


@functools.cache
def repository_files() -> tuple[str, ...]:
    """Paths of all files that are tracked or could be, ignored ones left out."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True, text=True).stdout
    return tuple(path for path in listed.split("\0") if path and (ROOT / path).is_file())


@functools.cache
def modules() -> tuple[Module, ...]:
    """Every Python module of the repository."""
    paths = [path for path in repository_files() if path.endswith(".py")]
    return tuple(Module(path, ast.parse((ROOT / path).read_text(encoding="utf-8"), path)) for path in paths)


def product_modules() -> tuple[Module, ...]:
    """The modules that are installed: tests, benchmarks and build files left out."""
    return tuple(module for module in modules() if module.path.startswith(PACKAGE_ROOTS))


def top_packages() -> tuple[Module, ...]:
    """The `__init__` of every package that others may import from."""
    depths = {"platform": 3, "runtime": 2, "studio": 2}
    return tuple(
        module
        for module in product_modules()
        if module.path.endswith("/__init__.py")
        and module.path.count("/") + 1 == depths[module.path.partition("/")[0]]
    )
