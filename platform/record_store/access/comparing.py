"""Whether some rights show nothing that others do not show as well."""

from __future__ import annotations

from metamodel.role import Action
from record_store.access.rights import Rights
from record_store.access.scopes import EVERYTHING

SHOWING: tuple[Action, ...] = ("read", "export")


def shows_no_more(theirs: Rights, mine: Rights, *, same_person: bool) -> bool:
    """Whether whoever has `mine` may look through `theirs`.

    Records of one's own and conditions are about a person: they only compare while that person stays the same.
    """
    return all(_object_covered(theirs, mine, name, same_person) for name in theirs.object_names)


def _object_covered(theirs: Rights, mine: Rights, name: str, same_person: bool) -> bool:
    for action in SHOWING:
        wanted, had = theirs.scopes(name, action), mine.scopes(name, action)
        if wanted and had != EVERYTHING and not (same_person and wanted <= had):
            return False
    return not theirs.scopes(name, "read") or theirs.readable(name) <= mine.readable(name)
