"""Sample data on its way into a tenant: what a look-up points at comes first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from metamodel import Blueprint, Field, Invalid, Object, TrellisError
from record_store.batch import MAX_BATCH, Batch, BatchResult
from web.template_packages.sample_rows import Row

Write = Callable[[str, Batch], BatchResult]
"""`records.batch` of the transaction that everything happens in."""


def load_rows(blueprint: Blueprint, rows: Mapping[str, list[Row]], write: Write) -> dict[str, int]:
    """Creates all rows and says how many of each object there are.

    Raises: Invalid, with the data file and the row of what was refused.
    """
    loading = _Loading(blueprint, rows, write)
    for name in creation_order(blueprint, rows):
        loading.create(blueprint.object(name))
    loading.mend()
    return {name: len(ids) for name, ids in loading.ids.items()}


def creation_order(blueprint: Blueprint, names: Iterable[str]) -> list[str]:
    """The objects so that what a look-up points at comes first, as far as that can be."""
    waiting = list(names)
    targets = {name: _targets(blueprint.object(name)) - {name} for name in waiting}
    order: list[str] = []
    while waiting:
        ready = [name for name in waiting if not targets[name] & set(waiting)] or waiting[:1]
        order += ready
        waiting = [name for name in waiting if name not in ready]
    return order


def _targets(described: Object) -> set[str]:
    return {target for field in described.fields for target in _referred(field)}


def _referred(field: Field) -> tuple[str, ...]:
    """The objects whose records must be there first; lines are written with their parent."""
    return field.type.targets(field) if field.type.kind != "lines" else ()


class _Loading:
    """What is made so far, and look-ups that have to wait for their target."""

    def __init__(self, blueprint: Blueprint, rows: Mapping[str, list[Row]], write: Write) -> None:
        self.blueprint, self.rows, self.write = blueprint, rows, write
        self.ids: dict[str, tuple[str, ...]] = {}
        self.waiting: list[tuple[str, list[Row]]] = []

    def create(self, described: Object) -> None:
        parts = [self.split(described, row) for row in self.rows[described.name]]
        ids = self.batch(described.name, [now for now, _ in parts], lambda rows: Batch(create=rows))
        self.ids[described.name] = ids
        later = [{"id": id, **rest} for id, (_, rest) in zip(ids, parts, strict=True) if rest]
        self.waiting.append((described.name, later))

    def mend(self) -> None:
        """Set the look-ups that pointed at records which did not exist yet."""
        for name, rows in self.waiting:
            self.batch(name, rows, lambda rows: Batch(update=rows))

    def batch(self, name: str, rows: list[Row], make: Callable[[list[Row]], Batch]) -> tuple[str, ...]:
        ids: list[str] = []
        for start in range(0, len(rows), MAX_BATCH):
            try:
                ids += self.write(name, make(rows[start : start + MAX_BATCH])).ids
            except TrellisError as refused:
                issues = [issue.under(f"/data/{name}") for issue in refused.issues]
                raise Invalid(issues, "The sample data was refused") from refused
        return tuple(ids)

    def split(self, described: Object, row: Row) -> tuple[Row, Row]:
        """What can be written now, and what points at records that come later."""
        late = {name for name, value in row.items() if value is not None and self.is_late(described, name)}
        return {k: v for k, v in row.items() if k not in late}, {k: v for k, v in row.items() if k in late}

    def is_late(self, described: Object, name: str) -> bool:
        field = described.by_name.get(name)
        return field is not None and any(t in self.rows and t not in self.ids for t in _referred(field))
