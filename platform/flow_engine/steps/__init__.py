"""What flows do: one explicit list."""

from collections.abc import Mapping

from flow_engine.steps.create_record import CreateRecord
from flow_engine.steps.notify import Notify
from flow_engine.steps.set_fields import SetFields
from flow_engine.steps.step import Step, StepResult

__all__ = ["STEPS", "Step", "StepResult"]

STEPS: Mapping[str, Step] = {step.kind: step for step in (SetFields(), CreateRecord(), Notify())}
