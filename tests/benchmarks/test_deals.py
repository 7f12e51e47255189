"""The rows of a benchmark: always the same ones, and such that every measure has something to find."""

from benchmarks.deals import NEEDLE, accounts, chunks, deals

IDS = ["a", "b"]


def test_the_same_rows_come_every_time() -> None:
    assert list(deals(50, IDS)) == list(deals(50, IDS))
    assert list(deals(50, IDS)) != list(deals(50, IDS, seed="other"))


def test_account_names_are_unique() -> None:
    assert len({account["name"] for account in accounts(500)}) == 500


def test_some_deals_match_the_filter_and_few_the_search() -> None:
    rows = list(deals(10_000, IDS))
    assert 1_000 < sum(row["stage"] == "won" and float(row["amount"]) >= 20_000 for row in rows) < 3_000
    assert 0 < sum(NEEDLE in row["title"] for row in rows) < 20


def test_chunks_hold_all_rows_in_order() -> None:
    assert [len(chunk) for chunk in chunks(deals(25, IDS), 10)] == [10, 10, 5]
