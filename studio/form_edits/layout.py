"""Where the parts of a form are: a tab is `0`, its second section `0.1`, the third item of that `0.1.2`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from hashlib import sha256
from typing import Any

import orjson

from metamodel.errors import not_found

Body = Mapping[str, Any]
Place = tuple[int, ...]
INSIDE = ("layout", "sections", "items")
"""What holds the parts of each depth."""
TAB, SECTION, ITEM = 1, 2, 3
"""How many numbers the place of each has."""
MOST_DIGITS = 4


def place_of(key: str) -> Place | None:
    """The place that a key names; nothing for what is none."""
    numbers = key.split(".")
    if len(numbers) > ITEM or not all(
        n.isascii() and n.isdecimal() and len(n) <= MOST_DIGITS for n in numbers
    ):
        return None
    return tuple(int(number) for number in numbers)


def key_of(place: Place) -> str:
    return ".".join(map(str, place))


def path_of(place: Place) -> str:
    """The JSON pointer of the part in the document."""
    return "".join(f"/{name}/{number}" for name, number in zip(INSIDE, place, strict=False))


def part_at(body: Body, place: Place) -> Body | None:
    """The part as written; nothing where there is none."""
    part: Body = body
    for name, number in zip(INSIDE, place, strict=False):
        parts: Sequence[Body] = part.get(name) or ()
        if number >= len(parts):
            return None
        part = parts[number]
    return part


def places(body: Body) -> Iterator[tuple[Place, Body]]:
    """Every part with its place, in the order of reading."""
    for t, tab in enumerate(body.get("layout") or ()):
        yield (t,), tab
        for s, section in enumerate(tab.get("sections") or ()):
            yield (t, s), section
            for i, item in enumerate(section.get("items") or ()):
                yield (t, s, i), item


def seat_of(body: Body, field: str) -> Place | None:
    """Where the form holds that field of its object."""
    return next(
        (place for place, part in places(body) if len(place) == ITEM and part.get("field") == field), None
    )


def outline(body: Body) -> str:
    """A mark of which parts there are and in which order; settings of a part do not change it."""
    marks = [(place, part.get("type"), part.get("field"), part.get("object")) for place, part in places(body)]
    return sha256(orjson.dumps(marks)).hexdigest()[:16]


class Layout:
    """The layout of a form while it is changed: a copy, whose parts are told apart by being themselves."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self.tabs: list[dict[str, Any]] = deepcopy(list(body.get("layout") or ()))

    @property
    def body(self) -> dict[str, Any]:
        return {**self._body, "layout": self.tabs}

    def part(self, key: str) -> dict[str, Any]:
        """Raises: NotFound."""
        place = place_of(key)
        found = part_at(self.body, place) if place else None
        if found is None:
            raise not_found("part", key[:40])
        assert isinstance(found, dict)
        return found

    def parts(self, inside: str) -> list[dict[str, Any]]:
        """The parts inside a tab, a section or, where nothing is said, the form. Raises: NotFound."""
        if not inside:
            return self.tabs
        name = INSIDE[len(place_of(inside) or ())] if len(place_of(inside) or ()) < ITEM else ""
        if not name:
            raise not_found("part", inside[:40])
        found: list[dict[str, Any]] = self.part(inside).setdefault(name, [])
        return found

    def key_of(self, part: Mapping[str, Any]) -> str:
        """The key of a part that is in the layout now."""
        return next(key_of(place) for place, other in places(self.body) if other is part)

    def take_out(self, parts: Sequence[Mapping[str, Any]]) -> None:
        """Remove these very parts, wherever they are."""
        gone = {id(part) for part in parts}
        self.tabs[:] = [tab for tab in self.tabs if id(tab) not in gone]
        for tab in self.tabs:
            tab["sections"] = [section for section in tab.get("sections") or () if id(section) not in gone]
            for section in tab["sections"]:
                section["items"] = [item for item in section.get("items") or () if id(item) not in gone]

    def last_section(self, tab: dict[str, Any]) -> dict[str, Any]:
        """The last section of the tab, a new one where it has none."""
        sections: list[dict[str, Any]] = tab.setdefault("sections", [])
        if not sections:
            sections.append({"items": []})
        return sections[-1]
