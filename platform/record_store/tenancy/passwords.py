"""Passwords as they are kept: argon2id hashes, whose cost may grow over the years."""

from __future__ import annotations

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from metamodel import Invalid, Issue

SHORTEST, LONGEST = 8, 1000

_HASHER = PasswordHasher(time_cost=2, memory_cost=19 * 1024, parallelism=1)

NO_PASSWORD = ""
"""The hash of an account that has no password yet: nothing matches it."""


def hash_password(password: str) -> str:
    """Raises: Invalid, when nobody should have that password."""
    if not SHORTEST <= len(password) <= LONGEST:
        hint = "Use {shortest} to {longest} characters"
        values = {"shortest": SHORTEST, "longest": LONGEST}
        raise Invalid(Issue("bad_password", "/password", "This cannot be a password", hint, values))
    return _HASHER.hash(password)


def matches(password: str, password_hash: str) -> bool:
    """Whether it is the password; takes as long when there is none, so that nobody learns who has an account."""
    known = password_hash != NO_PASSWORD
    try:
        _HASHER.verify(password_hash if known else _nobody(), password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return known


def is_outdated(password_hash: str) -> bool:
    """Whether it was made with other parameters than those of today."""
    return _HASHER.check_needs_rehash(password_hash)


@cache
def _nobody() -> str:
    return _HASHER.hash("the password of nobody")
