"""A page of every component in every state: to look at, and for tests to walk through."""

from ui_kit.gallery.application import create_gallery

__all__ = ["create_gallery"]
