"""Pinyin of Chinese text, with the readings that family names have."""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

LONGEST_PHRASE = 6
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_PERSON = re.compile(rf"[{_HAN}]{{2,4}}")
_SPLIT = re.compile(rf"[{_HAN}]+|[^{_HAN}]+")

COMPOUND_SURNAMES = {
    "尉迟": ("yu", "chi"),
    "万俟": ("mo", "qi"),
    "单于": ("chan", "yu"),
    "长孙": ("zhang", "sun"),
    "澹台": ("tan", "tai"),
    "宰父": ("zai", "fu"),
    "令狐": ("ling", "hu"),
    "尉犁": ("yu", "li"),
}
_SURNAME_TABLE = """
曾 zeng, 单 shan, 解 xie, 仇 qiu, 区 ou, 朴 piao, 查 zha, 任 ren, 盖 ge, 乐 yue,
缪 miao, 召 shao, 覃 qin, 尹 yin, 华 hua, 秘 bi, 冼 xian, 翟 zhai, 员 yun, 贠 yun,
繁 po, 种 chong, 重 chong, 折 she, 幺 yao, 黑 he, 逄 pang, 郗 xi, 佘 she, 祭 zhai,
燕 yan, 纪 ji, 牟 mu, 谌 chen, 宓 fu, 葛 ge, 阚 kan, 那 na, 恽 yun, 隗 wei,
洗 xian, 都 du, 晟 cheng, 能 nai, 斗 dou, 臧 zang, 应 ying, 适 kuo, 句 gou, 缴 jiao,
撒 sa, 俞 yu, 邵 shao, 车 che, 石 shi, 褚 chu
"""
SURNAMES = {entry.split()[0]: entry.split()[1] for entry in _SURNAME_TABLE.split(",")}


def full(text: str) -> str:
    """The text with its Chinese characters read out, without tones: 曾国藩 is `zengguofan`."""
    return "".join(syllables(text))


def initials(text: str) -> str:
    """The first letter of every Chinese character and every other word, in small letters: 曾国藩 is `zgf`."""
    letters: list[str] = []
    for part in syllables(text):
        letters.extend(word[0] for word in re.split(r"[^\w]+", part) if word)
    return "".join(letters).lower()


def sort_key(text: str) -> str:
    """A key that puts texts in pinyin order, Chinese ones among the others; a database can hold it."""
    return " ".join(syllables(text)).casefold()


@lru_cache(maxsize=20_000)
def syllables(text: str) -> tuple[str, ...]:
    """One reading for every Chinese character, and the stretches between them as they stand."""
    plain = unicodedata.normalize("NFKC", text)
    parts: list[str] = []
    for stretch in _SPLIT.findall(plain):
        if _PERSON.fullmatch(stretch[:1] * 2):
            parts.extend(_read_name(stretch) if _PERSON.fullmatch(stretch) else _read(stretch))
        else:
            parts.append(stretch)
    return tuple(parts)


def _read_name(stretch: str) -> tuple[str, ...]:
    if stretch in _dictionary().phrases:
        return _read(stretch)
    if stretch[:2] in COMPOUND_SURNAMES:
        return (*COMPOUND_SURNAMES[stretch[:2]], *_read(stretch[2:]))
    if stretch[0] in SURNAMES:
        return (SURNAMES[stretch[0]], *_read(stretch[1:]))
    return _read(stretch)


@lru_cache(maxsize=50_000)
def _read(stretch: str) -> tuple[str, ...]:
    """Phrases as the dictionary reads them, the longest first, and characters that stand in none by themselves."""
    readings: list[str] = []
    phrases = _dictionary().phrases
    while len(readings) < len(stretch):
        place = len(readings)
        for length in range(min(LONGEST_PHRASE, len(stretch) - place), 1, -1):
            phrase = phrases.get(stretch[place : place + length])
            if phrase is not None and len(phrase) == length:
                readings.extend(_without_tone(syllable[0]) for syllable in phrase)
                break
        else:
            readings.append(_character(stretch[place]))
    return tuple(readings)


@cache
def _character(char: str) -> str:
    reading = _dictionary().characters.get(ord(char))
    return _without_tone(reading.split(",")[0]) if reading else char


@cache
def _without_tone(syllable: str) -> str:
    from pypinyin.contrib.tone_convert import to_normal

    return to_normal(syllable)


class _Dictionary(NamedTuple):
    """Readings with tones: those of a character with commas between, those of a phrase one list a character."""

    characters: Mapping[int, str]
    phrases: Mapping[str, Sequence[Sequence[str]]]


@cache
def _dictionary() -> _Dictionary:
    """Read when the first Chinese text comes: it takes a quarter of a second and 55 MB."""
    from pypinyin.constants import PHRASES_DICT, PINYIN_DICT

    return _Dictionary(PINYIN_DICT, PHRASES_DICT)
