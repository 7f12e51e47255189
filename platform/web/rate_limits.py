"""How often one key may call the API, and how often a sign-in may fail."""

from __future__ import annotations

import time

from limits import RateLimitItem, RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter, SlidingWindowCounterRateLimiter

from web.refusals import TooMany

FAILURES_PER_ADDRESS = RateLimitItemPerMinute(30)
FAILURES_PER_ACCOUNT = RateLimitItemPerMinute(10)


class RateLimits:
    """Counters of this process; every process of an installation counts for itself."""

    def __init__(self, api: RateLimitItem) -> None:
        self.api = api
        self._calls = SlidingWindowCounterRateLimiter(MemoryStorage())
        self._attempts = MovingWindowRateLimiter(MemoryStorage())

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

    def check_attempts(self, address: str, email: str) -> None:
        """Raises: TooMany, when this address or this account failed too often of late."""
        for limit, key in _attempt_keys(address, email):
            if not self._attempts.test(limit, key):
                reset = self._attempts.get_window_stats(limit, key).reset_time
                raise TooMany(max(1, round(reset - time.time())), "There were too many attempts to sign in")

    def count_failure(self, address: str, email: str) -> None:
        for limit, key in _attempt_keys(address, email):
            self._attempts.hit(limit, key)


def _attempt_keys(address: str, email: str) -> tuple[tuple[RateLimitItem, str], ...]:
    return (FAILURES_PER_ADDRESS, f"address:{address}"), (FAILURES_PER_ACCOUNT, f"account:{email.casefold()}")
