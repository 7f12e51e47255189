"""Company names reduced to a key, so that two ways to write one company meet."""

import re
import unicodedata

from metamodel.chinese.regions import REGIONS, region_at_start

_NOISE = re.compile(r"[\s·・,，.。、\"'“”‘’《》<>\-_&/]+")
_BRACKET = re.compile(r"[(\[【〔]([^)\]】〕]*)[)\]】〕]")
_BRANCH = re.compile(r"(?:分公司|办事处|代表处|分店|分行|支行|营业部|事业部|分厂|分部|分院|分所)$")
_LEGAL_FORM = re.compile(
    r"(?:股份有限责任公司|集团股份有限公司|集团有限责任公司|集团有限公司|股份有限公司|有限责任公司|有限公司|"
    r"股份公司|集团公司|总公司|集团|公司|有限合伙|普通合伙|合伙企业|个体工商户|"
    r"incorporated|corporation|limited|company|coltd|pteltd|ptyltd|gmbh|corp|inc|llc|ltd|plc|llp|bv|sa|co)$"
)
_LATIN_FORM = re.compile(r"[a-z]+$")


def matching_key(text: str) -> str:
    """The key that the spellings of one company share: name, then `@region`, then `#branch` where written.

    Bracket width, spaces, letter case, legal form and the place of the region do not count;
    a branch stays apart.
    Example: `客户Ａ（北京）有限公司` and `北京市客户A有限责任公司` both give `客户a@北京`.
    """
    folded = unicodedata.normalize("NFKC", text).casefold().strip()
    company, branch = _split_branch(folded)
    bracketed = [_plain_region(part) for part in _BRACKET.findall(company)]
    name = _without_legal_form(_BRACKET.sub("", company))
    leading, rest = region_at_start(name)
    regions = [part for part in bracketed if part]
    if leading and len(rest) > 1:
        name, regions = rest, [leading, *regions]
    key = name + "".join(f"@{region}" for region in dict.fromkeys(regions))
    return f"{key}#{branch}" if branch else key


def _split_branch(text: str) -> tuple[str, str]:
    """The head company and the branch: `客户a有限公司(北京)分公司` is `客户a有限公司` and `北京分公司`."""
    match = _BRANCH.search(_joined(text))
    if match is None:
        return text, ""
    rank = match.group()
    head = text[: text.rindex(rank)].rstrip()
    place = re.search(r"[(\[【〔]([^)\]】〕]*)[)\]】〕]$", head)
    if place:
        return head[: place.start()], _plain_region(place.group(1)) + rank
    company = re.match(r"(.*(?:公司|集团|银行))(.*)$", head, re.DOTALL)
    if company and company.group(2):
        return company.group(1), _plain_region(company.group(2)) + rank
    return _region_at_end(head, rank)


def _region_at_end(head: str, rank: str) -> tuple[str, str]:
    for length in range(min(5, len(head) - 1), 1, -1):
        if _plain_region(head[-length:]) in REGIONS:
            return head[:-length], _plain_region(head[-length:]) + rank
    return head, rank


def _plain_region(text: str) -> str:
    plain = _joined(text)
    region, rest = region_at_start(plain)
    return region + rest


def _without_legal_form(text: str) -> str:
    """The name without its legal form, `有限公司` or `Co., Ltd.`; a name that is nothing else stays."""
    words = text.replace(".", "").replace(",", " ").split()
    while len(words) > 1 and _LATIN_FORM.fullmatch(words[-1]) and _LEGAL_FORM.fullmatch(words[-1]):
        words.pop()
    name = _joined("".join(words))
    shorter = re.sub(r"[^\x00-\x7f]+$", lambda tail: _LEGAL_FORM.sub("", tail.group()), name)
    return shorter or name


def _joined(text: str) -> str:
    return _NOISE.sub("", text)
