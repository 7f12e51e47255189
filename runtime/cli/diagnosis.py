"""What `trellis doctor` looks at."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from runtime.cli.answers import database_words
from ui_kit.package_folders import package_folder
from web.composition import Composition, compose
from web.settings import SettingRefused, Settings, read_settings

LEAST_SPACE = 500 * 1024 * 1024
"""Units: bytes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at; `says` tells how it is or how to mend it."""

    about: str
    ok: bool
    says: str


def diagnose() -> list[Finding]:
    """Everything that can be looked at from here."""
    try:
        settings = read_settings()
    except SettingRefused as refused:
        return [Finding("settings", False, str(refused))]
    return [
        Finding("settings", True, "all are in order"),
        _home(settings),
        _assets(),
        *_database(settings),
    ]


def _home(settings: Settings) -> Finding:
    if not os.access(settings.home, os.W_OK):
        return Finding("home", False, f"{settings.home} cannot be written: let this user write there")
    free = shutil.disk_usage(settings.home).free
    if free < LEAST_SPACE:
        return Finding("home", False, f"only {free // 1024**2} MB are free under {settings.home}: make room")
    return Finding("home", True, f"{settings.home}, {free // 1024**3} GB free")


def _assets() -> Finding:
    vendor = package_folder("ui_kit") / "static" / "vendor"
    if not Path(vendor, "htmx.js").is_file():
        return Finding("browser assets", False, "they are not built: run make assets")
    return Finding("browser assets", True, "built")


def _database(settings: Settings) -> Iterator[Finding]:
    about = "PostgreSQL" if settings.database_url else "SQLite"
    try:
        composition = compose(settings)
    except Exception as failure:
        yield Finding(about, False, f"{database_words(failure)}: check TRELLIS_DATABASE_URL and TRELLIS_HOME")
        return
    try:
        yield from _tenants(composition, about)
    finally:
        composition.close()


def _tenants(composition: Composition, about: str) -> Iterator[Finding]:
    tenants = composition.tenants.list()
    yield Finding(about, True, f"answers; {len(tenants)} tenants")
    for tenant in tenants:
        try:
            live = composition.store.live(tenant.name)
            yield Finding(f"tenant {tenant.name}", True, f"release {live.release}")
        except Exception as failure:
            yield Finding(f"tenant {tenant.name}", False, f"cannot be opened: {database_words(failure)}")
