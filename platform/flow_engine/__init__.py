"""Flows and approvals: what starts them, what they do, and the journal of what they did."""

from flow_engine.approvals import ApprovalKind
from flow_engine.background import Background
from flow_engine.flow import Flow, FlowStep
from flow_engine.flow_kind import FlowKind
from flow_engine.hooks import FlowHooks
from flow_engine.runner import resume, work_through
from flow_engine.steps import STEPS
from flow_engine.triggers import TRIGGERS

__all__ = [
    "STEPS",
    "TRIGGERS",
    "ApprovalKind",
    "Background",
    "Flow",
    "FlowHooks",
    "FlowKind",
    "FlowStep",
    "resume",
    "work_through",
]
