"""The values that line items stand at while they are typed, and what in them does not fit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from form_engine.circumstances import Circumstances
from form_engine.pending import pending_values
from metamodel import Field, Issue, Object, ValueRefused
from metamodel.field_types.field_type import Reading
from metamodel.field_types.values import Match, Ref

Values = dict[str, Any]


def line_values(lines: Any) -> Iterable[Mapping[str, Any]]:
    """The values of stored line items, each with its id."""
    for line in lines or ():
        yield {**line.values, "id": line.id} if hasattr(line, "values") and hasattr(line, "id") else line


class TypedLines:
    """The rows of a posted grid as values; names of records become the records they mean, all in one look."""

    def __init__(
        self,
        child: Object,
        stored: Sequence[Mapping[str, Any]],
        typed: Sequence[Mapping[str, Any]],
        around: Circumstances,
    ) -> None:
        self.child, self.typed, self.around = child, typed, around
        by_id = {row["id"]: row for row in stored if row.get("id")}
        self.rows = [pending_values(child, by_id.get(str(row.get("id")), {}), row, around) for row in typed]
        self.unknown: dict[tuple[int, str], Issue] = {}
        for name, places in self._named().items():
            self._find(child.by_name[name], places)

    def issue(self, index: int, field: Field) -> Issue | None:
        """What is wrong with what was typed into a cell, as saving would say it."""
        raw = self.typed[index].get(field.name)
        if raw in (None, "") or not field.writable:
            return None
        try:
            field.type.parser(field, Reading(zone=self.around.showing.zone))(raw)
        except ValueRefused as refused:
            return refused.issue
        return self.unknown.get((index, field.name))

    def _named(self) -> Mapping[str, dict[int, Match]]:
        """The references that are only named so far: by field, the name in each row."""
        found: defaultdict[str, dict[int, Match]] = defaultdict(dict)
        for index, row in enumerate(self.rows):
            for name, value in row.items():
                if isinstance(value, Ref) and not value.id:
                    found[name][index] = Match(value.object, None, value.label)
        return found

    def _find(self, field: Field, places: Mapping[int, Match]) -> None:
        answers = self.around.matching(field, set(places.values()))
        found = {match: one for match, one in answers.items() if isinstance(one, Ref)}
        target = next(iter(places.values())).object
        labels = self.around.labels(target, [ref.id for ref in found.values()])
        for index, match in places.items():
            if match in found:
                ref = found[match]
                self.rows[index][field.name] = ref._replace(label=labels.get(ref.id, str(match.value)))
            elif match in answers:
                self.unknown[index, field.name] = answers[match]  # type: ignore[assignment]
