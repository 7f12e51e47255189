"""Columns of texts: addresses of the web and of mail, numbers to call, codes, names, and any other words."""

from __future__ import annotations

import re

from data_exchange.guessing.column import Column
from data_exchange.guessing.fitting import plain_field, share
from data_exchange.guessing.heading_words import (
    ADDRESS,
    CALL,
    COMPANY,
    LINK,
    NOT_A_NAME,
    NOTE,
    PERSON,
    PHRASES_OF_PERSONS,
)
from data_exchange.guessing.proposal import Proposal, Surroundings

LINE = 255
_CALLED = re.compile(r"[0-9+()\[\]./\s转分机ext#-]{6,}", re.IGNORECASE)
_WRITTEN = re.compile(r"\+[0-9]|\([0-9]+\)")
_LINK = re.compile(r"https?://|www\.", re.IGNORECASE)
_COMPANY = re.compile(
    r"(公司|集团|银行|事务所|工作室|商行|合作社)([(（].*)?$"
    r"|\b(inc|ltd|llc|gmbh|corp|corporation|company|co|plc|s\.?a|ag|b\.?v|pty|kg|oy|ab|group|holdings)\b\.?$",
    re.IGNORECASE,
)
_HAN_ADDRESS = re.compile("[省市区县镇乡路街号]")
_PERSONAL = re.compile(r"[^\W\d_][^\d]{0,60}")
_REGIONS = ("CN", "US", "GB", "DE", "FR", "JP", "HK", "TW", "SG", "AU", "IN")


def email(column: Column, around: Surroundings) -> Proposal | None:
    bare = column.bare
    if not any("@" in text for text in bare.texts[:50]):
        return None
    return _fitting(bare, "email", 0.99)


def link(column: Column, around: Surroundings) -> Proposal | None:
    bare = column.bare
    written = sum(1 for text in bare.texts if _LINK.match(text))
    if not bare.texts or (2 * written < len(bare.texts) and not column.is_called(LINK)):
        return None
    return _fitting(bare, "url", 0.98)


def mobile_cn(column: Column, around: Surroundings) -> Proposal | None:
    return _fitting(column.bare, "mobile_cn", 0.97)


def uscc(column: Column, around: Surroundings) -> Proposal | None:
    return _fitting(column.bare, "uscc", 0.99)


def phone(column: Column, around: Surroundings) -> Proposal | None:
    """Numbers to call: written like such, or under a heading that says so, in the country that fits best."""
    bare, called = column.bare, column.is_called(CALL)
    if not bare.texts or not all(_CALLED.fullmatch(text) for text in bare.texts[:100]):
        return None
    if not called and sum(1 for text in bare.texts[:100] if _WRITTEN.search(text)) < 0.6 * min(
        len(bare.texts), 100
    ):
        return None
    first = bare.first(100)
    best = max(_REGIONS, key=lambda region: share(first, plain_field("phone", {"region": region})))
    settings = {} if best == "CN" else {"region": best}
    found = share(bare, plain_field("phone", settings))
    return Proposal("phone", found * (0.96 if called else 0.7), settings, bare.blanks) if found else None


def company_name(column: Column, around: Surroundings) -> Proposal | None:
    named = column.is_called(COMPANY) and not column.is_called(NOT_A_NAME)
    like = sum(1 for text in column.texts if _COMPANY.search(text))
    if not column.holds(str) or (not named and 2 * like < column.distinct):
        return None
    return _fitting(column, "company_name", 0.9 if like * 4 > column.distinct else 0.8)


def person_name(column: Column, around: Surroundings) -> Proposal | None:
    folded = " ".join(sorted(column.words, key=column.heading.casefold().find))
    named = column.is_called(PERSON) or any(phrase in folded for phrase in PHRASES_OF_PERSONS)
    if not named or column.is_called(NOT_A_NAME) or not column.holds(str):
        return None
    if not all(_PERSONAL.fullmatch(text) for text in column.texts):
        return None
    return _fitting(column, "person_name", 0.85)


def address(column: Column, around: Surroundings) -> Proposal | None:
    """Chinese addresses, which can be taken apart."""
    like = sum(1 for text in column.texts if len(_HAN_ADDRESS.findall(text)) >= 2)
    if (
        not column.texts
        or 10 * like < 7 * column.distinct
        or not (column.is_called(ADDRESS) or column.distinct > 5)
    ):
        return None
    return _fitting(column, "address", 0.88)


def long_text(column: Column, around: Surroundings) -> Proposal | None:
    longest = max((len(text) for text in column.texts), default=0)
    lines = any("\n" in text for text in column.texts)
    if longest > LINE or lines:
        return _fitting(column, "long_text", 0.95)
    if column.is_called(NOTE) and longest > 60:
        return _fitting(column, "long_text", 0.8)
    return None


def text(column: Column, around: Surroundings) -> Proposal | None:
    longest = max((len(text) for text in column.texts), default=0)
    return Proposal("text", 0.6, {}, column.blanks) if longest <= LINE else None


def _fitting(column: Column, kind: str, most: float) -> Proposal | None:
    found = share(column, plain_field(kind))
    return Proposal(kind, found * most, {}, column.blanks) if found else None
