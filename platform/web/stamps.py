"""Signed stamps: proof that a page of ours was served a while ago, or that a file was brought by who names it."""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time

QUICKEST = 2
OLDEST = 24 * 3600
"""Units: seconds between the page that was served and the answer."""


def make_stamp(secret_key: str, purpose: str, now: float | None = None) -> str:
    """A stamp of this moment for one purpose, such as a form of a tenant."""
    text = f"{int(now if now is not None else time.time())}.{secrets.token_hex(8)}"
    return f"{text}.{_sign(secret_key, purpose, text)}"


def age_of(secret_key: str, purpose: str, stamp: str, now: float | None = None) -> float | None:
    """How long ago the stamp was made; nothing where it is none of ours. Units: seconds."""
    text, _, signature = stamp[:200].rpartition(".")
    moment = text.partition(".")[0]
    if not moment.isascii() or not moment.isdecimal() or len(moment) > 12:
        return None
    if not hmac.compare_digest(signature.encode(), _sign(secret_key, purpose, text).encode()):
        return None
    return (now if now is not None else time.time()) - int(moment)


def sign_id(secret_key: str, purpose: str, id: str) -> str:
    """The id with a signature that only we can make."""
    return f"{id}.{_sign(secret_key, purpose, id)}"


def signed_id(secret_key: str, purpose: str, text: str) -> str | None:
    """The id that `sign_id` signed; nothing where somebody else did."""
    id, _, signature = text[:200].rpartition(".")
    right = _sign(secret_key, purpose, id)
    return id if hmac.compare_digest(signature.encode(), right.encode()) else None


def _sign(secret_key: str, purpose: str, text: str) -> str:
    message = f"stamp:{purpose}:{text}".encode()
    return hmac.new(secret_key.encode(), message, hashlib.sha256).hexdigest()[:40]
