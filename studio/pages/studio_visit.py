"""A visit to the studio: only those who may build."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends

from web.visit import PageVisit, Visit


def builder_visit(visit: PageVisit) -> Visit:
    """Raises: NotAllowed."""
    visit.require("studio")
    return visit


BuilderVisit = Annotated[Visit, Depends(builder_visit)]
"""What a page of the studio declares to receive its visit."""
