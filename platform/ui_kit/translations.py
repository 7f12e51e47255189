"""Texts in the person's language: the `.po` catalogues of all packages, read once."""

from __future__ import annotations

import gettext
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from babel.messages.pofile import read_po

from ui_kit.presentation import LOCALES

Messages = dict[str, str | tuple[str, ...]]


@dataclass(frozen=True)
class Catalogue:
    """The messages of one locale; what is missing comes back in English."""

    locale: str
    messages: Mapping[str, str | tuple[str, ...]]
    plural_index: Callable[[int], int]

    def gettext(self, message: str) -> str:
        found = self.messages.get(message)
        return found if isinstance(found, str) else (found[0] if found else message)

    def ngettext(self, singular: str, plural: str, count: int) -> str:
        found = self.messages.get(singular)
        if isinstance(found, tuple):
            return found[min(self.plural_index(count), len(found) - 1)]
        return found or (singular if count == 1 else plural)

    def text(self, message: str, **values: object) -> str:
        """The message in this locale with its `{names}` filled in."""
        return self.gettext(message).format_map(values)


class Translations:
    """All catalogues of the given packages (`<package>/locale/zh_CN.po`)."""

    def __init__(self, packages: Iterable[Path]) -> None:
        self._packages = tuple(packages)
        self._catalogues: dict[str, Catalogue] = {}

    def of(self, locale: str) -> Catalogue:
        """The catalogue of a locale, read when it is first wanted; English for one that is not shipped."""
        known = locale if locale in LOCALES else LOCALES[0]
        if known not in self._catalogues:
            self._catalogues[known] = _load(known, self._packages)
        return self._catalogues[known]


def _load(locale: str, packages: tuple[Path, ...]) -> Catalogue:
    messages: Messages = {}
    plural = "(n != 1)"
    for package in packages:
        file = package / "locale" / f"{locale.replace('-', '_')}.po"
        if file.is_file():
            found, plural = read_catalogue(file)
            messages.update(found)
    return Catalogue(locale, messages, gettext.c2py(plural))


def read_catalogue(file: Path) -> tuple[Messages, str]:
    """The translated messages of a `.po` file, by their English text, and its plural rule."""
    with file.open("rb") as source:
        catalogue = read_po(source)
    messages: Messages = {}
    for entry in catalogue:
        if not entry.id or entry.fuzzy:
            continue
        key = entry.id if isinstance(entry.id, str) else entry.id[0]
        translated = entry.string if isinstance(entry.string, str) else tuple(entry.string or ())
        if translated and all(translated):
            messages[key] = translated
    return messages, catalogue.plural_expr
