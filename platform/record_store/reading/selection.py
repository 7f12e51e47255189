"""What a statement selects, and how its rows become the values of records."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from metamodel import Field, FieldType
from metamodel.field_types.values import USER_OBJECT, Ref
from record_store.actor import SYSTEM_NAME
from record_store.reading.labels import label_column
from record_store.reading.paths import Paths
from record_store.reading.source import Found, read_columns

Build = Callable[[Any], Any]


class Selection:
    """Columns and, for every asked-for path, how its value is built from a row."""

    def __init__(self, paths: Paths) -> None:
        self.paths = paths
        self.columns: list[Any] = []
        self._plain: list[tuple[str, int]] = []
        self._built: list[tuple[str, Build]] = []

    def add(self, path: str, *, labels: bool = True) -> None:
        """Select a path; raises what `Paths.find` raises."""
        found = self.paths.find(path, "/fields")
        place = len(self.columns)
        self.columns.extend(found.read)
        build = self._build(found, path, place, labels=labels)
        if build is None:
            self._plain.append((path, place))
        else:
            self._built.append((path, build))

    def values(self, row: Sequence[Any]) -> dict[str, Any]:
        """The values of one record."""
        values = {name: row[place] for name, place in self._plain}
        for name, build in self._built:
            values[name] = build(row)
        return values

    def _build(self, found: Found, path: str, place: int, *, labels: bool) -> Build | None:
        field = found.field
        targets = field.type.targets(field)
        if len(targets) == 1 and len(field.columns) == 1:
            return self._reference(found, path, place, targets[0], labels=labels)
        if type(field.type).from_columns is FieldType.from_columns:
            return None
        return _from_columns(field, place)

    def _reference(self, found: Found, path: str, place: int, target: str, *, labels: bool) -> Build:
        steps = tuple(path.split("."))
        joined = self.paths.join_target(steps[:-1], found.source, found.field) if labels else None
        shown = label_column(self.paths, joined, steps) if joined else None
        if shown is None:
            return lambda row: None if row[place] is None else Ref(target, row[place])
        said = len(self.columns)
        self.columns.append(shown.column)
        say = say_person if target == USER_OBJECT else shown.say
        return lambda row: None if row[place] is None else Ref(target, row[place], say(row[said]))


def base_columns(paths: Paths, wanted: Iterable[str]) -> list[Any]:
    """The columns of the root source that the paths begin with; unknown names are refused when selected."""
    from record_store.computed.clock import read_at_once  # computations select too

    root = paths.root
    assert root.object is not None
    known = root.object.by_name
    fields = {name: known[name] for name in (path.split(".")[0] for path in wanted) if name in known}
    for name in list(fields):
        fields |= {one: known[one] for one in read_at_once(paths.live, root.object.name, name)}
    parts = (part.name(field.name) for field in fields.values() for part in read_columns(field))
    return [root.columns[name] for name in parts]


def _from_columns(field: Field, place: int) -> Build:
    end = place + len(field.columns)
    read = field.type.from_columns

    def build(row: Any) -> Any:
        stored = tuple(row[place:end])
        return (
            None
            if stored[0] is None and not any(part is not None for part in stored)
            else read(field, stored)
        )

    return build


def say_person(name: str | None) -> str:
    """Whoever is not a person of the tenant is Trellis itself: people stay in the table when they leave."""
    return name or SYSTEM_NAME
