"""A public form being filled in by somebody who is not signed in: read, drawn, and what of it is kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from fastapi import Request
from starlette.datastructures import FormData, UploadFile

from form_engine import (
    BoundForm,
    Entries,
    FormDefinition,
    Forms,
    Reading,
    Showing,
    Starting,
    bind,
    kept_values,
    missing_values,
    public_definition,
    read_form,
)
from metamodel import Issue, not_found
from metamodel.field_types.file_type import FileType
from record_store.live import Live
from record_store.records import Records
from runtime.pages.showing import circumstances_of
from runtime.pages.uploads import SUFFIX, with_descriptions
from web.stamps import sign_id, signed_id
from web.visit import Visit

KEPT = "_kept"
MOST_FILES = 5


def public_form(live: Live, name: str) -> FormDefinition:
    """The form as strangers get it. Raises: NotFound, for a form that is not public as for one that is not there."""
    definition = Forms.of(live).named(name)
    if definition.purpose != "public":
        raise not_found("form", name)
    return live.memo(("public", name), lambda: public_definition(definition))


@dataclass(frozen=True)
class PublicSheet:
    """One request for a form; nothing of other records is read for it."""

    request: Request
    visit: Visit
    records: Records
    name: str

    @cached_property
    def definition(self) -> FormDefinition:
        return public_form(self.records.live, self.name)

    @property
    def object(self) -> str:
        return self.definition.object.name

    def read(self, form: FormData, uploaded: Iterable[tuple[str, Any]]) -> Reading:
        """What was posted; of files only those that came with this form, now or before it was refused."""
        known = set(self.kept_files(form))
        files = self._file_fields()
        pairs = [
            (name, value)
            for name, value in form.multi_items()
            if name not in files or value == "" or value in known
        ]
        return read_form(self.definition, self.records.live.blueprint, Entries.of([*pairs, *uploaded]))

    def bind(self, typed: Mapping[str, Any] | None = None, issues: tuple[Issue, ...] = ()) -> BoundForm:
        live, described, given = self.records.live, self.definition.object, typed or {}
        starting = live.memo(("starting", self.object), lambda: Starting.of(live.blueprint, described))
        around = circumstances_of(self.request, self.visit, self.records)
        values = starting.values(self.records.moment, around.follow, {})
        showing = Showing(around.showing.locale, around.showing.zone)
        return bind(
            self.definition,
            replace(around, values=values, typed=given, issues=issues, showing=showing, prefix="form"),
        )

    def kept(self, reading: Reading) -> dict[str, Any]:
        """What is to be saved: of the fields that the form shows, and of no other."""
        values = kept_values(reading, self.bind(reading.values))
        return with_descriptions(self.records, self.definition.object, values)

    def missing(self, reading: Reading) -> tuple[Issue, ...]:
        return missing_values(self.definition, self.bind(reading.values))

    def uploads(self, form: FormData) -> FormData:
        """The files that belong to fields of the form, a few at most."""
        wanted = {f"{name}{SUFFIX}" for name in self._file_fields()}
        sent: list[tuple[str, str | UploadFile]] = [
            (name, value)
            for name, value in form.multi_items()
            if name in wanted and isinstance(value, UploadFile) and value.filename
        ]
        return FormData(sent[:MOST_FILES])

    def kept_files(self, form: FormData) -> list[str]:
        """The files that came with this form before it was refused."""
        secret, purpose = self.visit.composition.settings.secret_key, self.purpose
        sent = (text for text in form.getlist(KEPT) if isinstance(text, str))
        return [id for text in sent if (id := signed_id(secret, purpose, text))]

    def signed_files(self, ids: Iterable[str]) -> list[str]:
        secret = self.visit.composition.settings.secret_key
        return [sign_id(secret, self.purpose, id) for id in ids]

    @property
    def purpose(self) -> str:
        """What stamps of this form are made for."""
        return f"form:{self.visit.tenant}:{self.name}"

    def _file_fields(self) -> set[str]:
        fields = self.definition.object.by_name
        return {name for name in self.definition.field_names if isinstance(fields[name].type, FileType)}
