"""The application on both databases."""

from tests.web.conftest import application, shared, small

__all__ = ["application", "shared", "small"]
