"""Refusals that only the edge knows: no sign-in, too large, too many, a forged form."""

from __future__ import annotations

from collections.abc import Mapping

from metamodel import Issue, TrellisError


class NotSignedIn(TrellisError):
    """Nobody is signed in, or the key is unknown."""

    title = "Sign in first"

    def __init__(self) -> None:
        super().__init__(
            Issue(
                "not_signed_in", "", "This needs a sign-in", "Send an API key as “Authorization: Bearer KEY”"
            )
        )


class TooLarge(TrellisError):
    """More was sent than one request may carry."""

    title = "That is too large"

    def __init__(self, limit: int) -> None:
        super().__init__(
            Issue(
                "too_large", "", "A request may carry at most {limit} MB", "Send it in parts",
                {"limit": f"{limit / 1024**2:.10g}"},
            )
        )  # fmt: skip


class TooMany(TrellisError):
    """Too many requests or attempts; `headers` say when to come back."""

    title = "Too many requests"

    def __init__(self, seconds: int, message: str = "", headers: Mapping[str, str] | None = None) -> None:
        sentence = message or "There were too many requests in a short time"
        super().__init__(
            Issue("too_many", "", sentence, "Try again in {seconds} seconds", {"seconds": seconds})
        )
        self.headers = {"Retry-After": str(seconds), **(headers or {})}


class Forged(TrellisError):
    """A change that did not come from one of our own pages of this session."""

    title = "This page is out of date"

    def __init__(self) -> None:
        super().__init__(
            Issue(
                "csrf",
                "",
                "The form was not sent from a page of this session",
                "Reload the page and try again",
            )
        )
