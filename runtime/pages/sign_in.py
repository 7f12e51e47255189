"""Signing in and out, and what a person prefers: language and theme."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from metamodel import Issue
from ui_kit.presentation import LOCALES, Presentation
from web.addresses import is_fragment, safe_next
from web.csrf import SentToken, check_csrf, csrf_token
from web.forms import Form
from web.frame import THEMES
from web.localisation import LOCALE_COOKIE, stranger_locale
from web.pages import redirect_to
from web.refusals import NotSignedIn
from web.sessions import (
    composition_of,
    current_session,
    forget_session,
    remember_session,
    remember_visitor,
    session_token,
    visitor,
)

router = APIRouter(include_in_schema=False)
TEMPLATE = "runtime/sign_in.html"
PREFERENCES = {"locale": LOCALES, "theme": THEMES}
YEAR = 365 * 24 * 3600
REFUSED = Issue("wrong_sign_in", "/password", "E-mail or password is not right")


@router.get("/", name="start")
def start(request: Request) -> Response:
    """To the workspace of the person; who belongs to several chooses."""
    session = current_session(request)
    if session is None:
        return RedirectResponse("/sign-in", 303)
    tenants = composition_of(request).tenancy.tenants_of(session.account_id)
    if len(tenants) == 1:
        return RedirectResponse(f"/{tenants[0].name}/", 303)
    return _render(request, tenants=tenants, signed_in=True)


@router.get("/sign-in", name="sign_in")
def ask(request: Request, next: str = "", locale: str = "") -> Response:
    """The form, in the language that is chosen; somebody who is signed in already goes on."""
    if current_session(request) is not None:
        return RedirectResponse(safe_next(next), 303)
    if locale not in LOCALES:
        return _render(request, next=next)
    request.state.locale = locale
    response = _render(request, next=next)
    response.set_cookie(LOCALE_COOKIE, locale, max_age=YEAR, samesite="lax", httponly=True)
    return response


@router.post("/sign-in", name="sign_in_now")
def enter(request: Request, form: Form, sent: SentToken) -> Response:
    """Checks the password, sets the cookie and leads back to where the person wanted to go."""
    composition = composition_of(request)
    check_csrf(request, composition.settings.secret_key, visitor(request), sent)
    email, password = _text(form.get("email")), _text(form.get("password"))
    limits, address = request.app.state.rate_limits, request.client.host if request.client else ""
    limits.check_attempts(address, email)
    opened = composition.tenancy.sign_in(email, password, agent=request.headers.get("user-agent", "")[:300])
    if opened is None:
        limits.count_failure(address, email)
        return _render(request, status=422, next=_text(form.get("next")), email=email, issues=(REFUSED,))
    response = RedirectResponse(safe_next(_text(form.get("next"))), 303)
    remember_session(request, response, opened.token, opened.seconds)
    return response


@router.post("/sign-out", name="sign_out")
def leave(request: Request, sent: SentToken) -> Response:
    """Ends the session, here and in the control store."""
    composition, token = composition_of(request), session_token(request)
    if current_session(request) is not None:
        check_csrf(request, composition.settings.secret_key, token, sent)
        composition.tenancy.sign_out(token)
    response = redirect_to(request, "/sign-in")
    forget_session(response)
    return response


@router.post("/account/preferences", name="preferences")
def prefer(request: Request, form: Form, sent: SentToken) -> Response:
    """Keeps the language or the theme that the person chose; back to the page it was chosen on."""
    composition, session = composition_of(request), current_session(request)
    if session is None:
        raise NotSignedIn
    check_csrf(request, composition.settings.secret_key, session_token(request), sent)
    chosen = {name: _text(form.get(name)) for name, known in PREFERENCES.items() if form.get(name) in known}
    composition.tenancy.set_preferences(session.account_id, chosen)
    if is_fragment(request):
        return Response(status_code=204)
    back = urlsplit(request.headers.get("referer", ""))
    return RedirectResponse(safe_next(back.path + (f"?{back.query}" if back.query else "")), 303)


def _render(request: Request, *, status: int = 200, **context: Any) -> HTMLResponse:
    """The page, with forms bound to the session or, before there is one, to a visitor's cookie."""
    session = current_session(request)
    binding = session_token(request) if session else visitor(request)
    locale = session.preferences.get("locale") if session else None
    values = {
        "csrf_token": csrf_token(composition_of(request).settings.secret_key, binding),
        "next": "", "email": "", "issues": (), "tenants": (), "signed_in": False, **context,
    }  # fmt: skip
    presentation = Presentation(locale or getattr(request.state, "locale", None) or stranger_locale(request))
    response = HTMLResponse(request.app.state.renderer.render(TEMPLATE, values, presentation), status)
    if session is None:
        remember_visitor(request, response, binding)
    return response


def _text(value: object) -> str:
    return value[:2000] if isinstance(value, str) else ""
