"""The app people work in: pages, API, worker and command; main.py composes the whole."""

__all__: list[str] = []
