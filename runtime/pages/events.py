"""What pages tell each other in the browser: that records changed, so lists and record pages look again."""

from __future__ import annotations

from starlette.responses import Response

RECORDS_CHANGED = "records:changed"
RECORD_EDITED = "record:edited"
"""One value was changed where it stands: the list keeps its rows, a record page draws its facts anew."""


def telling(response: Response, event: str) -> Response:
    """The answer, which also makes htmx dispatch the event on the page."""
    response.headers["HX-Trigger"] = event
    return response
