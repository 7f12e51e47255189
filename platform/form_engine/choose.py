"""Which form a person gets: by purpose, role and condition; a derived one where nobody made any."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from form_engine.conditions import Condition
from form_engine.definition import FormDefinition, compile_form
from form_engine.derive import derive_form, form_of_fields
from metamodel.blueprint import Blueprint
from record_store.live import Live

STANDS_IN: Mapping[str, tuple[str, ...]] = {
    "edit": ("edit",),
    "detail": ("detail",),
    "quick": ("quick",),
    "phone": ("phone", "edit"),
    "public": ("public",),
}
"""The purposes whose forms serve a purpose, the best first."""

Holds = Callable[[Condition], bool]


class Forms:
    """The forms of one release, each compiled when it is first asked for."""

    def __init__(self, blueprint: Blueprint) -> None:
        self._blueprint = blueprint
        self._compiled: dict[Any, FormDefinition] = {}

    @classmethod
    def of(cls, live: Live) -> Forms:
        """The forms of the release, kept as long as it is."""
        return live.memo("forms", lambda: cls(live.blueprint))

    def named(self, name: str) -> FormDefinition:
        """Raises: NotFound."""
        document = self._blueprint.document("form", name)
        if name not in self._compiled:
            self._compiled[name] = compile_form(document, self._blueprint)
        return self._compiled[name]

    def choose(
        self, object_name: str, purpose: str, roles: tuple[str, ...], holds: Holds | None = None
    ) -> FormDefinition:
        """The first form for one of the roles, else the first for everybody, else a derived one.

        `holds` decides the conditions of forms (`when`); without it a form with a condition is not chosen.
        """
        for served in STANDS_IN[purpose]:
            fitting = [form for form in self.made(object_name, served) if _fits(form, roles, holds)]
            if fitting:
                return min(fitting, key=lambda form: not form.for_roles)
        return self.derived(object_name, STANDS_IN[purpose][-1])

    def of_field(self, object_name: str, field_name: str) -> FormDefinition:
        """A form of one field alone, as inline edits and bulk changes need it. Raises: NotFound."""
        return self.of_fields(object_name, (field_name,))

    def of_fields(self, object_name: str, names: tuple[str, ...]) -> FormDefinition:
        """A form of these fields alone. Raises: NotFound."""
        key = (object_name, "fields", names)
        if key not in self._compiled:
            document = form_of_fields(self._blueprint.object(object_name), names)
            self._compiled[key] = compile_form(document, self._blueprint, derived=True)
        return self._compiled[key]

    def made(self, object_name: str, purpose: str) -> list[FormDefinition]:
        """The forms that somebody made for the object and purpose, by name."""
        documents = (doc for doc in self._blueprint.of_kind("form") if doc.body.get("object") == object_name)
        return [self.named(doc.name) for doc in documents if doc.body.get("purpose", "edit") == purpose]

    def derived(self, object_name: str, purpose: str) -> FormDefinition:
        """Raises: NotFound when there is no such object."""
        key = (object_name, purpose)
        if key not in self._compiled:
            document = derive_form(self._blueprint, self._blueprint.object(object_name), purpose)
            self._compiled[key] = compile_form(document, self._blueprint, derived=True)
        return self._compiled[key]


def _fits(form: FormDefinition, roles: tuple[str, ...], holds: Holds | None) -> bool:
    if form.for_roles and not set(form.for_roles) & set(roles):
        return False
    return all(holds(condition) if holds else False for condition in form.when)
