"""On what kind of screen somebody works: which of the forms for it they get."""

from __future__ import annotations

from typing import Any

from fastapi import Request

SCREEN = "trellis_screen"
"""The cookie in which a page says how wide it is; before it did, the browser's own word counts."""
PHONE = "phone"
PURPOSE = "_purpose"
"""The input by which a form says for which purpose it was drawn, so that it is read as it was drawn."""


def form_purpose(request: Request) -> str:
    """The purpose of the form to make and change records with, on the screen that asks."""
    return PHONE if _is_phone(request) else "edit"


def drawn_purpose(form: Any) -> str:
    """The purpose that a form was drawn for."""
    return PHONE if form.get(PURPOSE) == PHONE else "edit"


def _is_phone(request: Request) -> bool:
    told = request.cookies.get(SCREEN)
    if told is not None:
        return told == PHONE
    hint = request.headers.get("sec-ch-ua-mobile")
    return hint == "?1" if hint else "Mobi" in request.headers.get("user-agent", "")
