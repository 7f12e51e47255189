"""English names for headings of any language, and their words in both languages."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping
from functools import cache

from data_exchange.guessing.column import heading_parts
from data_exchange.guessing.heading_words import CHINESE
from metamodel import is_name
from metamodel.chinese import pinyin

LONGEST = 60
_HAN = re.compile("[\u4e00-\u9fff]")
_LONGEST_WORD = max(map(len, CHINESE))
_CASED = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def english_name(text: str, taken: Container[str], otherwise: str = "original") -> str:
    """A name for formulas and the API: 客户名称 is `customer_name`, `MonthlyCharges` is `monthly_charges`.

    One that is taken gets a number behind it; `otherwise` stands in front of what no name can begin with.
    """
    words = [word for part in heading_parts(text) for word in _english(part)]
    name = re.sub("[^a-z0-9_]", "", "_".join(words).lower())[:LONGEST].strip("_")
    if not name or not name[0].isalpha():
        name = f"{otherwise}_{name}".rstrip("_")
    if not is_name(name):
        name = otherwise
    names = (name, *(f"{name[: LONGEST - 4]}_{number}" for number in range(2, 2000)))
    return next(one for one in names if one not in taken)


def singular(text: str) -> str:
    """An English word for one of several: `Customers` is `Customer`, `categories` is `category`."""
    if text.endswith("ies") and len(text) > 4:
        return text[:-3] + "y"
    if text.endswith(("sses", "xes", "ches", "shes")):
        return text[:-2]
    return text[:-1] if text.endswith("s") and not text.endswith(("ss", "us", "is", "ews")) else text


def labels(heading: str) -> dict[str, str]:
    """What the heading is called in each language that is known: English for Chinese words and the other way."""
    if not _HAN.search(heading):
        spoken = _spoken(heading)
        chinese = _chinese(spoken)
        return {"en": spoken, **({"zh-CN": chinese} if chinese else {})}
    words = [word for part in heading_parts(heading) for word in _english(part)]
    return {"en": " ".join(words).capitalize() or heading, "zh-CN": heading}


def _spoken(heading: str) -> str:
    """`monthlyCharges` as `Monthly charges`; a heading with spaces stays as it is written."""
    plain = " ".join(_CASED.sub(" ", heading.replace("_", " ")).split())
    if " " in heading.strip() and plain[:1].isupper():
        return " ".join(heading.split())
    words = [word if word.isupper() and len(word) > 1 else word.lower() for word in plain.split()]
    return (
        (words[0][:1].upper() + words[0][1:] + "".join(f" {word}" for word in words[1:]))
        if words
        else heading
    )


def _english(part: str) -> list[str]:
    """The words of a stretch of a heading: Chinese ones by the longest that is known, else read out."""
    if not _HAN.search(part):
        return [part.lower()]
    found: list[str] = []
    place = 0
    unread = ""
    while place < len(part):
        length = next(
            (
                n
                for n in range(_LONGEST_WORD, 0, -1)
                if part[place : place + n] in CHINESE and n <= len(part) - place
            ),
            0,
        )
        if not length:
            unread += part[place]
            place += 1
            continue
        found += _read_out(unread)
        unread = ""
        found += CHINESE[part[place : place + length]].split()
        place += length
    return found + _read_out(unread)


def _read_out(text: str) -> list[str]:
    return [pinyin.full(text).replace("ü", "v")] if text else []


def _chinese(spoken: str) -> str:
    """The Chinese of a heading whose words are all known; nothing else."""
    known = _by_english()
    text = spoken.lower()
    if text in known:
        return known[text]
    words = text.split()
    return "".join(known[word] for word in words) if words and all(word in known for word in words) else ""


@cache
def _by_english() -> Mapping[str, str]:
    found = {
        "name": "名称", "number": "编号", "phone": "电话", "email": "邮箱", "id": "编号", "code": "编码", "account": "客户",
        "last name": "姓", "surname": "姓", "first name": "名", "given name": "名", "contact name": "联系人姓名",
        "contact title": "联系人职务", "job title": "职务", "gender": "性别", "postal code": "邮编", "zip": "邮编",
    }  # fmt: skip
    for chinese, english in CHINESE.items():
        if english and english not in found:
            found[english] = chinese
    return found
