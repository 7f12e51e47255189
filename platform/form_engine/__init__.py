"""Forms: layout, rules and a record joined into the bound form that a template shows."""

__all__: list[str] = []
