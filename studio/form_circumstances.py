"""In which circumstances a form of the draft is bound in the studio: as which role, over which record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from fastapi import Request

from form_engine import FILES, Asking, Circumstances, Showing, Starting, Target
from metamodel import Blueprint, Field, NotFound, TrellisError
from metamodel.field_types.values import USER_OBJECT, Ref
from record_store.access import Rights
from record_store.files import describe_files
from record_store.live import Live
from record_store.record import Record
from record_store.records import Records
from web.localisation import translator
from web.pages import links_of
from web.visit import Visit


@dataclass(frozen=True)
class Sample:
    """A form of the draft over records that are live: `role` is nothing where nothing shall be hidden."""

    request: Request
    visit: Visit
    records: Records
    blueprint: Blueprint
    object: str
    role: str = ""
    record: Record | None = None

    def circumstances(self, **own: Any) -> Circumstances:
        _, translate = translator(self.request)
        return Circumstances(
            blueprint=self.blueprint,
            rights=rights_of_role(self.visit.tenant, self.blueprint, self.role),
            values=self.values,
            id=self.record.id if self.record else None,
            showing=Showing(self.visit.locale, self.visit.live.settings.timezone),
            translate=translate,
            labels=self._labels,
            targets=self._target,
            follow=self._follow,
            moment=self.records.moment,
            **own,
        )

    @property
    def values(self) -> Mapping[str, Any]:
        """What is stored in fields that are in the draft as they are live; else what a new record starts with."""
        described = self.blueprint.object(self.object)
        if self.record is None:
            return Starting.of(self.blueprint, described).values(self.records.moment, self._follow, {})
        live = self.records.live.blueprint.object(self.object).by_name
        return {
            name: value
            for name, value in self.record.values.items()
            if name in described.by_name and name in live and described.by_name[name].type is live[name].type
        }

    def _labels(self, object_name: str, ids: Iterable[str]) -> Mapping[str, str]:
        wanted = [record_id for record_id in ids if record_id]
        if object_name == FILES:
            return {id: file.ref.name for id, file in describe_files(self.records, wanted).items()}
        known = object_name == USER_OBJECT or object_name in self.records.live.blueprint.objects
        return self.records.labels(object_name, wanted) if wanted and known else {}

    def _target(self, object_name: str, field: Field, asking: Asking | None) -> Target | None:
        """Where records are searched, whatever the record says; nothing is made from here."""
        described = self.blueprint.objects.get(object_name)
        search = links_of(self.request).url("lookup", tenant=self.visit.tenant, object=object_name)
        return Target(object_name, described.label.text(self.visit.locale) if described else "", search)

    def _follow(self, ref: Ref, path: str) -> Any:
        if ref.object == USER_OBJECT:
            return self.records.labels(USER_OBJECT, [ref.id]).get(ref.id) if path == "name" else None
        try:
            return self.records.get(ref.object, ref.id, (path,)).values.get(path)
        except TrellisError:
            return None


def sample_record(records: Records, object_name: str, record_id: str) -> Record | None:
    """The record that was picked; nothing where it is gone, may not be seen, or its object is not live yet."""
    if not record_id or object_name not in records.live.blueprint.objects:
        return None
    try:
        return records.get(object_name, record_id)
    except NotFound:
        return None


def rights_of_role(tenant: str, blueprint: Blueprint, role: str) -> Rights:
    """What a role may do as the draft says; without one, everything."""
    drafted = Live(tenant, 0, blueprint)
    return Rights(drafted, (role,) if role else (), system=not role)
