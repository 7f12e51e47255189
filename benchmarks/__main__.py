"""`python -m benchmarks`: fills two databases, measures, prints a table for each."""

import argparse
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

from benchmarks.acts import publishing, reading, writing
from benchmarks.clients import load
from benchmarks.computing import computing
from benchmarks.expressing import expressing
from benchmarks.forms import report as forms_report
from benchmarks.importing import importing
from benchmarks.measure import Measure, Result, run
from benchmarks.ours import Ours
from benchmarks.places import SMALL_TENANT, TENANT, Place, places
from benchmarks.service import serving
from benchmarks.table import line, service_lines, table
from web.composition import compose
from web.settings import read_settings

LIST_PATH = f"/api/v1/{TENANT}/records/deal?limit=50&sort=-close_date&filter=stage%20%3D%20%22won%22"


def main() -> None:
    arguments = parse_arguments()
    report = language()
    if arguments.only != "expressions":
        print(forms := forms_report(), flush=True)
        report += f"{forms}\n{databases(arguments)}"
    if arguments.write:
        arguments.write.write_text(f"# Benchmark: {arguments.rows:,} deals\n\n{report}", encoding="utf-8")


def language() -> str:
    """The report of the expression language."""
    report = table("Expressions", list(run_all(expressing()))) + "\n"
    print(report, flush=True)
    return report


def databases(arguments: argparse.Namespace) -> str:
    folder = Path(tempfile.mkdtemp(prefix="trellis-bench-"))
    try:
        with places(folder, arguments.only) as found:
            return "\n".join(measured(place, arguments.rows, arguments.small) for place in found)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def parse_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("--rows", type=int, default=1_000_000, help="deals of the large tenant")
    parser.add_argument("--small", type=int, default=10_000, help="deals of the small tenant")
    parser.add_argument("--only", choices=["expressions", "sqlite", "postgresql"], help="one part alone")
    parser.add_argument("--write", type=Path, help="a Markdown file for the results")
    return parser.parse_args()


def measured(place: Place, rows: int, small_rows: int) -> str:
    """The report of one database, printed part by part as it is known."""
    place.home.mkdir()
    place.create_tenants()
    composition = compose(read_settings(place.environment, place.home / "no.env"))
    try:
        ours, small = Ours(composition, TENANT), Ours(composition, SMALL_TENANT)
        filled = [fill(ours, rows), fill(small, small_rows)]
        floor = place.open_floor()
        try:
            results = list(run_all(reading(ours, floor, small)))
            results += run_all(writing(ours, floor))
            results += run_all([importing(ours, floor, place.environment, place.home / "deals.csv")])
            results += run_all(publishing(ours, floor))
            results += run_all(computing(ours, floor))
        finally:
            floor.close()
    finally:
        composition.close()
    parts = [table(f"{place.name}, {rows:,} deals", results), *filled, *serve(place)]
    report = "\n".join(parts) + "\n"
    print(report, flush=True)
    return report


def fill(ours: Ours, rows: int) -> str:
    begun = time.perf_counter()
    ours.fill(rows)
    rate = rows / (time.perf_counter() - begun)
    filled = f"- filled {ours.tenant} with {rows:,} deals through batches: {rate:,.0f} rows/s"
    print(filled, flush=True)
    return filled


def run_all(measures: Iterable[Measure]) -> Iterator[Result]:
    for measure in measures:
        result = run(measure)
        print("  " + "  ".join(cell for cell in line(result) if cell), flush=True)
        yield result


def serve(place: Place) -> list[str]:
    key = place.create_key()
    with serving(place.environment) as service:
        seen = load(service.address + LIST_PATH, key)
        begun = service.start_milliseconds, service.start_processor
        return service_lines(seen, *begun, service.resident_megabytes())


if __name__ == "__main__":
    main()
