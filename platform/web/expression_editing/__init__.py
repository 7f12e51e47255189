"""What an editor of expressions asks while somebody types: is it right, what could follow, what does it give."""

from web.expression_editing.findings import Examined, Finding, examine
from web.expression_editing.place import BLANKS, ExpressionPlace
from web.expression_editing.sample import Sample, choose_sample, try_on
from web.expression_editing.vocabulary import field_words, function_words, variable_words

__all__ = [
    "BLANKS",
    "Examined",
    "ExpressionPlace",
    "Finding",
    "Sample",
    "choose_sample",
    "examine",
    "field_words",
    "function_words",
    "try_on",
    "variable_words",
]
