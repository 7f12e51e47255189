"""How often one key may call the API."""

from __future__ import annotations

import time

from limits import RateLimitItem
from limits.storage import MemoryStorage
from limits.strategies import SlidingWindowCounterRateLimiter

from web.refusals import TooMany


class RateLimits:
    """Counters of this process; every process of an installation counts for itself."""

    def __init__(self, api: RateLimitItem) -> None:
        self.api = api
        self._calls = SlidingWindowCounterRateLimiter(MemoryStorage())

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
