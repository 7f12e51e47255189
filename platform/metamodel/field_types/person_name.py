"""The name of a person, family name and given name apart."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from metamodel.field_types.compound_type import CompoundType
from metamodel.field_types.field_type import DEFAULT_READING, Parser, Reading, ValueRefused
from metamodel.field_types.reading.text import clean_line, text_of
from metamodel.field_types.text import too_long
from metamodel.field_types.values import PersonName as Name
from metamodel.labels import DEFAULT_LOCALE, Label

if TYPE_CHECKING:
    from metamodel.field import Field

LONGEST = 100
_HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff\U00020000-\U0003ffff]")
_HAN_NAME = re.compile(f"{_HAN.pattern}{{2,4}}")
_COMPOUND_SURNAMES = """
欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 钟离 长孙 宇文 司徒 鲜于
司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 呼延 东郭 南门 羊舌 微生 公户 公玉 公仪 梁丘 公仲
公上 公门 公山 公坚 左丘 公伯 西门 公祖 第五 公乘 贯丘 公皙 南荣 东里 东宫 仲长 子书 子桑 即墨 达奚 褚师 单于 呼韩
"""
_PARTICLE_WORDS = "van von der den de del della da di du la le bin ibn al el ter ten zu dos das"
COMPOUND_SURNAMES = frozenset(_COMPOUND_SURNAMES.split())
_PARTICLES = frozenset(_PARTICLE_WORDS.split())


class PersonName(CompoundType):
    """Chinese names are shown family name first, others given name first; a text is split the same way."""

    kind = "person_name"
    label = Label({"en": "Person name", "zh-CN": "姓名"})
    group = "people"
    icon = "id-badge-2"
    widget = "person_name"
    parts = Name

    def text(self, field: Field, value: Any) -> str:
        return full_name(value)

    def parser(self, field: Field, reading: Reading = DEFAULT_READING) -> Parser:
        label = field.label

        def parse(raw: Any) -> Name | None:
            if raw is None:
                return None
            name = (
                _from_parts(raw, label) if isinstance(raw, Mapping | Name) else split_name(_line(raw, label))
            )
            return name if any(name) else None

        return parse

    def show(self, field: Field, value: Any, locale: str = DEFAULT_LOCALE, zone: dt.tzinfo = dt.UTC) -> str:
        return "" if value is None else full_name(value)


def full_name(name: Name) -> str:
    """The name in the order of its script."""
    if _HAN.match(name.family) and _HAN.match(name.given):
        return name.family + name.given
    return " ".join(part for part in (name.given, name.family) if part)


def split_name(text: str) -> Name:
    """A full name taken apart: 欧阳修, `Smith, John`, `Ludwig van Beethoven`; one that cannot be is all given."""
    if _HAN_NAME.fullmatch(text):
        length = 2 if text[:2] in COMPOUND_SURNAMES and len(text) > 2 else 1
        return Name(text[:length], text[length:])
    before, comma, after = text.replace("，", ",").partition(",")
    if comma:
        return Name(before.strip(), after.strip())
    words = text.split()
    if len(words) < 2:
        return Name("", text)
    if _HAN.match(text):
        return Name(words[0], " ".join(words[1:]))
    start = next((place for place, word in enumerate(words) if place and word in _PARTICLES), len(words) - 1)
    return Name(" ".join(words[start:]), " ".join(words[:start]))


def _from_parts(raw: Mapping[str, Any] | Name, label: Label) -> Name:
    given = raw if isinstance(raw, Mapping) else raw._asdict()
    if unknown := set(given) - set(Name._fields):
        raise ValueRefused(
            "unknown_part", "{field} has no part “{part}”", field=label, part=str(min(unknown, key=str))[:60]
        )
    return Name(**{part: _line(text, label) for part, text in given.items() if text is not None})


def _line(raw: Any, label: Label) -> str:
    text = clean_line(text_of(raw, label), label)
    if len(text) > LONGEST:
        raise too_long(label, LONGEST)
    return text
