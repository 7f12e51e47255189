"""The formula cases that lie beside the repository, as Python values."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from expressions import Blanks
from expressions.temporal import parse_time
from tests.expressions.evaluators import FAILED, Given

LEFT_OUT = Path(__file__).parent / "formula_cases_left_out.json"
BLANKS: tuple[Blanks, ...] = ("zero", "blank")
_TOLERANCE = Decimal("1e-12")


@dataclass(frozen=True)
class Case:
    """One row in one mode of blanks."""

    id: str
    blanks: Blanks
    formula: str
    given: Mapping[str, Given]
    derived: Mapping[str, tuple[str, str]]
    expected: Any


def read_cases(folder: Path) -> Iterator[Case]:
    """Every row in both modes, but for the ones left out by name."""
    left_out = json.loads(LEFT_OUT.read_text(encoding="utf-8"))
    with (folder / "formula-cases" / "cases.jsonl").open(encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            if row["id"] in left_out:
                continue
            given = {name: Given(each["type"], value_of(each)) for name, each in row["inputs"].items()}
            derived = {
                name: (each["type"], each["formula"]) for name, each in (row.get("derived") or {}).items()
            }
            for blanks in BLANKS:
                expected = row[f"blanks_{blanks}"]
                wanted = FAILED if "error" in expected else value_of(expected)
                yield Case(row["id"], blanks, row["formula"], given, derived, wanted)


def value_of(each: Mapping[str, Any]) -> Any:
    kind, value = each["type"], each["value"]
    if value is None or kind in ("text", "boolean"):
        return value
    if kind == "number":
        return Decimal(value)
    if kind == "date" and "T" not in value:
        return dt.date.fromisoformat(value)
    if kind == "time":
        return parse_time(value)
    return dt.datetime.fromisoformat(value)


def agrees(found: Any, expected: Any) -> bool:
    """Whether a value is the expected one; numbers may differ in digits that other engines do not have."""
    if isinstance(found, Decimal) and isinstance(expected, Decimal):
        return abs(found - expected) <= _TOLERANCE * max(Decimal(1), abs(expected))
    return bool(found == expected)
