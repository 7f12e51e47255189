"""Headers that go with a fragment: what the browser shall do besides swapping."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from ui_kit import dom_ids

REFUSED = {"HX-Retarget": f"#{dom_ids.TOASTS}", "HX-Reswap": "beforeend"}
"""With `ui_kit/error_toast.html`: the refusal shows as a toast, whatever the request wanted to swap."""


def trigger_header(**events: Mapping[str, Any]) -> dict[str, str]:
    """`HX-Trigger` for DOM events; `ui_toast={"message": …}` becomes `ui:toast`. ASCII, as headers must be."""
    return {"HX-Trigger": json.dumps({name.replace("_", ":", 1): detail for name, detail in events.items()})}
