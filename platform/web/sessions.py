"""The cookies of a browser: who is signed in, and which forms a stranger was given."""

from __future__ import annotations

import secrets

from fastapi import Request
from starlette.responses import Response

from record_store.tenancy import Session
from web.composition import Composition

SESSION_COOKIE = "trellis_session"
VISITOR_COOKIE = "trellis_visitor"
VISITOR_SECONDS = 3600 * 12


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
        request.state.session = composition_of(request).tenancy.session(token) if token else None
    session: Session | None = request.state.session
    return session


def remember_session(request: Request, response: Response, token: str, seconds: int) -> None:
    _set_cookie(request, response, SESSION_COOKIE, token, seconds)
    response.delete_cookie(VISITOR_COOKIE)


def forget_session(response: Response) -> None:
    response.delete_cookie(SESSION_COOKIE)


def visitor(request: Request) -> str:
    """What binds the forms of somebody who is not signed in; a new one when the cookie is missing."""
    known = request.cookies.get(VISITOR_COOKIE, "")
    return known if 20 <= len(known) <= 100 else secrets.token_urlsafe(24)


def remember_visitor(request: Request, response: Response, binding: str) -> None:
    _set_cookie(request, response, VISITOR_COOKIE, binding, VISITOR_SECONDS)


def _set_cookie(request: Request, response: Response, name: str, value: str, seconds: int) -> None:
    secure = composition_of(request).settings.secure
    response.set_cookie(name, value, max_age=seconds, httponly=True, samesite="lax", secure=secure, path="/")
