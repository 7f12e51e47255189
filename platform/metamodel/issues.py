"""What is wrong, said to a person: a code, a place, a sentence and a way out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from metamodel.labels import DEFAULT_LOCALE, Label

Severity = Literal["error", "warning"]
Translate = Callable[[str], str]


def untranslated(text: str) -> str:
    return text


@dataclass(frozen=True, slots=True)
class Issue:
    """One thing to mend.

    `path` is a JSON pointer into what was sent; `message` and `hint` are English templates whose `{names}`
    are filled from `values`, so that the edge can translate the template before filling it.
    """

    code: str
    path: str
    message: str
    hint: str = ""
    values: Mapping[str, Any] = field(default_factory=dict)
    severity: Severity = "error"

    def under(self, prefix: str) -> Issue:
        """The same issue, seen from a document that holds this one at `prefix`."""
        return replace(self, path=prefix + self.path)

    def sentence(self, locale: str = DEFAULT_LOCALE, translate: Translate = untranslated) -> str:
        return _fill(translate(self.message), self.values, locale)

    def advice(self, locale: str = DEFAULT_LOCALE, translate: Translate = untranslated) -> str:
        return _fill(translate(self.hint), self.values, locale) if self.hint else ""

    def to_json(self, locale: str = DEFAULT_LOCALE, translate: Translate = untranslated) -> dict[str, str]:
        shown = {"code": self.code, "path": self.path, "message": self.sentence(locale, translate)}
        if self.hint:
            shown["hint"] = self.advice(locale, translate)
        if self.severity != "error":
            shown["severity"] = self.severity
        return shown


def _fill(template: str, values: Mapping[str, Any], locale: str) -> str:
    shown = {name: v.text(locale) if isinstance(v, Label) else v for name, v in values.items()}
    try:
        return template.format_map(shown)
    except (KeyError, IndexError, ValueError):
        return template


def pointer(*parts: str | int) -> str:
    """A JSON pointer (RFC 6901) to the place named by `parts`."""
    return "".join("/" + str(part).replace("~", "~0").replace("/", "~1") for part in parts)
