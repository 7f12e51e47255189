"""统一社会信用代码: the code of a Chinese organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from metamodel.chinese import uscc
from metamodel.field_types.field_type import Reading, ValueRefused
from metamodel.field_types.line_type import LineType, Normalise
from metamodel.field_types.reading.text import excerpt
from metamodel.labels import Label

if TYPE_CHECKING:
    from metamodel.field import Field


class Uscc(LineType):
    """Eighteen characters in capitals whose last one is the check digit of GB 32100."""

    kind = "uscc"
    label = Label({"en": "Unified social credit code", "zh-CN": "统一社会信用代码"})
    group = "china"
    icon = "building"
    tells_duplicates = True

    def normaliser(self, field: Field, reading: Reading) -> Normalise:
        label = field.label

        def normalise(text: str) -> str:
            code = uscc.normalise(text)
            if code is None:
                raise ValueRefused(
                    "not_a_uscc",
                    "{field} takes a unified social credit code, “{value}” is not one",
                    "It has 18 characters without I, O, S, V and Z, and the last one must fit the others",
                    field=label,
                    value=excerpt(text),
                )
            return code

        return normalise

    def value_schema(self, field: Field) -> dict[str, Any]:
        return {"type": "string", "pattern": f"^[{uscc.ALPHABET}]{{18}}$"}
