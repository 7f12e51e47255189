"""Results as a Markdown table: ours, raw, their ratio and the target next to it."""

from collections.abc import Iterable

from benchmarks.clients import Load
from benchmarks.measure import Result

MOST_MEGABYTES = 200
MOST_START = 2000
HEADINGS = ("Act", "Ours", "CPU", "Raw", "Ratio", "Target", "Reached")


def table(title: str, results: Iterable[Result]) -> str:
    rows = [HEADINGS, *(line(result) for result in results)]
    widths = [max(len(row[column]) for row in rows) for column in range(len(HEADINGS))]
    ruler = tuple("-" * width for width in widths)
    body = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in (rows[0], ruler, *rows[1:])
    ]
    return "\n".join([f"## {title}", "", *body, ""])


def line(result: Result) -> tuple[str, ...]:
    target = result.measure.target
    rate = f" ({result.rows_per_second:,.0f} rows/s)" if result.rows_per_second else ""
    limit = (
        f"{target} = {milliseconds(target.limit(result.raw))}"
        if target and target.factor
        else str(target or "")
    )
    return (
        result.measure.name,
        milliseconds(result.ours) + rate,
        milliseconds(result.processor) if result.processor is not None else "",
        milliseconds(result.raw) if result.raw is not None else "",
        f"{result.ratio:.1f}" if result.ratio is not None else "",
        limit,
        {True: "yes", False: "NO", None: ""}[result.reached],
    )


def service_lines(seen: Load, start: float, start_processor: float, megabytes: float) -> list[str]:
    """What was seen of the server as a whole."""
    return [
        f"- 32 clients asking for a list: {seen.per_second:,.0f} requests/s, median {milliseconds(seen.median)}, "
        f"99 of 100 under {milliseconds(seen.slowest_of_hundred)}, {seen.failures} failed",
        f"- start-up until healthy: {milliseconds(start)}, {milliseconds(start_processor)} of the processor "
        f"(target {milliseconds(MOST_START)}: {'yes' if start <= MOST_START else 'NO'})",
        f"- resident memory after that: {megabytes:.0f} MB (target {MOST_MEGABYTES} MB: "
        f"{'yes' if megabytes <= MOST_MEGABYTES else 'NO'})",
    ]


def milliseconds(value: float) -> str:
    if value < 0.1:
        return f"{value * 1000:.1f} µs"
    return f"{value:.2f} ms" if value < 100 else f"{value / 1000:.2f} s"
