"""Taking a written address apart: 省, 市, 区 and street of Chinese ones, as far as their words tell."""

from __future__ import annotations

import re

from metamodel.field_types.reading.country import country_code
from metamodel.field_types.values import Address

_MUNICIPALITIES = ("北京", "天津", "上海", "重庆")
_PROVINCES = (
    "河北",
    "山西",
    "辽宁",
    "吉林",
    "黑龙江",
    "江苏",
    "浙江",
    "安徽",
    "福建",
    "江西",
    "山东",
    "河南",
    "湖北",
    "湖南",
    "广东",
    "海南",
    "四川",
    "贵州",
    "云南",
    "陕西",
    "甘肃",
    "青海",
    "台湾",
)
_REGIONS = {
    "内蒙古": "内蒙古自治区",
    "广西": "广西壮族自治区",
    "西藏": "西藏自治区",
    "宁夏": "宁夏回族自治区",
    "新疆": "新疆维吾尔自治区",
    "香港": "香港特别行政区",
    "澳门": "澳门特别行政区",
}
_FULL = {
    **{name: f"{name}市" for name in _MUNICIPALITIES},
    **{name: f"{name}省" for name in _PROVINCES},
    **_REGIONS,
}
_SPELLINGS = sorted({*_FULL, *_FULL.values()}, key=len, reverse=True)
_PROVINCE = re.compile("|".join(_SPELLINGS))
_SHORT = {spelling: name for name, full in _FULL.items() for spelling in (name, full)}

_HAN = "[\u4e00-\u9fff]"
_CITY = re.compile(rf"(?:(?:(?!市){_HAN}){{2,9}}?(?:自治州|地区|盟)|{_HAN}{{1,9}}?市(?!场))")
_DISTRICT = re.compile(
    rf"(?:{_HAN}{{1,14}}?(?:自治县|自治旗|林区|特区|开发区|园区)|{_HAN}{{1,9}}?(?:新区|区|县(?![市区])|旗(?![区县])|市(?![场区市])))"
)
_UNDER_A_PROVINCE = frozenset(
    ("神农架林区", "定安县", "屯昌县", "澄迈县", "临高县", "白沙黎族自治县", "昌江黎族自治县", "乐东黎族自治县",
     "陵水黎族自治县", "保亭黎族苗族自治县", "琼中黎族苗族自治县")
)  # fmt: skip
"""Counties that no city stands above: they take the place of one."""
_ZONE = rf"{_HAN}{{1,10}}?(?:管理区|示范区|实验区|聚集区)(?:管委会)?"
_NOT_DISTRICT = re.compile("(?:小区|社区|校区|厂区|院区|景区|住宅区)$")
_POSTCODE = re.compile(r"(?:邮编[:：]?\s*)?(?<![0-9])([0-9]{6})(?![0-9])$|^([0-9]{6})(?![0-9])")
_COUNTRY = re.compile("中华人民共和国|中国")


def read_address(text: str, home: str) -> Address:
    """The address in its parts; what is not recognised stays together as the street."""
    if not text.strip():
        return Address()
    if not re.search(_HAN, text):
        return _foreign(text, home)
    rest, postcode = _take_postcode(re.sub(r"[\s,，]+", " ", text).strip())
    if match := _COUNTRY.match(rest):
        rest = rest[match.end() :].lstrip()
    province, rest = _take_province(rest)
    if not province and home != "CN":
        return Address(country=home, street=rest, postcode=postcode)
    city, rest = _take_city(province, rest)
    district, rest = _take_district(city, rest) if city or province else ("", rest)
    if district in _UNDER_A_PROVINCE and not city:
        city, district = district, ""
    return Address("CN", province, city, district, rest, postcode)


def _foreign(text: str, home: str) -> Address:
    """An address in another script: its last part may be a country, the rest is the street."""
    parts = [part.strip() for part in re.split(r"[,\n]", text) if part.strip()]
    country = country_code(parts[-1]) if len(parts) > 1 and len(parts[-1]) > 2 else None
    street = ", ".join(parts[:-1] if country else parts)
    return Address(country=country or home, street=street)


def _take_postcode(text: str) -> tuple[str, str]:
    match = _POSTCODE.search(text)
    if not match:
        return text, ""
    return (text[: match.start()] + text[match.end() :]).strip(), match[1] or match[2]


def _take_province(text: str) -> tuple[str, str]:
    match = _PROVINCE.match(text)
    if not match:
        return "", text
    return _FULL[_SHORT[match[0]]], text[match.end() :].lstrip()


def _take_city(province: str, text: str) -> tuple[str, str]:
    """The city; a municipality is its own, whether it is written once or twice."""
    name = province.removesuffix("市")
    if name in _MUNICIPALITIES:
        for again in (province, "市辖区", "市辖县"):
            text = text.removeprefix(again).lstrip()
        return province, text
    return _take(_CITY, text)


def _take_district(city: str, text: str) -> tuple[str, str]:
    """The district; a zone may be called after its city: 唐山市汉沽管理区."""
    zone = re.match(re.escape(city) + _ZONE, text) if city else None
    return (zone[0], text[zone.end() :].lstrip()) if zone else _take(_DISTRICT, text, _NOT_DISTRICT)


def _take(pattern: re.Pattern[str], text: str, unless: re.Pattern[str] | None = None) -> tuple[str, str]:
    match = pattern.match(text)
    if not match or (unless and unless.search(match[0])):
        return "", text
    return match[0], text[match.end() :].lstrip()
