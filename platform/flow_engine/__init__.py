"""Flows: triggers, steps, the runner that carries them out and the trace of every run."""

__all__: list[str] = []
