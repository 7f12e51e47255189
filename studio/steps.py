"""The last steps of each builder, to take back and to make again; they end with the process."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass, field
from secrets import token_hex
from threading import Lock
from typing import Any

DocumentId = tuple[str, str]
"""Kind and id of a document: both stay when it is renamed."""
Bodies = Mapping[DocumentId, Mapping[str, Any] | None]
"""Documents as they are or shall be; nothing for one that is not there."""
Place = tuple[str, str, DocumentId]
"""Tenant, person, and kind and id of the document in whose designer the steps were made; or `room` and its name."""

MOST_STEPS = 30
MOST_PLACES = 200


@dataclass(frozen=True, slots=True)
class Step:
    """The documents of one change, before and after it."""

    before: Bodies
    after: Bodies
    id: str = field(default_factory=lambda: token_hex(6))


@dataclass(frozen=True, slots=True)
class History:
    """What was done, the last step last, and what was taken back."""

    done: tuple[Step, ...] = ()
    undone: tuple[Step, ...] = ()

    def with_step(self, step: Step) -> History:
        return History((*self.done, step)[-MOST_STEPS:])

    def taken_back(self) -> History:
        return History(self.done[:-1], (*self.undone, self.done[-1]))

    def made_again(self) -> History:
        return History((*self.done, self.undone[-1]), self.undone[:-1])


class Steps:
    """The histories of this process, those used last; each is replaced as a whole."""

    def __init__(self) -> None:
        self._histories: OrderedDict[Place, History] = OrderedDict()
        self._lock = Lock()

    def of(self, place: Place) -> History:
        return self._histories.get(place, History())

    def keep(self, place: Place, history: History) -> None:
        with self._lock:
            self._histories[place] = history
            self._histories.move_to_end(place)
            while len(self._histories) > MOST_PLACES:
                self._histories.popitem(last=False)
