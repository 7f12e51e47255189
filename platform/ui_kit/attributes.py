"""Attributes of an element from a mapping, as macros take them in `attrs`."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from markupsafe import Markup, escape

_NAME = re.compile(r"[^\s\"'<>&/=\x00-\x1f]+")
_NOTHING = Markup("")


def show_attributes(attributes: Mapping[str, Any] | None) -> Markup:
    """` name="value"` for each; `True` gives a bare name, `None` and `False` nothing, structures JSON.

    Raises: ValueError for a name that HTML cannot hold.
    """
    if not attributes:
        return _NOTHING
    shown = [
        _attribute(name, value)
        for name, value in attributes.items()
        if value is not None and value is not False
    ]
    return Markup("".join(shown))  # noqa: S704  (each part is escaped)


def _attribute(name: str, value: Any) -> str:
    name = _checked(name)
    if value is True:
        return f" {name}"
    if not isinstance(value, str) and isinstance(value, Mapping | list | tuple):
        value = json.dumps(value, ensure_ascii=False, default=str)
    return f' {name}="{escape(value)}"'


@lru_cache(1024)
def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(f"not an attribute name: {name!r}")
    return name


def combined(attributes: Mapping[str, Any] | None, more: Mapping[str, Any] | None) -> dict[str, Any]:
    """Both sets of attributes; `more` wins."""
    return {**(attributes or {}), **(more or {})}
