"""The application opened for one command and closed after it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from web.composition import Composition


@contextmanager
def opened() -> Iterator[Composition]:
    """What the settings of this process name. Raises: SettingRefused, Unavailable."""
    from web.composition import compose
    from web.logs import configure_logs
    from web.settings import read_settings

    settings = read_settings()
    configure_logs(settings.log)
    composition = compose(settings)
    try:
        yield composition
    finally:
        composition.close()
