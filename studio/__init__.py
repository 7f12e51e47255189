"""The app builders work in: drafts, publishing and the designers."""

__all__: list[str] = []
