"""What a tenant says about itself beside its blueprint: label, language, time zone, and which release is live."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, insert, select

from record_store.system_tables import SETTING

RELEASE = "release"
"""The number of the release that is live."""
MARK = "mark"
"""A word that changes with every change of the settings, and differs between two stores of the same name."""


@dataclass(frozen=True, slots=True)
class TenantSettings:
    """The settings that everything in a tenant may ask for."""

    label: str = ""
    locale: str = "en"
    zone: str = "UTC"

    @property
    def timezone(self) -> ZoneInfo:
        return ZoneInfo(self.zone)


def read_settings(connection: Connection) -> TenantSettings:
    """The settings of the tenant whose store this is."""
    stored = dict(connection.execute(select(SETTING.c.key, SETTING.c.value)).all())
    plain = TenantSettings()
    return TenantSettings(
        str(stored.get("label", plain.label)),
        str(stored.get("locale", plain.locale)),
        str(stored.get("zone", plain.zone)),
    )


def write_settings(connection: Connection, values: Mapping[str, Any]) -> None:
    """Keep these values; the mark changes with them, so that every process reads the settings again."""
    changed = {**values, MARK: secrets.token_hex(8)}
    connection.execute(delete(SETTING).where(SETTING.c.key.in_(list(changed))))
    connection.execute(insert(SETTING), [{"key": key, "value": value} for key, value in changed.items()])


def kept(connection: Connection, key: str) -> Any:
    """A value that a room keeps for the tenant beside its settings; nothing where there is none."""
    return connection.scalar(select(SETTING.c.value).where(SETTING.c.key == key))


def keep(connection: Connection, key: str, value: Any) -> None:
    """Keep the value; what is live stays compiled, for it says nothing of the blueprint."""
    connection.execute(delete(SETTING).where(SETTING.c.key == key))
    connection.execute(insert(SETTING).values(key=key, value=value))
