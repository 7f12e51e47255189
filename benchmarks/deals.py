"""Accounts and deals as values the API takes: the same ones every time, however many are asked for."""

import datetime as dt
import random
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

Values = dict[str, Any]

CITIES = ("上海市", "北京市", "深圳市", "杭州市", "成都市", "London", "Hamburg", "Boston")
TRADES = ("科技", "贸易", "能源", "物流", "Software", "Steel", "Foods", "Optics")
GOODS = ("License", "Support", "Turbine", "Sensor", "Pump", "年度服务", "设备采购", "系统集成")
STAGES = ("prospecting", "engaging", "won", "lost")
CHANCES = {"prospecting": 20, "engaging": 50, "won": 100, "lost": 0}
FIRST_DAY = dt.date(2020, 1, 1)
DAYS = 2500
DEALS_PER_ACCOUNT = 50
NEEDLE = "4711"
"""The beginning of a number that few titles have, for the search."""


def accounts(count: int) -> Iterator[Values]:
    chance = random.Random("accounts")
    for number in range(count):
        name = f"{chance.choice(CITIES)} {chance.choice(TRADES)} {number}"
        yield {"name": name, "city": chance.choice(CITIES), "employees": chance.randrange(1, 50_000)}


def deals(count: int, account_ids: Sequence[str], seed: str = "deals") -> Iterator[Values]:
    chance = random.Random(seed)
    for number in range(count):
        stage = chance.choices(STAGES, (30, 25, 30, 15))[0]
        closes = FIRST_DAY + dt.timedelta(days=chance.randrange(DAYS))
        yield {
            "title": f"{chance.choice(GOODS)} {chance.choice(TRADES)} 合同 {number % 100_000}",
            "account": account_ids[chance.randrange(len(account_ids))],
            "stage": stage,
            "amount": f"{chance.lognormvariate(10, 1.2):.2f}",
            "close_date": closes.isoformat() if stage in ("won", "lost") or number % 4 else None,
            "probability": CHANCES[stage],
        }


def chunks(rows: Iterator[Values], size: int) -> Iterator[list[Values]]:
    while chunk := list(islice(rows, size)):
        yield chunk
