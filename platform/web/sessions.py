"""The cookies of a browser: who is signed in, and which forms a stranger was given."""

from __future__ import annotations

import secrets

from fastapi import Request
from starlette.responses import Response

from record_store.tenancy import Session
from web.composition import Composition

SESSION_COOKIE = "trellis_session"
VISITOR_COOKIE = "trellis_visitor"
SESSION_SECONDS = 180 * 24 * 3600
VISITOR_SECONDS = 12 * 3600
CHOICE_SECONDS = 365 * 24 * 3600


def composition_of(request: Request) -> Composition:
    composition: Composition = request.app.state.composition
    return composition


def session_token(request: Request) -> str:
    """The token in the cookie; empty when there is none."""
    return request.cookies.get(SESSION_COOKIE, "")


def current_session(request: Request) -> Session | None:
    """Who is signed in, asked of the control store once for a request."""
    if not hasattr(request.state, "session"):
        token = session_token(request)
        request.state.session = composition_of(request).sessions.find(token) if token else None
    session: Session | None = request.state.session
    return session


def remember_session(request: Request, response: Response, token: str) -> None:
    """The cookie outlives the session, which ends on the server when it was not used for long."""
    _set_cookie(request, response, SESSION_COOKIE, token, SESSION_SECONDS)
    response.delete_cookie(VISITOR_COOKIE)


def forget_session(response: Response) -> None:
    response.delete_cookie(SESSION_COOKIE)


def visitor(request: Request) -> str:
    """What binds the forms of somebody who is not signed in; a new one when the cookie is missing."""
    known = request.cookies.get(VISITOR_COOKIE, "")
    return known if 20 <= len(known) <= 100 else secrets.token_urlsafe(24)


def remember_visitor(request: Request, response: Response, binding: str) -> None:
    _set_cookie(request, response, VISITOR_COOKIE, binding, VISITOR_SECONDS)


def remember_choice(request: Request, response: Response, name: str, value: str) -> None:
    """A preference of this browser: its language or its theme."""
    _set_cookie(request, response, name, value, CHOICE_SECONDS)


def _set_cookie(request: Request, response: Response, name: str, value: str, seconds: int) -> None:
    secure = composition_of(request).settings.secure
    response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="lax", secure=secure, path="/")
