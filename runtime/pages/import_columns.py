"""The columns of a file beside the fields they may fill, as the form of an import shows and sends them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from data_exchange import ColumnMapping, ImportSettings, Table
from metamodel import Object
from metamodel.field_types.values import USER_OBJECT
from record_store.import_journal import ImportRow
from record_store.records import Records

SAMPLES = 3
MOST_WORDS = 30
LONGEST_SAMPLE = 40
WORDS = frozenset({"no_match", "not_an_option", "ambiguous_match", "not_a_reference"})
"""What is wrong with a value for which another word may stand."""
FOUND_BY = frozenset({"text", "email", "autonumber", "barcode", "company_name", "uscc", "phone", "mobile_cn"})
"""Kinds of fields that records can be looked up by."""


@dataclass(frozen=True, slots=True)
class ImportColumn:
    """A column of the file: some of its values, what it fills, and words that stand for others, one a line."""

    place: int
    heading: str
    samples: tuple[str, ...]
    target: str
    words: str
    refused: int


@dataclass(frozen=True, slots=True)
class Target:
    """What a column may fill: a field, or `field.by` for a look-up by another field."""

    value: str
    label: str


def columns_of(
    table: Table, settings: ImportSettings, refused: Iterable[ImportRow]
) -> tuple[ImportColumn, ...]:
    """The columns with what the settings say of them; words that were refused wait for their replacement."""
    chosen = {each.column: each for each in settings.mapping}
    unknown = _refused_words(table, chosen, refused)
    return tuple(
        _column(table, place, chosen.get(heading), unknown.get(heading, {}))
        for place, heading in enumerate(table.headings)
    )


def targets_of(records: Records, described: Object, locale: str) -> tuple[Target, ...]:
    """Everything that a column may fill for this person."""
    writable = records.rights.writable(described.name)
    targets = []
    for field in described.all_fields:
        if field.name not in writable or not field.writable or field.type.kind == "lines":
            continue
        label = field.label.text(locale)
        targets.append(Target(field.name, label))
        for name, by in _search_fields(
            records, field.type.targets(field) if field.type.refers else (), locale
        ):
            targets.append(Target(f"{field.name}.{name}", f"{label} · {by}"))
    return tuple(targets)


def mapping_in(given: Mapping[str, str]) -> tuple[ColumnMapping, ...]:
    """The mapping that the form sends: `column-N`, `target-N` and `words-N` for each column."""
    mapped = []
    for name, column in given.items():
        prefix, _, place = name.partition("-")
        target = given.get(f"target-{place}", "")
        if prefix == "column" and target:
            field, _, by = target.partition(".")
            mapped.append(ColumnMapping(column, field, by or None, _words(given.get(f"words-{place}", ""))))
    return tuple(mapped)


def _column(
    table: Table, place: int, chosen: ColumnMapping | None, unknown: Mapping[str, int]
) -> ImportColumn:
    samples: dict[str, None] = {}
    for row in table.rows[:1000]:
        if row[place] not in (None, "") and len(samples) < SAMPLES:
            samples[str(row[place])[:LONGEST_SAMPLE]] = None
    target = "" if chosen is None else f"{chosen.field}.{chosen.by}" if chosen.by else chosen.field
    known = chosen.values if chosen else {}
    asked = [word for word in unknown if word not in known]
    lines = [f"{old} = {new}" for old, new in known.items()] + [f"{word} = " for word in asked[:MOST_WORDS]]
    return ImportColumn(place, table.headings[place], tuple(samples), target, "\n".join(lines), len(asked))


def _refused_words(
    table: Table, chosen: Mapping[str, ColumnMapping], refused: Iterable[ImportRow]
) -> dict[str, dict[str, int]]:
    """By column the words that no record or option was found for, and how often each stands there."""
    columns = {each.field: heading for heading, each in chosen.items()}
    rows = dict(zip(table.lines, table.rows, strict=True))
    found: dict[str, dict[str, int]] = {}
    for row in refused:
        for issue in row.issues:
            heading = columns.get(str(issue["path"]).split("/")[1] if "/" in issue["path"] else "")
            if issue["code"] in WORDS and heading in table.headings and row.row in rows:
                word = str(rows[row.row][table.headings.index(heading)]).strip()
                words = found.setdefault(heading, {})
                words[word] = words.get(word, 0) + 1
    return found


def _search_fields(records: Records, targets: tuple[str, ...], locale: str) -> list[tuple[str, str]]:
    if targets == (USER_OBJECT,):
        return [("email", "E-mail")]
    described = records.live.blueprint.objects.get(targets[0]) if len(targets) == 1 else None
    if described is None or not records.rights.allows(described.name, "read"):
        return []
    readable = records.rights.readable(described.name)
    return [
        (each.name, each.label.text(locale))
        for each in described.fields
        if each.type.kind in FOUND_BY and each.name in readable and each.name != described.title_field
    ]


def _words(text: Any) -> dict[str, str]:
    pairs = (line.partition("=") for line in str(text).splitlines())
    return {old.strip(): new.strip() for old, _, new in pairs if old.strip() and new.strip()}
