"""How long, deep and large an expression and its values may be."""

from metamodel import Invalid, Issue

MAX_LENGTH = 10_000
"""Characters of an expression's text."""
MAX_NODES = 2_000
MAX_DEPTH = 100
"""Nodes between the root of a tree and its lowest leaf."""
MAX_TEXT = 100_000
"""Characters of a text that an expression makes."""
MAX_ITEMS = 10_000
"""Items of a list that an expression makes."""
INTEGER_DIGITS = 36
FRACTION_DIGITS = 32
"""Quotients are rounded half away from zero to this many fractional digits."""
PRODUCT_DIGITS = 28
"""Products keep fewer, so that what was divided and multiplied back is whole again: 5 / 9 * 9 is 5."""


def refuse_long_text(text: str) -> None:
    """Raises: Invalid when the text of an expression is longer than is read."""
    if len(text) > MAX_LENGTH:
        values = {"length": len(text), "limit": MAX_LENGTH}
        message = "The expression has {length} characters; at most {limit} are read"
        raise Invalid(Issue("too_long", "", message, values=values))
