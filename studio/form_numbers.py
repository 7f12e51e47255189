"""Whole numbers out of forms and addresses, within what a database can count."""

from __future__ import annotations

from typing import Annotated

from fastapi import Path

from web.forms import Form

MOST = 2**31 - 1


def number_of(form: Form, name: str) -> int | None:
    """The number that was sent; None where it is none or too large to mean anything."""
    text = str(form.get(name, ""))
    if not (text.isascii() and text.isdigit()) or len(text) > 10:
        return None
    return int(text) if int(text) <= MOST else None


ReleaseNumber = Annotated[int, Path(ge=1, le=MOST)]
"""The number of a release in an address; anything else is no address."""
