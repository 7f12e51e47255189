"""The import of a file by the command, beside the insert of as many rows through the driver."""

import csv
from collections.abc import Mapping
from pathlib import Path

from benchmarks.acts import BULK_TARGET
from benchmarks.deals import deals
from benchmarks.floor import Floor
from benchmarks.measure import Measure
from benchmarks.ours import Ours
from benchmarks.service import trellis

ROWS = 100_000


def importing(ours: Ours, floor: Floor, environment: Mapping[str, str], file: Path) -> Measure:
    """One round: the whole command, its start included."""
    rows = floor.some_deals(ROWS)
    write_deals(file, ours, len(rows))
    return Measure(
        f"import of {len(rows):,} rows",
        lambda: trellis(environment, "import", ours.tenant, "deal", str(file)),
        lambda: floor.insert(rows),
        BULK_TARGET,
        rounds=1,
        warm_up=0,
        rows=len(rows),
    )


def write_deals(file: Path, ours: Ours, count: int) -> None:
    rows = list(deals(count, ours.account_ids, seed="import"))
    with file.open("w", newline="", encoding="utf-8") as target:
        writer = csv.DictWriter(target, fieldnames=list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
