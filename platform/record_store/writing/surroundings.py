"""What expressions see of a record on its way: its values, what it was before, what stands behind look-ups."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from expressions import Ports
from metamodel import Field
from metamodel.field_types.values import USER_OBJECT, Ref
from metamodel.paths import resolve
from record_store.reading.among import among
from record_store.reading.paths import Paths
from record_store.reading.selection import Selection
from record_store.reading.source import Source
from record_store.system_tables import MEMBER
from record_store.writing.locking import lock_behind
from record_store.writing.pending import PendingRecord
from record_store.writing.plan import WritePlan, plan_of
from record_store.writing.related import Related

if TYPE_CHECKING:
    from record_store.records import Records

Resolver = Callable[[tuple[str, ...]], Any]
PRIOR = "$prior"


class Surroundings:
    """The values behind the look-ups of many records, fetched object by object.

    `locks` keeps those records as they are until the transaction ends: what is stored of them stays right.
    """

    def __init__(
        self,
        records: Records,
        plan: WritePlan,
        pending: Sequence[PendingRecord],
        paths: Iterable[str],
        *,
        locks: bool = False,
    ) -> None:
        self.records = records
        self.moment = records.moment
        self.fields = plan.object.by_name
        self._locks = locks
        self._behind: dict[tuple[str, str], Mapping[str, Any]] = {}
        self._ends: dict[tuple[str, str], Field | None] = {}
        rests: defaultdict[str, set[str]] = defaultdict(set)
        for path in paths:
            first, _, rest = path.partition(".")
            rests[first].add(rest)
        for first, wanted in rests.items():
            self._fetch(self.fields[first], wanted, pending)

    def of(self, record: PendingRecord) -> Resolver:
        """What gives the value of a path for this record."""
        return self._resolver(record.values, record.before)

    def before(self, record: PendingRecord) -> Resolver:
        """The same for the record as it was."""
        return self._resolver(record.before or {}, record.before)

    def behind(self, field: Field, ref: Ref) -> Resolver:
        """What gives the values of a record that a field refers to, as far as its paths were asked for."""
        return lambda parts: self._behind_one(field, ref.id, ".".join(parts))

    def ports(self, record: PendingRecord) -> Ports:
        """What answers about the records around this one."""
        return Ports(related=Related(self.records, record))

    def stored_behind(self, values: Mapping[str, Any], lookup: str, path: str) -> Any:
        """The value behind a look-up, as its field holds it."""
        reference = values.get(lookup)
        return None if reference is None else self._behind.get((lookup, reference.id), {}).get(path)

    def stored(self, values: Mapping[str, Any], path: str) -> Any:
        """The value at the end of a path from these values, as its field holds it."""
        first, _, rest = path.partition(".")
        return self.stored_behind(values, first, rest) if rest else values.get(first)

    def _resolver(self, values: Mapping[str, Any], before: Mapping[str, Any] | None) -> Resolver:
        moment = self.moment

        def value(parts: tuple[str, ...]) -> Any:
            first = parts[0]
            if first == PRIOR:
                if len(parts) == 1:
                    return before
                return None if before is None else self._value(before, parts[1:])
            return moment.variable(parts) if first.startswith("$") else self._value(values, parts)

        return value

    def _value(self, values: Mapping[str, Any], parts: tuple[str, ...]) -> Any:
        field = self.fields[parts[0]]
        found = values.get(field.name)
        if found is None or len(parts) == 1:
            return None if found is None else field.type.expression_value(field, found)
        return self._behind_one(field, found.id, ".".join(parts[1:]))

    def _behind_one(self, field: Field, id: str, path: str) -> Any:
        """The value behind a look-up as expressions see it; those of people are texts."""
        stored, end = self._behind.get((field.name, id), {}).get(path), self._ends.get((field.name, path))
        return stored if stored is None or end is None else end.type.expression_value(end, stored)

    def _fetch(self, field: Field, wanted: set[str], pending: Sequence[PendingRecord]) -> None:
        """Fetch with every right: what a rule depends on does not depend on who saves."""
        found = (values.get(field.name) for one in pending for values in (one.values, one.before or {}))
        ids = sorted({one.id for value in found for one in _references(value)})
        targets = field.type.targets(field)
        if not ids or len(targets) != 1:
            return
        blueprint = self.records.live.blueprint
        self._ends |= {(field.name, path): resolve(blueprint, targets[0], path) for path in wanted}
        ids = self._fetch_on_their_way(field, targets[0], wanted, ids)
        if not ids:
            return
        if self._locks:
            lock_behind(self.records, targets[0], ids, wanted)
        source, start = self._source(targets[0])
        paths = Paths(self.records, self.records.system_rights, source, start)
        selection = Selection(paths)
        for path in sorted(wanted):
            selection.add(path, labels=False)
        identity = source.columns["id"]
        statement = (
            select(*selection.columns, identity)
            .select_from(paths.from_clause)
            .where(among(self.records.dialect, identity, ids))
        )
        for row in self.records.rows(statement):
            self._behind[field.name, row[-1]] = selection.values(row)

    def _fetch_on_their_way(
        self, field: Field, target: str, wanted: set[str], ids: Sequence[str]
    ) -> list[str]:
        """Take from the parents that are saved in the same step what they will be; gives the other ids."""
        parents = {id: parent for id in ids if (parent := self.records.on_their_way(target, id))}
        if parents:
            plan = plan_of(self.records.live, target, self.records.moment.zone)
            deeper = [path for path in wanted if "." in path]
            around = Surroundings(self.records, plan, list(parents.values()), deeper)
            for id, parent in parents.items():
                self._behind[field.name, id] = {path: around.stored(parent.values, path) for path in wanted}
        return [id for id in ids if id not in parents]

    def _source(self, target: str) -> tuple[Source, Any]:
        if target == USER_OBJECT:
            return Source(None, MEMBER.c), MEMBER  # type: ignore[arg-type]
        described = self.records.live.table(target)
        return Source(described.object, described.table.c), described.table  # type: ignore[arg-type]


def _references(value: Any) -> Iterable[Any]:
    """The references in a value: one, several or none."""
    if isinstance(value, tuple) and not isinstance(value, Ref):
        return [one for one in value if hasattr(one, "id")]
    return [value] if hasattr(value, "id") else []
