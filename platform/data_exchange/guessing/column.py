"""A column of a table as guessing sees it: its different values with how often each stands there."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from data_exchange.cells import unshield
from data_exchange.reading import Table

NOTHING = frozenset({"null", "<null>", "(null)", "n/a", "#n/a", "nan", "nil"})
"""Words that say that there is no value, whatever the column holds."""
HARDLY = frozenset(
    {"-", "--", "—", "/", "na", "none", "unknown", "tbd", "?", "无", "暂无", "空", "未知", "未填"}
)
"""Words that say so among numbers, dates and the like; elsewhere they may be a value."""

_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+|[\u4e00-\u9fff]+")


@dataclass(frozen=True)
class Column:
    """`values` are the different cells that are not blank, the most frequent first; `blanks` the words for none."""

    place: int
    heading: str
    rows: int
    values: tuple[tuple[Any, int], ...]
    blanks: tuple[str, ...] = ()

    @cached_property
    def filled(self) -> int:
        return sum(count for _, count in self.values)

    @property
    def distinct(self) -> int:
        return len(self.values)

    @property
    def is_full(self) -> bool:
        return self.filled == self.rows

    @property
    def is_unlike(self) -> bool:
        """Whether no value stands there twice."""
        return self.distinct == self.filled

    @cached_property
    def texts(self) -> tuple[str, ...]:
        """The different values as texts."""
        return tuple(str(cell).strip() for cell, _ in self.values)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the heading, in small letters: `customerID` has `customer` and `id`."""
        return frozenset(word.lower() for word in heading_parts(self.heading))

    @cached_property
    def bare(self) -> Column:
        """The column where words such as `-` and `none` stand for no value."""
        kept = tuple(one for one in self.values if _folded(one[0]) not in HARDLY)
        gone = tuple(str(cell).strip() for cell, _ in self.values if _folded(cell) in HARDLY)
        return self if not gone else Column(self.place, self.heading, self.rows, kept, self.blanks + gone)

    @cached_property
    def fits(self) -> dict[Hashable, Any]:
        """What was found out about types already, so that no column is read twice for one."""
        return {}

    def first(self, count: int) -> Column:
        """The column with its most frequent values alone."""
        return Column(self.place, self.heading, self.rows, self.values[:count], self.blanks)

    def holds(self, *types: type) -> bool:
        """Whether there are values and all of them are of these types."""
        return bool(self.values) and all(type(cell) in types for cell, _ in self.values)

    def is_called(self, words: Iterable[str]) -> bool:
        """Whether the heading has one of the words; Chinese ones may stand inside others."""
        folded = self.heading.casefold()
        return any(word in self.words or (word > "\u3000" and word in folded) for word in words)


def columns_of(table: Table) -> tuple[Column, ...]:
    """The columns of a table, over all its rows."""
    return tuple(
        _column(place, heading, [row[place] for row in table.rows])
        for place, heading in enumerate(table.headings)
    )


def heading_parts(heading: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", heading))


def _column(place: int, heading: str, cells: Sequence[Any]) -> Column:
    counted = Counter((type(cell), unshield(cell)) for cell in cells if not _is_blank(cell))
    values = [(cell, count) for (_, cell), count in counted.most_common()]
    blanks = tuple(str(cell).strip() for cell, _ in values if _folded(cell) in NOTHING)
    kept = tuple(one for one in values if not blanks or _folded(one[0]) not in NOTHING)
    return Column(place, heading, len(cells), kept, blanks)


def _is_blank(cell: Any) -> bool:
    return cell is None or (isinstance(cell, str) and not cell.strip())


def _folded(cell: Any) -> str:
    return cell.strip().casefold() if isinstance(cell, str) else ""
