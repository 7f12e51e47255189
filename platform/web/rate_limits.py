"""How often one key may call the API."""

from __future__ import annotations

import time

from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from web.refusals import TooMany

ANSWERS = parse("10/10 minutes")
"""How often one address may send one public form."""
DRAWINGS = parse("240/10 minutes")
"""How often one address may have a public form drawn anew."""


class RateLimits:
    """Counters of this process; every process of an installation counts for itself."""

    def __init__(self, api: RateLimitItem) -> None:
        self.api = api
        self._calls = SlidingWindowCounterRateLimiter(MemoryStorage())

    def answer(self, key: str) -> None:
        """Counts a public form that was sent. Raises: TooMany."""
        self._count(ANSWERS, f"answer:{key}")

    def drawing(self, key: str) -> None:
        """Counts a public form that was drawn anew. Raises: TooMany."""
        self._count(DRAWINGS, f"drawing:{key}")

    def _count(self, limit: RateLimitItem, key: str) -> None:
        if not self._calls.hit(limit, key):
            window = self._calls.get_window_stats(limit, key)
            raise TooMany(max(1, round(window.reset_time - time.time())))

    def call(self, key: str) -> dict[str, str]:
        """Counts an API call and gives the headers that say what is left. Raises: TooMany."""
        allowed = self._calls.hit(self.api, key)
        window = self._calls.get_window_stats(self.api, key)
        reset = max(1, round(window.reset_time - time.time()))
        headers = {
            "RateLimit-Limit": str(self.api.amount),
            "RateLimit-Remaining": str(max(0, window.remaining)),
            "RateLimit-Reset": str(reset),
        }
        if not allowed:
            raise TooMany(reset, headers=headers)
        return headers
