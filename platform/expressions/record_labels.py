"""What the fields of an object and their options are called, for descriptions."""

from __future__ import annotations

from dataclasses import dataclass

from expressions.sentences import BEHIND, sentence
from metamodel import Blueprint, Field, Label, Object


@dataclass(frozen=True)
class RecordLabels:
    """The labels of the blueprint, seen from one object."""

    blueprint: Blueprint
    object: Object

    def field(self, path: tuple[str, ...], locale: str) -> str:
        """`Email of Account`: the last field's label, and what it is behind."""
        current: Object | None = self.object
        text = ""
        for name in path:
            found = current.by_name.get(name) if current else None
            label = found.label.text(locale) if found else name
            text = sentence(BEHIND, locale).format(field=label, record=text) if text else label
            current = self.blueprint.objects.get(found.target) if found and found.target else None
        return text

    def value(self, path: tuple[str, ...], value: str, locale: str) -> str:
        """The label of an option; any other text in quotes."""
        found = self._find(path)
        for option in found.settings.get("options", ()) if found else ():
            if option["value"] == value:
                return Label.of(option.get("label"), value).text(locale)
        return f"“{value}”"

    def _find(self, path: tuple[str, ...]) -> Field | None:
        current: Object | None = self.object
        found: Field | None = None
        for name in path:
            found = current.by_name.get(name) if current else None
            current = self.blueprint.objects.get(found.target) if found and found.target else None
        return found


def record_labels(blueprint: Blueprint, object_name: str) -> RecordLabels:
    """The labels for describing an expression of an object. Raises: NotFound."""
    return RecordLabels(blueprint, blueprint.object(object_name))
