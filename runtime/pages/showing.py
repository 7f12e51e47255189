"""Values and forms of a visit: whose language, time zone and addresses they are shown with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from fastapi import Request

from form_engine import FILES, Asking, Circumstances, Computed, Showing, Target
from metamodel import Field, Issue, NotFound, Object
from metamodel.field_types.values import USER_OBJECT, Ref
from record_store.evaluation import compute, typed_record, unfit
from record_store.files import describe_files
from record_store.ids import new_id
from record_store.records import Records
from record_store.writing.pending import PendingRecord
from record_store.writing.references import match_values
from runtime.pages.offers import offer_query
from runtime.pages.table_columns import ID
from web.links import Links
from web.localisation import translator
from web.pages import links_of
from web.visit import Visit


def showing_of(request: Request, visit: Visit) -> Showing:
    """How values are shown to the person of this visit."""
    links, tenant = links_of(request), visit.tenant
    patterns: dict[str, str] = {}

    def record_link(object_name: str, record_id: str) -> str:
        if object_name not in patterns:
            patterns[object_name] = links.url("record", tenant=tenant, object=object_name, id=ID)
        return patterns[object_name].replace(ID, record_id)

    def file_link(file_id: str) -> str:
        return links.url("file", tenant=tenant, id=file_id)

    return Showing(visit.locale, visit.live.settings.timezone, record_link, file_link)


def circumstances_of(request: Request, visit: Visit, records: Records, **own: Any) -> Circumstances:
    """The circumstances of a form of this visit; `own` are those of this form alone."""
    locale, translate = translator(request)
    return Circumstances(
        blueprint=records.live.blueprint,
        rights=records.rights,
        showing=showing_of(request, visit),
        translate=translate,
        labels=_Labels(records),
        targets=_Targets(links_of(request), visit.tenant, records, locale),
        matching=partial(match_values, records),
        follow=_Following(records),
        judge=_Judging(records),
        compute=_Computing(records),
        alikes=_Alikes(links_of(request), visit.tenant),
        moment=records.moment,
        **own,
    )


class _Labels:
    """Labels of records for values that were typed; an object that is not there has none."""

    def __init__(self, records: Records) -> None:
        self.records = records

    def __call__(self, object_name: str, ids: Iterable[str]) -> Mapping[str, str]:
        wanted = [record_id for record_id in ids if record_id]
        if object_name == FILES:
            return {id: file.ref.name for id, file in describe_files(self.records, wanted).items()}
        known = object_name == USER_OBJECT or object_name in self.records.live.blueprint.objects
        return self.records.labels(object_name, wanted) if wanted and known else {}


class _Judging:
    """What the store would say of values that do not go with each other."""

    def __init__(self, records: Records) -> None:
        self.records = records

    def __call__(
        self, described: Object, id: str | None, stored: Mapping[str, Any], values: Mapping[str, Any]
    ) -> tuple[Issue, ...]:
        record = typed_record(id or new_id(), stored if id else None, values)
        return unfit(self.records, described.name, record)


class _Computing:
    """What computed fields would be of a record that is being typed, and of its line items."""

    def __init__(self, records: Records) -> None:
        self.records = records

    def __call__(
        self,
        described: Object,
        id: str | None,
        stored: Mapping[str, Any],
        values: Mapping[str, Any],
        lines: Mapping[str, Sequence[Mapping[str, Any]]],
    ) -> Computed:
        record = typed_record(id or new_id(), stored if id else None, values)
        rows = {name: [self._row(row) for row in typed] for name, typed in lines.items()}
        compute(self.records, described.name, record, rows)
        blueprint = self.records.live.blueprint
        made = {
            name: [_computed(blueprint.object(str(described.field(name).target)), row) for row in typed]
            for name, typed in rows.items()
        }
        return Computed(_computed(described, record), made)

    def _row(self, values: Mapping[str, Any]) -> PendingRecord:
        given = values.get("id")
        return typed_record(str(given) if given else new_id(), values if given else None, values)


def _computed(described: Object, record: PendingRecord) -> dict[str, Any]:
    names = (field.name for field in described.fields if field.computed is not None)
    return {name: record.values[name] for name in names if name in record.values}


class _Alikes:
    """Where records that look like one on a form are found; forms without a record of their own do not ask."""

    def __init__(self, links: Links, tenant: str) -> None:
        self.links, self.tenant = links, tenant

    def __call__(self, described: Object, field: Field, id: str | None) -> str:
        query = {"record": id} if id else {}
        return self.links.url("alike", tenant=self.tenant, object=described.name, field=field.name, **query)


class _Targets:
    """Where the records that a field may refer to are searched and made."""

    def __init__(self, links: Links, tenant: str, records: Records, locale: str) -> None:
        self.links, self.tenant, self.records, self.locale = links, tenant, records, locale

    def __call__(self, object_name: str, field: Field, asking: Asking | None) -> Target | None:
        search = self.links.url("lookup", tenant=self.tenant, object=object_name)
        search += offer_query(self.records.live, field, asking)
        if object_name == USER_OBJECT:
            return Target(object_name, "", search)
        described = self.records.live.blueprint.objects.get(object_name)
        if described is None or not self.records.rights.allows(object_name, "read"):
            return None
        may_create = self.records.rights.allows(object_name, "create")
        create = self.links.url("quick_record", tenant=self.tenant, object=object_name) if may_create else ""
        return Target(object_name, described.label.text(self.locale), search, create)


class _Following:
    """Reads what stands behind a look-up that is being chosen, each record once."""

    def __init__(self, records: Records) -> None:
        self.records = records
        self._known: dict[tuple[str, str, str], Any] = {}

    def __call__(self, ref: Ref, path: str) -> Any:
        key = (ref.object, ref.id, path)
        if key not in self._known:
            self._known[key] = self._read(ref, path)
        return self._known[key]

    def _read(self, ref: Ref, path: str) -> Any:
        if ref.object == USER_OBJECT:
            return self.records.labels(USER_OBJECT, [ref.id]).get(ref.id) if path == "name" else None
        try:
            return self.records.get(ref.object, ref.id, (path,)).values.get(path)
        except NotFound:
            return None
