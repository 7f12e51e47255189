"""Flows and approvals: what starts them, what they do, what they leave behind."""
