"""The measures of one database: which act of ours stands beside which raw one, and what is to be reached."""

from collections.abc import Iterator

from benchmarks.deals import NEEDLE, deals
from benchmarks.floor import Floor, Row
from benchmarks.measure import Measure, Target
from benchmarks.ours import CHUNK, Ours

LIST_TARGET = Target(2, 1.5)
CREATE_TARGET = Target(3, 2)
BULK_TARGET = Target(0, 4)
GROWTH_TARGET = Target(0, 1.3)
FIELD_TARGET = Target(1000)
DEEP_PAGE = 200


def reading(ours: Ours, floor: Floor, small: Ours) -> Iterator[Measure]:
    sample = [row[0] for row in floor.some_deals(1000)]
    turn = iter(range(10**9))
    behind, raw_behind = deep_cursor(ours), deep_row(floor)
    yield Measure(
        "get by id",
        lambda: ours.get(str(sample[next(turn) % len(sample)])),
        lambda: floor.get(sample[next(turn) % len(sample)]),
    )
    yield Measure("list, first page", ours.page, floor.page, LIST_TARGET)
    yield Measure(
        f"list, page {DEEP_PAGE}", lambda: ours.page(behind), lambda: floor.page(raw_behind), LIST_TARGET
    )
    yield Measure("list, beside the small tenant's", ours.page, small.page, GROWTH_TARGET)
    yield Measure("count of the filter", ours.count, floor.count, rounds=5, warm_up=1)
    yield Measure("search", ours.search, lambda: floor.search(NEEDLE), rounds=20)


def writing(ours: Ours, floor: Floor) -> Iterator[Measure]:
    rows = floor.some_deals(CHUNK)
    values = list(deals(CHUNK, ours.account_ids, seed="batch"))
    yield Measure("create one", ours.create, lambda: floor.insert(rows[:1]), CREATE_TARGET)
    yield Measure(
        f"batch of {CHUNK:,}",
        lambda: ours.batch("deal", values),
        lambda: floor.insert(rows),
        BULK_TARGET,
        rounds=5,
        warm_up=1,
        rows=CHUNK,
    )


def publishing(ours: Ours, floor: Floor) -> Iterator[Measure]:
    """The last ones: the tables are other ones afterwards."""
    yield Measure("add a field", ours.add_field, floor.add_column, FIELD_TARGET, rounds=5, warm_up=1)


def deep_cursor(ours: Ours) -> str | None:
    """Where the deep page begins, or the last page where there are fewer."""
    cursor = None
    for _ in range(DEEP_PAGE - 1):
        following = ours.page(cursor).next
        if following is None:
            break
        cursor = following
    return cursor


def deep_row(floor: Floor) -> Row | None:
    last = None
    for _ in range(DEEP_PAGE - 1):
        page = floor.page(last)
        if not page:
            break
        last = page[-1]
    return last
