"""A record as it is read: its values by the name of the field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Record:
    """One record; `values` holds system fields and asked-for paths too, a lookup is a `Ref` with its label.

    A field that the person may not see is not among the values.
    """

    object: str
    id: str
    version: int
    values: Mapping[str, Any]
