"""What the builder decides about values that a new type cannot hold."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from metamodel import Invalid, Issue

Answer = Literal["refuse", "blank", "keep"]
"""`refuse` publishes nothing; `blank` leaves them empty; `keep` does too, and marks the old column as holding
the only copy, so that purging it must be confirmed."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The answer for one field, named as references are: `field/deal.amount`, in the new names."""

    target: str
    answer: Answer


@dataclass(frozen=True, slots=True)
class Choices:
    """All answers; what nothing is said about is refused."""

    answers: Mapping[str, Answer]

    @classmethod
    def of(cls, choices: Iterable[Choice | Mapping[str, str]]) -> Choices:
        """Raises: Invalid, when an entry is not a choice."""
        return cls(dict(_read(choice) for choice in choices))

    def answer(self, target: str) -> Answer:
        return self.answers.get(target, "refuse")


def _read(choice: Choice | Mapping[str, str]) -> tuple[str, Answer]:
    if isinstance(choice, Choice):
        return choice.target, choice.answer
    target, answer = choice.get("target"), choice.get("answer")
    if not isinstance(target, str) or answer not in get_args(Answer):
        answers = ", ".join(get_args(Answer))
        hint = "Give the field as target and one of {answers} as answer"
        raise Invalid(Issue("bad_choice", "/choices", "This is not a choice", hint, {"answers": answers}))
    return target, answer  # type: ignore[return-value]
