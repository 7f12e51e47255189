"""In which language to answer, and with which words."""

from __future__ import annotations

from fastapi import Request

from metamodel.issues import Translate
from ui_kit.presentation import LOCALES, best_locale

LOCALE_COOKIE = "trellis_locale"


def stranger_locale(request: Request) -> str:
    """The language of somebody who is not known yet: chosen before, else what the browser asks for."""
    return chosen_locale(request) or best_locale(request.headers.get("accept-language", ""))


def chosen_locale(request: Request) -> str | None:
    """The language that was chosen in this browser."""
    chosen = request.cookies.get(LOCALE_COOKIE)
    return chosen if chosen in LOCALES else None


def translator(request: Request) -> tuple[str, Translate]:
    """The locale of this request and what turns an English sentence into it."""
    locale = getattr(request.state, "locale", None) or stranger_locale(request)
    return locale, request.app.state.renderer.translations.of(locale).gettext
