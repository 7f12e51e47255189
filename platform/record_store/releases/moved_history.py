"""The history of records names fields: it follows when a release renames them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, text

from record_store.releases.operations import RenameColumn
from record_store.releases.places import moving_name

_RENAME = {
    "sqlite": """
        UPDATE trellis_history SET changes = json_set(
            json_remove(changes, '$.' || :old), '$.' || :new, json(json_extract(changes, '$.' || :old)))
        WHERE object = :object AND json_type(changes, '$.' || :old) IS NOT NULL""",
    "postgresql": """
        UPDATE trellis_history
        SET changes = (changes - CAST(:old AS text)) || jsonb_build_object(CAST(:new AS text), changes -> CAST(:old AS text))
        WHERE object = :object AND jsonb_exists(changes, CAST(:old AS text))""",
}


def follow_history(connection: Connection, renames: Sequence[RenameColumn]) -> None:
    """Let the changes that the history tells of be found under the fields' new names."""
    by_object: defaultdict[str, dict[str, str]] = defaultdict(dict)
    for rename in renames:
        if rename.old.name != rename.field.name:
            by_object[rename.object.name][rename.old.name] = rename.field.name
    for object_name, names in by_object.items():
        for step in _steps(names):
            rows = [{"object": object_name, "old": old, "new": new} for old, new in step.items()]
            connection.execute(text(_RENAME[connection.dialect.name]), rows)


def _steps(names: Mapping[str, str]) -> list[Mapping[str, str]]:
    """One step; two where fields take the names of others."""
    if set(names).isdisjoint(names.values()):
        return [names]
    return [
        {old: moving_name(old) for old in names},
        {moving_name(old): new for old, new in names.items()},
    ]
