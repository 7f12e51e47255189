"""The tenants of this installation: made from a blueprint, listed, renamed, deleted."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, available_timezones

from sqlalchemy import Connection, Table, delete, insert, select, update
from sqlalchemy.exc import IntegrityError

from metamodel import EMPTY, Blueprint, Conflict, Invalid, Issue, not_found
from metamodel.references import ExpressionReader, Kinds, nothing_read
from record_store.control_tables import MEMBERSHIP, TENANT
from record_store.file_storage import FileStorage
from record_store.releases.identity import first_ids
from record_store.releases.plan import Planner
from record_store.releases.publishing import Publication
from record_store.releases.reindexing import reindex_everything
from record_store.releases.workbench import Workbench, enter
from record_store.runs import end_unfinished_runs
from record_store.system_tables import API_KEY, MEMBER, OUTBOX
from record_store.tenancy.backup import Backup, write_backup
from record_store.tenancy.membership import account_for, join
from record_store.tenant_names import check_new_name
from record_store.tenant_settings import TenantSettings, read_settings, write_settings

if TYPE_CHECKING:
    from record_store.store import Store

LOCALES = ("en", "zh-CN")

MAKING, READY, REMOVING = "making", "ready", "removing"


@dataclass(frozen=True, slots=True)
class Tenant:
    """A tenant as the control store knows it."""

    name: str
    label: str
    created_at: dt.datetime


class Tenants:
    """One per process, over the store."""

    def __init__(self, store: Store, kinds: Kinds, read: ExpressionReader = nothing_read) -> None:
        self.store = store
        self.planner = Planner(kinds, read)

    def create(
        self, name: str, blueprint: Blueprint = EMPTY, label: str = "", locale: str = "en", zone: str = "UTC"
    ) -> Tenant:
        """A tenant whose first release is this blueprint. Raises: Invalid, Conflict; then nothing is left."""
        check_settings(locale, zone)
        first = first_ids(self._checked(blueprint))
        tenant = self.reserve(name, label or name)
        try:
            self.store.database.create_store(name)
            with self.store.database.writing(name) as connection:
                enter(connection)
                write_settings(connection, {"label": tenant.label, "locale": locale, "zone": zone})
                bench = Workbench(connection, 1, tenant.created_at, None, locale=locale, zone=ZoneInfo(zone))
                Publication(bench, EMPTY, first, "", {}).publish()
        except BaseException:
            self.forget(name)
            raise
        self.open(name)
        return tenant

    def list(self) -> tuple[Tenant, ...]:
        with self.store.database.reading_control() as control:
            ready = select(TENANT).where(TENANT.c.state == READY).order_by(TENANT.c.name)
            return tuple(Tenant(row.name, row.label, row.created_at) for row in control.execute(ready))

    def get(self, name: str) -> Tenant:
        """Raises: NotFound."""
        with self.store.database.reading_control() as control:
            row = control.execute(
                select(TENANT).where(TENANT.c.name == name, TENANT.c.state == READY)
            ).first()
        if row is None:
            raise not_found("tenant", name)
        return Tenant(row.name, row.label, row.created_at)

    def settings(self, name: str) -> TenantSettings:
        """Raises: NotFound."""
        with self.store.database.reading(name) as connection:
            return read_settings(connection)

    def change(
        self, name: str, label: str | None = None, locale: str | None = None, zone: str | None = None
    ) -> TenantSettings:
        """Change what the tenant is called, speaks, and which clock it goes by. Raises: NotFound, Invalid."""
        before = self.settings(name)
        check_settings(locale or before.locale, zone or before.zone)
        given = {"label": label, "locale": locale, "zone": zone}
        with self.store.database.writing(name) as connection:
            write_settings(connection, {key: value for key, value in given.items() if value})
        if label:
            with self.store.database.control() as control:
                control.execute(update(TENANT).where(TENANT.c.name == name).values(label=label))
        return self.settings(name)

    def delete(self, name: str) -> None:
        """Remove the tenant with everything in it. Raises: NotFound."""
        self.get(name)
        with self.store.database.control() as control:
            control.execute(update(TENANT).where(TENANT.c.name == name).values(state=REMOVING))
        self.forget(name)

    def backup(self, name: str, file: Path, files: FileStorage | None = None) -> None:
        """Write the tenant into one file, with the bytes of its files where their storage is given.

        Raises: NotFound.
        """
        tenant = self.get(name)
        write_backup(self.store.database, name, tenant.label, self.store.clock(), file, files)

    def restore(self, name: str, file: Path, files: FileStorage | None = None) -> Tenant:
        """A tenant made from a backup; people who have an account here keep their password.

        Raises: Invalid, Conflict; then nothing is left.
        """
        with Backup(file) as backup:
            return self._fill(name, backup, files)

    def clone(self, name: str, new: str) -> Tenant:
        """A copy of a tenant with all its records and people; its keys and what waits to be done stay behind.

        Raises: NotFound, Invalid, Conflict.
        """
        check_new_name(new)
        with TemporaryDirectory() as folder:
            file = Path(folder) / "tenant.zip"
            self.backup(name, file)
            with Backup(file) as backup:
                return self._fill(new, backup, None, left_behind=(API_KEY, OUTBOX))

    def _fill(
        self, name: str, backup: Backup, files: FileStorage | None, left_behind: Iterable[Table] = ()
    ) -> Tenant:
        tenant = self.reserve(name, backup.manifest.label or name)
        try:
            self.store.database.create_store(name)
            with self.store.database.writing(name) as connection:
                enter(connection)
                backup.fill(connection)
                for table in left_behind:
                    connection.execute(delete(table))
                if left_behind:
                    end_unfinished_runs(connection, self.store.clock())
                reindex_everything(connection, self.store.clock())
                self._admit(connection, name, dict(backup.accounts()))
                write_settings(connection, {})
            if files is not None:
                backup.keep_files(files)
        except BaseException:
            self.forget(name)
            raise
        self.open(name)
        return tenant

    def _admit(self, connection: Connection, name: str, passwords: dict[str, str]) -> None:
        """Give each member the account of that address, a new one where there is none."""
        for member, email, active in connection.execute(
            select(MEMBER.c.id, MEMBER.c.email, MEMBER.c.active)
        ).all():
            with self.store.database.control() as control:
                account = account_for(control, email, passwords.get(email, ""), self.store.clock())
                if active:
                    join(control, account, name)
            connection.execute(update(MEMBER).where(MEMBER.c.id == member).values(account_id=account))

    def reserve(self, name: str, label: str) -> Tenant:
        """Take the name for a tenant that is being made. Raises: Invalid, Conflict.

        What an interrupted making or removing left behind under that name is cleared away first.
        """
        check_new_name(name)
        tenant = Tenant(name, label, self.store.clock())
        row = {"name": name, "label": label, "created_at": tenant.created_at, "state": MAKING}
        try:
            with self.store.database.control() as control:
                left = control.scalar(select(TENANT.c.state).where(TENANT.c.name == name))
                if left == READY:
                    raise _taken(name)
                control.execute(delete(TENANT).where(TENANT.c.name == name))
                control.execute(insert(TENANT).values(row))
        except IntegrityError:
            raise _taken(name) from None
        self.store.database.drop_store(name)
        return tenant

    def open(self, name: str) -> None:
        """The tenant is complete: people may work in it."""
        with self.store.database.control() as control:
            control.execute(update(TENANT).where(TENANT.c.name == name).values(state=READY))

    def forget(self, name: str) -> None:
        """Drop the store, then the name."""
        self.store.database.drop_store(name)
        self.store.releases_read.forget(name)
        with self.store.database.control() as control:
            control.execute(delete(MEMBERSHIP).where(MEMBERSHIP.c.tenant == name))
            control.execute(delete(TENANT).where(TENANT.c.name == name))

    def _checked(self, blueprint: Blueprint) -> Blueprint:
        issues = tuple(i for i in self.planner.check(blueprint) if i.severity == "error")
        if issues:
            raise Invalid(issues, "The tenant was not made")
        return blueprint


def check_settings(locale: str, zone: str) -> None:
    """Raises: Invalid."""
    issues = []
    if locale not in LOCALES:
        values = {"locale": locale, "locales": ", ".join(LOCALES)}
        issues.append(
            Issue(
                "bad_locale", "/locale", "There is no language “{locale}”", "Choose one of: {locales}", values
            )
        )
    if zone not in available_timezones():
        hint = "Use a name like Asia/Shanghai or Europe/Berlin"
        issues.append(Issue("bad_zone", "/zone", "There is no time zone “{zone}”", hint, {"zone": zone}))
    if issues:
        raise Invalid(issues)


def _taken(name: str) -> Conflict:
    return Conflict(
        Issue(
            "name_taken", "/name", "There is a tenant “{name}” already", "Choose another name", {"name": name}
        )
    )
