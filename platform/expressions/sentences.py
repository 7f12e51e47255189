"""The sentence templates of `describe`, in English and Chinese, read from the package's catalogue."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from babel.messages.pofile import read_po

COMPARED = {
    "=": "{left} is {right}",
    "<>": "{left} is not {right}",
    ">": "{left} is more than {right}",
    ">=": "{left} is at least {right}",
    "<": "{left} is less than {right}",
    "<=": "{left} is at most {right}",
}
COMPARED_IN_TIME = {
    **COMPARED,
    ">": "{left} is after {right}",
    ">=": "{left} is on or after {right}",
    "<": "{left} is before {right}",
    "<=": "{left} is on or before {right}",
}
BLANK = "{value} is blank"
NOT_BLANK = "{value} is not blank"
ONE_OF = "{value} is one of {choices}"
NONE_OF = "{value} is none of {choices}"
IS_TRUE = "{value} is yes"
IS_FALSE = "{value} is no"
NOT = "not ({condition})"
AND = " and "
OR = " or "
LIST = ", "
BEHIND = "{field} of {record}"
CALLS = {
    "CONTAINS": "{0} contains {1}",
    "BEGINS": "{0} begins with {1}",
    "ENDS": "{0} ends with {1}",
    "INCLUDES": "{0} includes {1}",
    "ISBLANK": BLANK,
    "ISNULL": BLANK,
    "TODAY": "today",
    "NOW": "now",
    "ISNEW": "the record is new",
    "ISCHANGED": "{0} changes",
    "CHANGEDTO": "{0} becomes {1}",
    "PRIORVALUE": "{0} before",
    "HASROLE": "the person has the role {0}",
    "INTEAM": "the person is in the team {0}",
}
DENIED_CALLS = {"CONTAINS": "{0} does not contain {1}", "INCLUDES": "{0} does not include {1}"}
VARIABLES = {"$today": "today", "$now": "now", "$user": "the person"}
WORDS = {"true": "yes", "false": "no", "null": "blank"}
IN_THE_PAST = "{days} days ago"
IN_THE_FUTURE = "{days} days from today"


@lru_cache(maxsize=8)
def catalogue(locale: str) -> dict[str, str]:
    """English templates with their text in a locale; empty for English."""
    file = Path(__file__).parent / "locale" / f"{locale.replace('-', '_')}.po"
    if not file.is_file():
        return {}
    with file.open("rb") as source:
        return {str(entry.id): str(entry.string) for entry in read_po(source) if entry.id and entry.string}


def sentence(template: str, locale: str) -> str:
    """The template in a locale; in English where the locale has none."""
    return catalogue(locale).get(template, template)
