"""Random secrets that people and programs carry, and the digests by which we know them again."""

from __future__ import annotations

import secrets
from hashlib import sha256

KEY_PREFIX = "trl_"


def new_session_token() -> str:
    return secrets.token_urlsafe(32)


def new_api_key(tenant: str) -> str:
    """A key that says which tenant it opens: `trl_TENANT_RANDOM`."""
    return f"{KEY_PREFIX}{tenant}_{secrets.token_hex(24)}"


def tenant_of_key(key: str) -> str | None:
    """The tenant that a key is for; nothing when it is no key."""
    tenant, _, rest = key.removeprefix(KEY_PREFIX).rpartition("_")
    return tenant if key.startswith(KEY_PREFIX) and tenant and rest else None


def digest(secret: str) -> str:
    """What is stored of a secret; the secrets are long and random, so a plain hash is enough."""
    return sha256(secret.encode("utf-8", "surrogatepass")).hexdigest()
