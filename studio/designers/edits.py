"""What an edit of a document is: a pure function to the body after it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from starlette.datastructures import FormData

from metamodel import Blueprint, Document


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence for the builder; with `undoes` it offers to take the step back, with `again` something else."""

    message: str
    values: Mapping[str, Any] = field(default_factory=dict)
    undoes: bool = False


@dataclass(frozen=True, slots=True)
class Edited:
    """The document after an edit, what is selected then (nothing said: what was), and what is told.

    `others` are further documents that change in the same step; `is_new` puts the focus into the first setting.
    """

    body: Mapping[str, Any]
    keys: tuple[str, ...] | None = None
    told: Told | None = None
    others: tuple[Mapping[str, Any], ...] = ()
    is_new: bool = False


Edit = Callable[[Document, Blueprint, FormData], Edited]
"""The document as it is now, the draft around it, what was posted. Raises: Invalid, Conflict, NotFound."""
