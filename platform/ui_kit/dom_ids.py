"""Element ids: the one place that makes them, so pages, fragments and scripts agree."""

from __future__ import annotations

import re

MAIN = "main"
TOASTS = "toasts"
OVERLAY = "overlay"
COMMAND_PALETTE = "command-palette"
PALETTE_RESULTS = "command-palette-results"
CONFIRM = "confirm"
SHORTCUTS = "shortcuts"
ANNOUNCER = "announcer"
INBOX_COUNT = "inbox-count"

_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")


def dom_id(kind: str, *parts: object) -> str:
    """`dom_id("field", "deal", "amount")` is `field-deal-amount`: safe in CSS selectors and URLs."""
    return "-".join(_UNSAFE.sub("_", str(part)) for part in (kind, *parts))
