"""Signing in and out, and what a person prefers: language and theme."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from metamodel import NotAllowed, NotFound
from record_store.tenant_names import RESERVED, is_tenant_name
from ui_kit.presentation import LOCALES, Presentation
from web.addresses import is_fragment, safe_next
from web.composition import Composition
from web.csrf import SentToken, check_csrf, csrf_token
from web.errors import status_of
from web.forms import Form
from web.frame import THEME_COOKIE, THEMES
from web.localisation import LOCALE_COOKIE, stranger_locale
from web.pages import redirect_to
from web.refusals import NotSignedIn
from web.sessions import (
    composition_of,
    current_session,
    forget_session,
    remember_choice,
    remember_session,
    remember_visitor,
    session_token,
    visitor,
)

router = APIRouter(include_in_schema=False)
TEMPLATE = "runtime/sign_in.html"


@router.get("/", name="start")
def start(request: Request) -> Response:
    """To the workspace of the person; who belongs to several chooses."""
    session = current_session(request)
    if session is None:
        return RedirectResponse("/sign-in", 303)
    composition = composition_of(request)
    names = composition.accounts.tenants(session.account_id)
    if len(names) == 1:
        return RedirectResponse(f"/{names[0]}/", 303)
    return _render(request, tenants=[composition.tenants.get(name) for name in names], signed_in=True)


@router.get("/sign-in", name="sign_in")
def ask(request: Request, next: str = "", locale: str = "") -> Response:
    """The form, in the language that is chosen; somebody who is signed in already goes on."""
    if current_session(request) is not None:
        return RedirectResponse(safe_next(next), 303)
    if locale not in LOCALES:
        return _render(request, next=next)
    request.state.locale = locale
    response = _render(request, next=next)
    remember_choice(request, response, LOCALE_COOKIE, locale)
    return response


@router.post("/sign-in", name="sign_in_now")
def enter(request: Request, form: Form, sent: SentToken) -> Response:
    """Checks the password, sets the cookie and leads back to where the person wanted to go."""
    composition = composition_of(request)
    check_csrf(request, composition.settings.secret_key, visitor(request), sent)
    email, password, next = (_text(form.get(name)) for name in ("email", "password", "next"))
    address, agent = request.client.host if request.client else "", request.headers.get("user-agent", "")
    try:
        token, _ = composition.sessions.sign_in(email, password, address, agent)
    except NotAllowed as refused:
        return _render(request, status=status_of(refused), next=next, email=email, issues=refused.issues)
    response = RedirectResponse(safe_next(next), 303)
    remember_session(request, response, token)
    return response


@router.post("/sign-out", name="sign_out")
def leave(request: Request, sent: SentToken) -> Response:
    """Ends the session, here and in the control store."""
    composition, token = composition_of(request), session_token(request)
    if current_session(request) is not None:
        check_csrf(request, composition.settings.secret_key, token, sent)
        composition.sessions.close(token)
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
    response = _back(request)
    locale, theme = _text(form.get("locale")), _text(form.get("theme"))
    if locale in LOCALES:
        remember_choice(request, response, LOCALE_COOKIE, locale)
        _speak(composition, session.account_id, locale)
    if theme in THEMES:
        remember_choice(request, response, THEME_COOKIE, theme)
    return response


@router.get("/{tenant}", name="tenant_start")
def to_home(tenant: str) -> Response:
    """The home of a tenant, for who leaves out the last slash."""
    if tenant in RESERVED or not is_tenant_name(tenant):
        raise NotFound(())
    return RedirectResponse(f"/{tenant}/", 307)


def _speak(composition: Composition, account_id: str, locale: str) -> None:
    """From now on mails and notifications speak this language too, in every workspace of the person."""
    for tenant in composition.accounts.tenants(account_id):
        member = composition.members.of_account(tenant, account_id)
        if member.locale != locale:
            composition.members.change(tenant, member.actor, member.id, locale=locale)


def _back(request: Request) -> Response:
    if is_fragment(request):
        return Response(status_code=204)
    came_from = urlsplit(request.headers.get("referer", ""))
    return RedirectResponse(
        safe_next(came_from.path + (f"?{came_from.query}" if came_from.query else "")), 303
    )


def _render(request: Request, *, status: int = 200, **context: Any) -> HTMLResponse:
    """The page, with forms bound to the session or, before there is one, to a visitor's cookie."""
    session = current_session(request)
    binding = session_token(request) if session else visitor(request)
    values = {
        "csrf_token": csrf_token(composition_of(request).settings.secret_key, binding),
        "next": "", "email": "", "issues": (), "tenants": (), "signed_in": False, **context,
    }  # fmt: skip
    presentation = Presentation(getattr(request.state, "locale", None) or stranger_locale(request))
    response = HTMLResponse(request.app.state.renderer.render(TEMPLATE, values, presentation), status)
    if session is None:
        remember_visitor(request, response, binding)
    return response


def _text(value: object) -> str:
    return value[:2000] if isinstance(value, str) else ""
