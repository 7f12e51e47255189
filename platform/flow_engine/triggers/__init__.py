"""What starts flows: one explicit list."""

from collections.abc import Mapping

from flow_engine.triggers.record import RecordTrigger
from flow_engine.triggers.trigger import Trigger

__all__ = ["RECORD", "TRIGGERS", "Trigger"]

RECORD = RecordTrigger()
TRIGGERS: Mapping[str, Trigger] = {trigger.kind: trigger for trigger in (RECORD,)}
