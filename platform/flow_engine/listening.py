"""Which flows a change of a record concerns."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from flow_engine.flow import Flow, Timing
from flow_engine.triggers import RECORD
from record_store.hooks import Change
from record_store.live import Live

_Key = tuple[str, Literal["before_save", "after_commit"]]


def flows_for(
    live: Live, object_name: str, action: Change, changed: frozenset[str], timing: Timing
) -> tuple[Flow, ...]:
    """The flows that this change starts, their conditions aside, in the order of their names."""
    candidates = live.memo("flow_engine.record_flows", lambda: _record_flows(live)).get(
        (object_name, timing), ()
    )
    return tuple(flow for flow in candidates if RECORD.fits(flow.trigger, object_name, action, changed))


def _record_flows(live: Live) -> Mapping[_Key, tuple[Flow, ...]]:
    found: dict[_Key, tuple[Flow, ...]] = {}
    for document in live.blueprint.of_kind("flow"):
        flow = Flow(document)
        if flow.active and flow.trigger["type"] == RECORD.kind:
            key: _Key = (str(flow.object), flow.timing)
            found[key] = (*found.get(key, ()), flow)
    return found
