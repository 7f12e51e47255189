"""Tokens: what a text is found by, and what a search looks for.

Words are found by their beginning. Chinese text has no words: it is cut into pairs of neighbouring characters,
so that any two or more of them are found wherever they stand; the last character of a stretch stands alone, so
that a single one is found as the beginning of a token. Chinese names are found by their pinyin and by its
initials too, from any character on.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

from metamodel.chinese import pinyin

MAX_TOKENS = 4000
"""How many tokens of one record are kept."""
MAX_WORD = 60
MAX_SEARCHED = 12
"""How many words of a search count."""
READ_ALOUD = 40
"""Chinese texts up to this length are found by pinyin."""
WINDOW = 6

_CHINESE = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_STRETCH = re.compile(rf"[{_CHINESE}]+|[^\W_{_CHINESE}]+")
_ASCII_WORD = re.compile(r"[a-z0-9]+")
_NOTHING_TO_FOLD = re.compile("[\x00-\x7f\u4e00-\u9fff]*")
_IS_CHINESE = re.compile(rf"[{_CHINESE}]")


def tokens(texts: Iterable[str]) -> list[str]:
    """The tokens of a record's texts, in the order they stand in."""
    found: list[str] = []
    for text in texts:
        if text.isascii():
            found += _ASCII_WORD.findall(text.lower())
        else:
            found += _tokens_of(text)
    if len(found) > MAX_TOKENS:
        del found[MAX_TOKENS:]
    if found and max(map(len, found)) > MAX_WORD:
        return [token[:MAX_WORD] for token in found]
    return found


def searched(text: str) -> tuple[tuple[str, ...], ...]:
    """What a search looks for: every entry must be found, several tokens of one in a row, the last one as the
    beginning of a token where it is a word or a single character."""
    stretches = _STRETCH.findall(fold(text))[:MAX_SEARCHED]
    return tuple(tuple(_pairs(part)) if _IS_CHINESE.match(part) else (part[:MAX_WORD],) for part in stretches)


def is_prefix(sought: tuple[str, ...]) -> bool:
    """Whether the beginning of a token is enough."""
    return len(sought) == 1 and (len(sought[0]) == 1 or not _IS_CHINESE.match(sought[0]))


def fold(text: str) -> str:
    """The text in one spelling: small letters, no accents, full-width forms made plain."""
    if text.isascii() or _NOTHING_TO_FOLD.fullmatch(text):
        return text.lower()
    plain = unicodedata.normalize("NFKD", text).casefold()
    marked = "".join(char for char in plain if not unicodedata.combining(char))
    return unicodedata.normalize("NFC", marked)


def _tokens_of(text: str) -> list[str]:
    aloud = len(text) <= READ_ALOUD
    found: list[str] = []
    for stretch in _STRETCH.findall(fold(text)):
        if stretch.isascii() or not _IS_CHINESE.match(stretch):
            found.append(stretch)
        else:
            found += _tokens_of_chinese(stretch, aloud=aloud)
    return found


@lru_cache(maxsize=20_000)
def _tokens_of_chinese(stretch: str, *, aloud: bool) -> tuple[str, ...]:
    last = [stretch[-1]] if len(stretch) > 1 else []
    return (*_pairs(stretch), *last, *(_read_aloud(stretch) if aloud else ()))


def _pairs(stretch: str) -> Iterator[str]:
    if len(stretch) == 1:
        yield stretch
    for place in range(len(stretch) - 1):
        yield stretch[place : place + 2]


def _read_aloud(stretch: str) -> Iterator[str]:
    syllables = pinyin.syllables(stretch)
    for place in range(len(syllables)):
        window = syllables[place : place + WINDOW]
        yield "".join(window)
        if len(window) > 1:
            yield "".join(syllable[0] for syllable in window)
