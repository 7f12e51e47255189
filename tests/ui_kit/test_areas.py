"""The built list of provinces, cities and districts: its shape, and that it is the one people know."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from ui_kit.package_folders import package_folder

Areas = dict[str, dict[str, list[str]]]
NO_LEVEL = ("市辖区", "县", "省直辖县级行政区划", "自治区直辖县级行政区划")


@pytest.fixture(scope="module")
def areas() -> Areas:
    file = package_folder("ui_kit") / "static" / "vendor" / "china-areas.json"
    return {province: dict(cities) for province, cities in json.loads(file.read_text(encoding="utf-8"))}


def test_every_province_has_cities_and_no_level_is_made_up(areas: Areas) -> None:
    assert len(areas) == 34
    assert all(areas.values())
    names = {city for cities in areas.values() for city in cities}
    assert not names & set(NO_LEVEL)


@pytest.mark.parametrize(
    ("province", "city", "district"),
    [
        ("上海市", "上海市", "浦东新区"),
        ("重庆市", "重庆市", "城口县"),
        ("广东省", "深圳市", "南山区"),
        ("香港特别行政区", "", "湾仔区"),
        ("澳门特别行政区", "", "嘉模堂区"),
        ("台湾省", "台北市", "大安区"),
    ],
)
def test_a_district_is_found_below_its_city(areas: Areas, province: str, city: str, district: str) -> None:
    assert district in areas[province][city]


def test_a_county_without_a_city_stands_among_the_cities(areas: Areas) -> None:
    assert areas["海南省"]["定安县"] == []
    assert areas["河南省"]["济源市"] == []


def test_the_list_agrees_with_another_one(areas: Areas, shared_data: Path) -> None:
    """Not wholly: the two are of different years, and districts are renamed and joined."""
    folder = shared_data / "china-divisions"
    names = {
        kind: {row["code"]: row["name"] for row in _rows(folder / f"{kind}.csv")}
        for kind in ("provinces", "cities")
    }
    assert set(names["provinces"].values()) <= set(areas)
    cities = [
        (names["provinces"][row["provinceCode"]], row["name"])
        for row in _rows(folder / "cities.csv")
        if row["name"] not in NO_LEVEL
    ]
    assert all(city in areas[province] for province, city in cities)
    districts = [
        (names["provinces"][row["provinceCode"]], names["cities"][row["cityCode"]], row["name"])
        for row in _rows(folder / "areas.csv")
    ]
    found = [one for one in districts if _has(areas, *one)]
    assert len(districts) == 2978
    assert len(found) / len(districts) > 0.99


def _has(areas: Areas, province: str, city: str, district: str) -> bool:
    if city in NO_LEVEL:
        return district in areas[province] or district in areas[province].get(province, ())
    return district in areas[province].get(city, ())


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8") as source:
        return list(csv.DictReader(source))
