"""The command `trellis`: one module for each group of commands."""

from __future__ import annotations

from runtime.cli.main import main

__all__ = ["main"]
