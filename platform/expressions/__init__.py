"""The one expression language: grammar, parser, typed tree, functions, evaluation and compilation to SQL."""

__all__: list[str] = []
