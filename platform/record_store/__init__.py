"""Records in real tables: the only package that opens a database."""

__all__: list[str] = []
