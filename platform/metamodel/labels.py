"""Words that people see, in one language or several."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

DEFAULT_LOCALE = "en"


@dataclass(frozen=True, slots=True)
class Label:
    """A text per locale; a plain text counts for every locale."""

    texts: Mapping[str, str]

    @classmethod
    def of(cls, source: Any, fallback: str = "") -> Label:
        """The label written in a document: `"Deal"` or `{"en": "Deal", "zh-CN": "商机"}`."""
        if isinstance(source, Label):
            return source
        if isinstance(source, Mapping) and source:
            return cls(dict(source))
        return cls({DEFAULT_LOCALE: str(source) if source else fallback})

    def text(self, locale: str = DEFAULT_LOCALE) -> str:
        """The text in `locale`, else in English, else in whatever language there is."""
        return self.texts.get(locale) or self.texts.get(DEFAULT_LOCALE) or next(iter(self.texts.values()), "")

    def __str__(self) -> str:
        return self.text()


def humanise(name: str) -> str:
    """`close_date` as `Close date`: the label of something that was given none."""
    words = name.replace("_", " ").strip()
    return words[:1].upper() + words[1:]


LABEL_SCHEMA: Mapping[str, Any] = {
    "oneOf": [
        {"type": "string", "minLength": 1, "maxLength": 200},
        {
            "type": "object",
            "minProperties": 1,
            "propertyNames": {"pattern": "^[a-z]{2}(-[A-Z]{2})?$"},
            "additionalProperties": {"type": "string", "maxLength": 200},
        },
    ]
}
