"""What an expression asks of `$record`: the record that refers to those it is about."""

from __future__ import annotations

from expressions.tree import Node, Path, walk

RECORD = "$record"


def record_paths(node: Node) -> frozenset[str]:
    """The dotted paths that are read of `$record`, without it; `id` stands for the record itself."""
    named = (path.parts[1:] for path in walk(node) if isinstance(path, Path) and path.parts[0] == RECORD)
    return frozenset(".".join(parts) or "id" for parts in named)
