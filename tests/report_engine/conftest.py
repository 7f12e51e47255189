"""An open database of either kind."""

from tests.record_store.conftest import database

__all__ = ["database"]
