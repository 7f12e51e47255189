"""The objects and their relations as a picture that can be read and changed."""

from studio.diagram.drawing import Card, Diagram, Line, draw
from studio.diagram.edits import Wanted, add_relation, change_relation, relation_in, remove_relation
from studio.diagram.positions import keep_position, keep_positions, read_positions
from studio.diagram.relations import KINDS, Relation, relations_of

__all__ = [
    "KINDS",
    "Card",
    "Diagram",
    "Line",
    "Relation",
    "Wanted",
    "add_relation",
    "change_relation",
    "draw",
    "keep_position",
    "keep_positions",
    "read_positions",
    "relation_in",
    "relations_of",
    "remove_relation",
]
