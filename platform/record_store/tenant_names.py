"""What a tenant may be called: a word that is safe as an address, a file and a database schema."""

from __future__ import annotations

import re

from metamodel import Invalid, Issue

LONGEST = 40
_NAME = re.compile(r"[a-z][a-z0-9]*(?:[-_][a-z0-9]+)*")
RESERVED = frozenset(
    (
        "about",
        "account",
        "admin",
        "api",
        "app",
        "apps",
        "assets",
        "auth",
        "billing",
        "control",
        "docs",
        "favicon",
        "healthz",
        "help",
        "home",
        "hooks",
        "inbox",
        "login",
        "logout",
        "metrics",
        "new",
        "openapi",
        "public",
        "readyz",
        "robots",
        "settings",
        "sign-in",
        "sign-out",
        "sign-up",
        "static",
        "status",
        "studio",
        "support",
        "system",
        "tenants",
        "trellis",
        "www",
    )
)
"""Words that are, or may become, addresses beside those of tenants."""


def is_tenant_name(text: object) -> bool:
    """Whether a tenant may have this name; nothing else is ever made into a file or a schema."""
    return isinstance(text, str) and len(text) <= LONGEST and _NAME.fullmatch(text) is not None


def check_new_name(name: str) -> None:
    """Raises: Invalid, when a new tenant may not be called that."""
    if not is_tenant_name(name):
        raise Invalid(
            Issue(
                "bad_name",
                "/name",
                "“{name}” cannot be the name of a tenant",
                "Use 1 to {longest} small letters, digits, and single - or _ between them, a letter first",
                {"name": str(name)[:LONGEST], "longest": LONGEST},
            )
        )
    if name in RESERVED:
        hint = "Choose another one, for example “{name}-crm”"
        raise Invalid(Issue("reserved_name", "/name", "The name “{name}” is reserved", hint, {"name": name}))
