"""What a form posts: names with one or several values each, in the order they came."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Entries:
    """Posted pairs by name; nothing here knows HTTP."""

    by_name: dict[str, tuple[Any, ...]]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, Any]]) -> Entries:
        gathered: dict[str, list[Any]] = {}
        for name, value in pairs:
            gathered.setdefault(name, []).append(value)
        return cls({name: tuple(values) for name, values in gathered.items()})

    def __contains__(self, name: object) -> bool:
        return name in self.by_name

    def __iter__(self) -> Iterator[str]:
        return iter(self.by_name)

    def all(self, name: str) -> tuple[Any, ...]:
        return self.by_name.get(name, ())

    def last(self, name: str, default: Any = "") -> Any:
        """The last value: a checkbox comes after the hidden input that says it was there."""
        values = self.by_name.get(name)
        return values[-1] if values else default

    def text(self, name: str, default: str = "") -> str:
        """The last value where it is a text; an upload under that name counts as nothing."""
        value = self.last(name, default)
        return value if isinstance(value, str) else default

    def under(self, prefix: str) -> Entries:
        """The entries whose names begin with `prefix`, without it."""
        cut = len(prefix)
        return Entries({name[cut:]: value for name, value in self.by_name.items() if name.startswith(prefix)})


LONGEST_NUMBER = 18


def number_in(text: str) -> int | None:
    """The whole number that an input of the page itself holds; nothing where somebody wrote something else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST_NUMBER else None
