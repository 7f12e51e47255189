"""Addresses within this site: where a sign-in may lead back to."""

from __future__ import annotations

from urllib.parse import urlencode, urlsplit

from fastapi import Request


def safe_next(address: str | None, fallback: str = "/") -> str:
    """`address` when it leads to a page of this site, else `fallback`."""
    if not address or not address.startswith("/") or address[1:2] in ("/", "\\"):
        return fallback
    if any(character < " " or character in "\\\x7f" for character in address) or len(address) > 2000:
        return fallback
    parts = urlsplit(address)
    return fallback if parts.scheme or parts.netloc or parts.path.startswith("/sign-") else address


def sign_in_address(request: Request) -> str:
    """The sign-in that leads back to where this request was made."""
    return "/sign-in?" + urlencode({"next": _page_of(request)})


def _page_of(request: Request) -> str:
    """The page a person sees: of a fragment it is the page that asked for it."""
    if is_fragment(request) or request.method != "GET":
        asked = urlsplit(request.headers.get("hx-current-url", ""))
        return safe_next(asked.path + (f"?{asked.query}" if asked.query else ""))
    query = request.url.query
    return request.url.path + (f"?{query}" if query else "")


def is_fragment(request: Request) -> bool:
    """Whether htmx asks, for a part of a page."""
    return request.headers.get("hx-request") == "true"


def is_api(request: Request) -> bool:
    """Whether a program asks: it calls the API, or wants JSON and no page."""
    wanted = request.headers.get("accept", "")
    return request.url.path.startswith("/api/") or ("json" in wanted and "html" not in wanted)
