"""References: what is named by a value is looked up, and every reference leads to a record the person may see.

One statement for each object that is referred to, however many records are written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, select

from metamodel import Field, Issue, ValueRefused, pointer
from metamodel.field_types.values import USER_OBJECT, Match, Ref
from record_store.access.scopes import ACTOR_ID
from record_store.reading.among import among
from record_store.reading.paths import hidden_field
from record_store.reading.source import Source, member_fields
from record_store.system_tables import MEMBER
from record_store.writing.issues import Issues
from record_store.writing.pending import PendingRecord
from record_store.writing.plan import WritePlan

if TYPE_CHECKING:
    from record_store.records import Records

Answers = Mapping[Any, list[str]]
"""The ids of the records that hold a value."""


def look_up_matches(
    records: Records, plan: WritePlan, pending: Sequence[PendingRecord], issues: Issues
) -> None:
    """Replace every `Match` by the reference to the one record that it means."""
    wanted: defaultdict[tuple[str, str | None], dict[Any, None]] = defaultdict(dict)
    holders: list[tuple[PendingRecord, Field]] = []
    for record in pending:
        for field in (*plan.references, *plan.many):
            matches = [one for one in _items(record.values.get(field.name)) if isinstance(one, Match)]
            if matches:
                holders.append((record, field))
            for match in matches:
                wanted[match.object, match.field][match.value] = None
    answers = {key: _answers(records, key[0], key[1], list(values)) for key, values in wanted.items()}
    for record, field in holders:
        _replace(record, field, answers, issues)


def found_by(records: Records, target: str, name: str | None, values: Sequence[Any]) -> Answers:
    """The records of an object that hold the values in a field, its title where none is named; none without rights."""
    answers = _answers(records, target, name, values)
    return {} if isinstance(answers, Issue) else answers


def match_values(records: Records, field: Field, matches: Iterable[Match]) -> dict[Match, Ref | Issue]:
    """The one record that each name means to the field, or why there is none: what saving would say."""
    wanted: defaultdict[tuple[str, str | None], list[Match]] = defaultdict(list)
    for match in matches:
        wanted[match.object, match.field].append(match)
    found: dict[Match, Ref | Issue] = {}
    for (target, name), same in wanted.items():
        answer = _answers(records, target, name, [match.value for match in same])
        found |= {match: _meant(field, match, answer) for match in same}
    return found


def _meant(field: Field, match: Match, answer: Answers | Issue) -> Ref | Issue:
    ids = answer if isinstance(answer, Issue) else answer.get(match.value, [])
    if isinstance(ids, Issue):
        return ids
    return Ref(match.object, ids[0]) if len(ids) == 1 else _not_one(field, match, len(ids), "")


def check_references(
    records: Records, plan: WritePlan, pending: Sequence[PendingRecord], issues: Issues
) -> None:
    """Report changed references that lead nowhere, or where the person may not look."""
    wanted: defaultdict[str, set[str]] = defaultdict(set)
    for field in plan.references:
        for ref in {value for record in pending if (value := _changed(record, field.name)) is not None}:
            wanted[ref.object].add(ref.id)
    for field in plan.many:
        for record in pending:
            for _, ref in _added(record, field.name):
                wanted[ref.object].add(ref.id)
    missing = {
        (target, id)
        for target, ids in wanted.items()
        for id in ids - _visible_ids(records, target, sorted(ids))
    }
    if missing:
        _report(plan, pending, missing, issues)


def _changed(record: PendingRecord, name: str) -> Ref | None:
    """The reference that was given to a field that did not have it before."""
    value = record.values.get(name)
    if type(value) is Ref and (record.before is None or value != record.before.get(name)):
        return value
    return None


def _added(record: PendingRecord, name: str) -> Iterator[tuple[int, Ref]]:
    """The references that a many-to-many field did not have before, with their places."""
    values = record.values.get(name)
    if values:
        known = set(_items((record.before or {}).get(name)))
        yield from ((place, one) for place, one in enumerate(values) if type(one) is Ref and one not in known)


def _report(
    plan: WritePlan, pending: Sequence[PendingRecord], missing: set[tuple[str, str]], issues: Issues
) -> None:
    for record in pending:
        for field in plan.references:
            ref = _changed(record, field.name)
            if ref is not None and ref[:2] in missing:
                _report_one(record, field, [], issues)
        for field in plan.many:
            for place, ref in _added(record, field.name):
                if ref[:2] in missing:
                    _report_one(record, field, [place], issues)


def _report_one(record: PendingRecord, field: Field, place: list[int], issues: Issues) -> None:
    record.refused.add(field.name)
    said = "{field} refers to a record that is not there"
    path = record.path + pointer(field.name, *place)
    issues.add(Issue("no_such_record", path, said, values={"field": field.label}))


def _items(value: Any) -> Iterable[Any]:
    if type(value) is tuple:
        return value
    return () if value is None else (value,)


def _replace(
    record: PendingRecord,
    field: Field,
    answers: Mapping[tuple[str, str | None], Answers | Issue],
    issues: Issues,
) -> None:
    value = record.values[field.name]
    path = record.path + pointer(field.name)
    found: list[Ref] = []
    for one in _items(value):
        if not isinstance(one, Match):
            found.append(one)
            continue
        meant = _meant(field, one, answers[one.object, one.field])
        if isinstance(meant, Ref):
            found.append(meant)
            continue
        record.refused.add(field.name)
        issues.add(meant.under(path))
    if type(value) is tuple:
        record.values[field.name] = tuple(dict.fromkeys(found)) or None
    else:
        record.values[field.name] = found[0] if found else None


def _not_one(field: Field, match: Match, count: int, path: str) -> Issue:
    values = {"field": field.label, "value": str(match.value)[:80], "count": count}
    if count:
        said = "{field}: “{value}” names {count} records"
        return Issue("ambiguous_match", path, said, "Name it by something that only one record has", values)
    return Issue("no_match", path, "{field}: there is no record “{value}”", values=values)


def _answers(records: Records, target: str, name: str | None, values: Sequence[Any]) -> Answers | Issue:
    """The ids by value as it was given, or the issue that this field cannot be matched by."""
    found = _matched_field(records, target, name)
    if isinstance(found, Issue):
        return found
    source, field = found
    parse = field.type.parser(field)
    stored: dict[Any, list[Any]] = {}
    for given in values:
        try:
            parsed = parse(given)
        except ValueRefused:
            continue
        if parsed is not None:
            stored.setdefault(field.type.to_columns(field, parsed)[0], []).append(given)
    column = source.of(field)[0]
    conditions = [among(records.dialect, column, list(stored))]
    if source.object is not None:
        conditions += [source.columns["deleted_at"].is_(None), records.rights.where(source, "read")]
    statement = select(source.columns["id"], column).where(and_(*conditions))
    answers: dict[Any, list[str]] = {}
    for id, value in records.rows(statement, {ACTOR_ID: records.actor.id}):
        for given in stored.get(value, ()):
            answers.setdefault(given, []).append(id)
    return answers


def _matched_field(records: Records, target: str, name: str | None) -> tuple[Source, Field] | Issue:
    if target == USER_OBJECT:
        field = member_fields().get(name or "name")
        return (Source(None, MEMBER.c), field) if field else _cannot_match(name or "")  # type: ignore[arg-type]
    if not records.rights.allows(target, "read"):
        return _cannot_match(name or target)
    described = records.live.table(target)
    wanted = described.object.by_name.get(name or described.object.title_field)
    if wanted is None or not wanted.columns or wanted.type.refers:
        return _cannot_match(name or described.object.title_field)
    if wanted.name not in records.rights.readable(target):
        return hidden_field(wanted, "")
    return Source(described.object, described.table.c), wanted  # type: ignore[arg-type]


def _cannot_match(name: str) -> Issue:
    return Issue("no_match_field", "", "Records cannot be looked up by “{name}”", values={"name": name})


def _visible_ids(records: Records, target: str, ids: Sequence[str]) -> set[str]:
    known = {records.actor.id} if target == USER_OBJECT else records.known_ids(target)
    asked = [id for id in ids if id not in known]
    if not asked:
        return set(ids)
    if target == USER_OBJECT:
        people = select(MEMBER.c.id).where(among(records.dialect, MEMBER.c.id, asked))
        return known | {row[0] for row in records.rows(people)}
    if target not in records.live.tables or not records.rights.allows(target, "read"):
        return set(known)
    described = records.live.table(target)
    source = Source(described.object, described.table.c)  # type: ignore[arg-type]
    visible = and_(
        among(records.dialect, described.table.c.id, asked),
        described.table.c.deleted_at.is_(None),
        records.rights.where(source, "read"),
    )
    statement = select(described.table.c.id).where(visible)
    if records.dialect == "postgresql":  # until we are done nobody sends them to the trash
        statement = statement.order_by(described.table.c.id)
        statement = statement.with_for_update(of=described.table, read=True, key_share=True)
    return known | {row[0] for row in records.rows(statement, {ACTOR_ID: records.actor.id})}
