"""Files of records: downloads with headers that keep a browser from running what was uploaded."""

from __future__ import annotations

from urllib.parse import quote

from fastapi import APIRouter, Request
from starlette.responses import Response, StreamingResponse

from record_store.files import visible_file
from web.visit import PageVisit

router = APIRouter(include_in_schema=False)
SHOWN = frozenset({"image/png", "image/jpeg", "image/gif", "image/webp", "application/pdf"})
"""Types that a browser may show in place; everything else is saved as a file."""
POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox"


@router.get("/{tenant}/files/{id}", name="file")
def get_file(request: Request, visit: PageVisit, id: str) -> Response:
    """The bytes of a file that the person may see. Raises: NotFound."""
    with visit.reading() as records:
        found = visible_file(records, id)
    shown = found.ref.type in SHOWN
    headers = {
        "Content-Disposition": f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{quote(found.ref.name, safe='')}",
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, max-age=3600",
        "ETag": f'"{found.digest}"',
    }
    if request.headers.get("if-none-match") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    media_type = found.ref.type if shown else "application/octet-stream"
    return StreamingResponse(
        visit.composition.files.read(found.digest), media_type=media_type, headers=headers
    )
