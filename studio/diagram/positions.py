"""Where builders put the cards: kept for the whole tenant, by the ids of the objects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from record_store.tenant_settings import keep, kept
from studio.diagram.layout import Point
from web.visit import Visit

KEY = "studio_diagram"
FARTHEST = 20_000
MOST = 2_000


def read_positions(visit: Visit) -> dict[str, Point]:
    with visit.reading() as records:
        return _points(kept(records.connection, KEY))


def keep_position(visit: Visit, object_id: str, place: Point) -> None:
    with visit.writing() as records:
        known = _points(kept(records.connection, KEY))
        known[object_id] = (_bounded(place[0]), _bounded(place[1]))
        keep(records.connection, KEY, dict(list(known.items())[-MOST:]))


def keep_positions(visit: Visit, places: Mapping[str, Point]) -> None:
    with visit.writing() as records:
        keep(records.connection, KEY, {id: list(place) for id, place in places.items()})


def _bounded(number: int) -> int:
    return max(-FARTHEST, min(number, FARTHEST))


def _points(stored: Any) -> dict[str, Point]:
    found = stored.items() if isinstance(stored, dict) else ()
    return {id: (int(place[0]), int(place[1])) for id, place in found}
