"""Proof that a change was sent from our own page: a token bound to the session, in a header or a form."""

from __future__ import annotations

import hashlib
import hmac
from typing import Annotated

from fastapi import Depends, Request

from web.forms import Form
from web.refusals import Forged

HEADER = "x-csrf-token"
FIELD = "csrf_token"
SAFE_METHODS = frozenset(("GET", "HEAD", "OPTIONS"))
CROSS_SITE = "cross-site"


def csrf_token(secret_key: str, binding: str) -> str:
    """The token of a session (or, before the sign-in, of a visitor's cookie)."""
    return hmac.new(secret_key.encode(), b"csrf:" + binding.encode(), hashlib.sha256).hexdigest()[:40]


async def sent_token(request: Request, form: Form) -> str:
    """The token that came with the request, from the header or the hidden field; empty when there is none."""
    sent = request.headers.get(HEADER) or form.get(FIELD, "")
    return sent if isinstance(sent, str) else ""


SentToken = Annotated[str, Depends(sent_token)]


async def header_token(request: Request) -> str:
    """The token in the header alone: the body of an API call is its own, whatever type it claims to be.

    It waits for nothing: `async` spares the way through a thread.
    """
    return request.headers.get(HEADER, "")


HeaderToken = Annotated[str, Depends(header_token)]


def check_csrf(request: Request, secret_key: str, binding: str, sent: str) -> None:
    """Raises: Forged, for a method that changes something without the token of this binding."""
    if request.method in SAFE_METHODS:
        return
    right = csrf_token(secret_key, binding)
    if request.headers.get("sec-fetch-site") == CROSS_SITE or not hmac.compare_digest(
        sent.encode(), right.encode()
    ):
        raise Forged
