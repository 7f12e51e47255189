"""Approvals: who must agree to what, in which order."""

from flow_engine.approvals.approval_kind import ApprovalKind

__all__ = ["ApprovalKind"]
