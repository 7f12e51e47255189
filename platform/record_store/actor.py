"""Who acts: a person of the tenant, or the system itself."""

from __future__ import annotations

from dataclasses import dataclass

SYSTEM_ID = "00000000-0000-0000-0000-000000000000"
SYSTEM_NAME = "Trellis"


@dataclass(frozen=True, slots=True)
class Actor:
    """A member of the tenant as rights and history see them; `roles` are names of role documents."""

    id: str
    email: str
    name: str
    roles: tuple[str, ...]
    locale: str = "en"
    teams: tuple[str, ...] = ()

    @property
    def is_system(self) -> bool:
        return self.id == SYSTEM_ID

    @classmethod
    def system(cls) -> Actor:
        """Trellis itself: it may do everything, and the history says that it did."""
        return cls(SYSTEM_ID, "", SYSTEM_NAME, ())
