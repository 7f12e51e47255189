"""Names of people and companies, addresses and places on the globe."""

from __future__ import annotations

import csv
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from metamodel import Address, Geolocation, PersonName
from tests.fields import a_field
from tests.metamodel.field_types.reading import read, refusal, shown

NAMES: list[tuple[Any, str, str]] = [
    ("李雷", "李", "雷"),
    ("欧阳修", "欧阳", "修"),
    ("司马 相如", "司马", "相如"),
    ("John Smith", "Smith", "John"),
    ("Smith, John", "Smith", "John"),
    ("Mary Ann Evans", "Evans", "Mary Ann"),
    ("Ludwig van Beethoven", "van Beethoven", "Ludwig"),
    ("约翰·史密斯", "", "约翰·史密斯"),
    ("Madonna", "", "Madonna"),
    ({"family": "李", "given": " 雷 "}, "李", "雷"),
    ({"given": "雷"}, "", "雷"),
]


@pytest.mark.parametrize(("raw", "family", "given"), NAMES, ids=str)
def test_a_name_is_taken_apart(raw: Any, family: str, given: str) -> None:
    assert read("person_name", raw) == PersonName(family, given)


def test_a_name_is_shown_in_the_order_of_its_script() -> None:
    assert shown("person_name", PersonName("李", "雷")) == "李雷"
    assert shown("person_name", PersonName("Smith", "John"), "zh-CN") == "John Smith"


def test_the_first_column_of_a_name_is_the_whole() -> None:
    field = a_field("person_name")
    stored = field.type.to_columns(field, PersonName("李", "雷"))
    columns = dict(zip((column.name("who") for column in field.columns), stored, strict=True))
    assert next(iter(columns)) == "who"
    assert columns | {"who": "李雷", "who__family": "李", "who__given": "雷"} == columns


def test_two_spellings_of_a_company_have_one_key() -> None:
    field = a_field("company_name")
    spellings = ("客户Ａ（北京）有限公司", "北京市客户A有限责任公司")
    assert len({field.type.to_columns(field, read("company_name", raw))[1] for raw in spellings}) == 1


ADDRESSES: list[tuple[Any, Address]] = [
    (
        "广东省深圳市南山区科技园南路1号 518057",
        Address("CN", "广东省", "深圳市", "南山区", "科技园南路1号", "518057"),
    ),
    ("中国广东深圳市南山区科技园", Address("CN", "广东省", "深圳市", "南山区", "科技园")),
    ("518057 广东省深圳市", Address("CN", "广东省", "深圳市", postcode="518057")),
    ("上海市浦东新区张江路1号", Address("CN", "上海市", "上海市", "浦东新区", "张江路1号")),
    ("北京市 北京市 朝阳区 建国路", Address("CN", "北京市", "北京市", "朝阳区", "建国路")),
    ("内蒙古呼和浩特市赛罕区大学西街", Address("CN", "内蒙古自治区", "呼和浩特市", "赛罕区", "大学西街")),
    (
        "新疆伊犁哈萨克自治州伊宁市解放路",
        Address("CN", "新疆维吾尔自治区", "伊犁哈萨克自治州", "伊宁市", "解放路"),
    ),
    ("辽宁省营口市西市区渤海大街", Address("CN", "辽宁省", "营口市", "西市区", "渤海大街")),
    ("河南省新乡市辉县市城关", Address("CN", "河南省", "新乡市", "辉县市", "城关")),
    ("海南省定安县定城镇", Address("CN", "海南省", "定安县", "", "定城镇")),
    ("湖北省神农架林区松柏镇", Address("CN", "湖北省", "神农架林区", "", "松柏镇")),
    ("河北省唐山市唐山市汉沽管理区1号", Address("CN", "河北省", "唐山市", "唐山市汉沽管理区", "1号")),
    ("江苏省苏州市阳光小区5栋", Address("CN", "江苏省", "苏州市", "", "阳光小区5栋")),
    ("幸福小区5栋", Address("CN", street="幸福小区5栋")),
    ("10 Downing St\nLondon\nUnited Kingdom", Address("GB", street="10 Downing St, London")),
    ({"country": "China", "city": "深圳市"}, Address("CN", city="深圳市")),
    (
        {"country": "美国", "street": "1 Main St", "city": "Springfield"},
        Address("US", "", "Springfield", "", "1 Main St"),
    ),
]


@pytest.mark.parametrize(("raw", "address"), ADDRESSES, ids=str)
def test_an_address_is_taken_apart(raw: Any, address: Address) -> None:
    assert read("address", raw) == address


def test_nearly_every_district_of_china_is_found(shared_data: Path) -> None:
    folder = shared_data / "china-divisions"
    provinces = {row["code"]: row["name"] for row in _rows(folder / "provinces.csv")}
    cities = {row["code"]: row["name"] for row in _rows(folder / "cities.csv")}
    wanted = [
        Address("CN", provinces[row["provinceCode"]], cities[row["cityCode"]], row["name"], "人民路1号")
        for row in _rows(folder / "areas.csv")
        if cities[row["cityCode"]][-1] in "市州盟"
    ]
    right = sum(read("address", "".join(address[1:])) == address for address in wanted)
    assert len(wanted) > 2700
    assert right / len(wanted) > 0.99


def _rows(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8") as source:
        return list(csv.DictReader(source))


def test_only_a_country_at_home_is_no_address() -> None:
    assert read("address", {"country": "CN"}) is None
    assert read("address", {"country": "US"}) == Address("US")


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        ({"country": "Atlantis"}, "unknown_country"),
        ({"town": "x"}, "unknown_part"),
        ({"city": "x" * 256}, "too_long"),
    ],
)
def test_a_wrong_address_is_refused(raw: Any, code: str) -> None:
    assert refusal("address", raw).code == code


def test_addresses_are_shown_in_the_order_of_their_country() -> None:
    assert (
        shown("address", Address("CN", "上海市", "上海市", "浦东新区", "张江路1号"))
        == "上海市浦东新区张江路1号"
    )
    abroad = Address("US", "IL", "Springfield", "", "1 Main St", "62701")
    assert shown("address", abroad) == "1 Main St, Springfield, IL 62701, United States"
    assert shown("address", abroad, "zh-CN").endswith("美国")
    assert shown("address", abroad, country="US") == "1 Main St, Springfield, IL 62701"


SHANGHAI = Geolocation(Decimal("31.230400"), Decimal("121.473700"))


@pytest.mark.parametrize(
    "raw",
    [
        "31.2304, 121.4737",
        "31.2304 121.4737",
        "31.2304N 121.4737E",
        "31.2304° N, 121.4737° E",
        "３１.２３０４，１２１.４７３７",
        {"lat": 31.2304, "lng": "121.4737"},
        SHANGHAI,
    ],
    ids=str,
)
def test_a_place_is_read(raw: Any) -> None:
    assert read("geolocation", raw) == SHANGHAI


def test_south_and_west_are_negative() -> None:
    assert read("geolocation", "33.9S, 18.4W") == Geolocation(Decimal("-33.900000"), Decimal("-18.400000"))


@pytest.mark.parametrize(
    "raw", ["91, 0", "0, 181", "31.2", "north", {"lat": 1}, [1, 2], {"lat": None, "lng": 1}, 5]
)
def test_what_is_no_place_is_refused(raw: Any) -> None:
    assert refusal("geolocation", raw).code == "not_a_location"
