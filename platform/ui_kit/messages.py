"""The mark of texts that are translated where they are shown."""

from __future__ import annotations


def N_(message: str) -> str:  # noqa: N802
    """The message itself; marks it for the catalogues where it is only kept."""
    return message
