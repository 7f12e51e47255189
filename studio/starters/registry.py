"""The list of starters: a new one is a module with its documents and one line here."""

from __future__ import annotations

from collections.abc import Mapping

from studio.starters.company import COMPANY
from studio.starters.document import DOCUMENT
from studio.starters.empty import EMPTY
from studio.starters.event import EVENT
from studio.starters.person import PERSON
from studio.starters.starter import Starter
from studio.starters.task import TASK

STARTERS: Mapping[str, Starter] = {
    starter.kind: starter for starter in (EMPTY, PERSON, COMPANY, EVENT, TASK, DOCUMENT)
}
"""Every starter by its kind, in the order in which they are offered."""
