"""How often signing in may fail: counted in the control store, so that all processes count together."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from limits import RateLimitItem, parse
from limits.storage import Storage
from limits.strategies import FixedWindowRateLimiter
from sqlalchemy import delete, insert, select, update

from metamodel import Issue, NotAllowed
from record_store.control_tables import ATTEMPT
from record_store.database import Database

PER_ACCOUNT_AND_ADDRESS = parse("10/15minutes")
PER_ACCOUNT = parse("50/15minutes")
PER_ADDRESS = parse("100/15minutes")

Clock = Callable[[], dt.datetime]


class TooManyAttempts(NotAllowed):
    """Signing in failed too often; `retry_after` is in seconds."""

    title = "Too many attempts"

    def __init__(self, retry_after: int) -> None:
        self.retry_after = retry_after
        minutes = max(1, -(-retry_after // 60))
        hint = "Wait {minutes} minutes, then try again"
        message = "There were too many attempts to sign in"
        super().__init__(Issue("too_many_attempts", "", message, hint, {"minutes": minutes}))


class ControlStorage(Storage):
    """Counters of the library `limits` in a table of the control store."""

    STORAGE_SCHEME = None
    base_exceptions = ()

    def __init__(self, database: Database, clock: Clock) -> None:
        super().__init__()
        self.database, self.clock = database, clock

    def incr(self, key: str, expiry: int, amount: int = 1) -> int:
        now = self.clock()
        with self.database.control() as control:
            control.execute(delete(ATTEMPT).where(ATTEMPT.c.until <= now))
            counted = update(ATTEMPT).where(ATTEMPT.c.key == key).values(failures=ATTEMPT.c.failures + amount)
            if control.execute(counted).rowcount == 0:
                until = now + dt.timedelta(seconds=expiry)
                control.execute(insert(ATTEMPT).values(key=key, failures=amount, until=until))
                return amount
            return int(control.scalar(select(ATTEMPT.c.failures).where(ATTEMPT.c.key == key)) or amount)

    def get(self, key: str) -> int:
        counted = select(ATTEMPT.c.failures).where(ATTEMPT.c.key == key, ATTEMPT.c.until > self.clock())
        with self.database.reading_control() as control:
            return int(control.scalar(counted) or 0)

    def get_expiry(self, key: str) -> float:
        with self.database.reading_control() as control:
            until = control.scalar(select(ATTEMPT.c.until).where(ATTEMPT.c.key == key))
        return float((until or self.clock()).timestamp())

    def check(self) -> bool:
        return True

    def reset(self) -> int | None:
        with self.database.control() as control:
            return int(control.execute(delete(ATTEMPT)).rowcount)

    def clear(self, key: str) -> None:
        with self.database.control() as control:
            control.execute(delete(ATTEMPT).where(ATTEMPT.c.key == key))


class SignInThrottle:
    """Counts an attempt before the password is looked at, so that many at once do not slip through."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self.clock = clock
        self._limiter = FixedWindowRateLimiter(ControlStorage(database, clock))

    def attempt(self, email: str, address: str) -> None:
        """Raises: TooManyAttempts."""
        for limit, key in self._counted(email, address):
            if not self._limiter.hit(limit, *key):
                raise self._refusal(limit, key)

    def forgive(self, email: str, address: str) -> None:
        """It succeeded: what this person failed before counts no more."""
        for limit, key in self._counted(email, address)[:2]:
            self._limiter.clear(limit, *key)

    def _counted(self, email: str, address: str) -> list[tuple[RateLimitItem, tuple[str, ...]]]:
        return [
            (PER_ACCOUNT_AND_ADDRESS, ("pair", email, address)),
            (PER_ACCOUNT, ("account", email)),
            (PER_ADDRESS, ("address", address)),
        ]

    def _refusal(self, limit: RateLimitItem, key: tuple[str, ...]) -> TooManyAttempts:
        reset = self._limiter.get_window_stats(limit, *key).reset_time
        return TooManyAttempts(max(1, round(reset - self.clock().timestamp())))
