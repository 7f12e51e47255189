"""What is being typed, as far as it can be read."""

from __future__ import annotations

from form_engine.pending import labelled
from metamodel.field_types.values import Match, Ref

ID = "01a2097f-f20f-72a2-a5f2-882cfcfbd68f"


def test_records_that_are_only_named_so_far_stand_among_those_that_were_chosen() -> None:
    typed = (Match("account", None, "Acme"), Ref("account", ID))
    shown = labelled(typed, None, lambda name, ids: {ID: "Northgate"} if list(ids) == [ID] else {})
    assert [(ref.id, ref.label) for ref in shown] == [("", "Acme"), (ID, "Northgate")]
