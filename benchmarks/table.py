"""Results as a Markdown table: ours, raw, their ratio and the target next to it."""

from collections.abc import Iterable

from benchmarks.measure import Result

HEADINGS = ("Act", "Ours", "Raw", "Ratio", "Target", "Reached")


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
    limit = f"{target} = {milliseconds(target.limit(result.raw))}" if target else ""
    return (
        result.measure.name,
        milliseconds(result.ours) + rate,
        milliseconds(result.raw) if result.raw is not None else "",
        f"{result.ratio:.1f}" if result.ratio is not None else "",
        limit,
        {True: "yes", False: "NO", None: ""}[result.reached],
    )


def milliseconds(value: float) -> str:
    return f"{value:.2f} ms" if value < 100 else f"{value / 1000:.2f} s"
