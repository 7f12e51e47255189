"""How flows take part in writes: those that run before a save run inside it, the others are told through the outbox."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from flow_engine.flow import Flow
from flow_engine.listening import flows_for
from flow_engine.steps import STEPS
from flow_engine.subject import PendingSubject
from metamodel import Invalid, Issue, TrellisError
from record_store.hooks import Change, Pending
from record_store.live import Live
from record_store.records import Records


class FlowHooks:
    """Given to the store by the composition; `wake` tells background work that a tenant has something to do."""

    def __init__(self, wake: Callable[[str], None]) -> None:
        self._wake = wake

    def before_save(self, records: Records, object_name: str, pending: Sequence[Pending]) -> None:
        """Run what runs before the save. Raises: Invalid with the issues of every record that a flow refuses."""
        refused: list[Issue] = []
        for record in pending:
            flows = flows_for(
                records.live, object_name, record.action, frozenset(record.changed), "before_save"
            )
            if flows:
                refused += _issues(flows, PendingSubject(records, object_name, record))
        if refused:
            raise Invalid(refused)

    def listens(self, live: Live, object_name: str, action: Change, changed: frozenset[str]) -> bool:
        return bool(flows_for(live, object_name, action, changed, "after_commit"))

    def committed(self, tenant: str) -> None:
        self._wake(tenant)


def _issues(flows: Sequence[Flow], subject: PendingSubject) -> Iterator[Issue]:
    """Run the flows one after another; what the first that refuses says, at the record's place."""
    try:
        for flow in flows:
            if subject.meets(flow.trigger):
                for step in flow.steps:
                    STEPS[step.type].run(step.settings, subject)
    except TrellisError as refusal:
        yield from (issue.under(subject.place) for issue in refusal.issues)
