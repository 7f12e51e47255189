"""What pages tell each other in the browser: that records changed, so lists and record pages look again."""

from __future__ import annotations

import json

from starlette.responses import Response

RECORDS_CHANGED = "records:changed"
RECORD_EDITED = "record:edited"
"""One value was changed where it stands: the list keeps its rows, a record page draws its facts anew."""


RECORD_MADE = "record:made"
"""A record was made in a drawer: the look-up box that wanted it takes it."""


def telling(response: Response, event: str) -> Response:
    """The answer, which also makes htmx dispatch the event on the page."""
    response.headers["HX-Trigger"] = event
    return response


def telling_of_made(response: Response, object_name: str, id: str, label: str) -> Response:
    """The answer, which tells the page which record was made."""
    made = {"object": object_name, "id": id, "label": label}
    response.headers["HX-Trigger"] = json.dumps({RECORDS_CHANGED: {}, RECORD_MADE: made})  # headers are ASCII
    return response
