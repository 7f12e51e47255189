"""Issues sorted to the fields they are about, by the first parts of their JSON pointers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from form_engine.bound import BoundField, BoundLines, SummaryIssue
from metamodel import Field, Issue, Object
from metamodel.issues import Translate

Placed = Mapping[str, BoundField | BoundLines]


class PlacedIssues:
    """The issues of one form in the person's language."""

    def __init__(self, issues: Iterable[Issue], locale: str, translate: Translate) -> None:
        self._issues = [(_parts(issue.path), issue) for issue in issues]
        self._locale, self._translate = locale, translate

    def at(self, *place: str | int) -> tuple[str, ...]:
        """What is wrong at a field, or in a cell of a line item: `at("lines", 0, "price")`."""
        wanted = [str(part) for part in place]
        return tuple(
            self._sentence(issue)
            for parts, issue in self._issues
            if parts[: len(wanted)] == wanted and not _in_a_row(parts, len(wanted))
        )

    def summary(self, described: Object, placed: Placed) -> tuple[SummaryIssue, ...]:
        """Every issue once, with the input it belongs to where the form has it."""
        return tuple(self._line(parts, issue, described, placed) for parts, issue in self._issues)

    def _line(self, parts: list[str], issue: Issue, described: Object, placed: Placed) -> SummaryIssue:
        name = parts[0] if parts else ""
        item = placed.get(name)
        field: Field | None = described.by_name.get(name)
        label = item.label if item else field.label.text(self._locale) if field else ""
        hint = issue.advice(self._locale, self._translate)
        return SummaryIssue(self._sentence(issue), hint, label, _target(item, parts))

    def _sentence(self, issue: Issue) -> str:
        return issue.sentence(self._locale, self._translate)


def _target(item: BoundField | BoundLines | None, parts: list[str]) -> str:
    """The id of the input; a cell's where the issue names one."""
    if isinstance(item, BoundLines) and len(parts) > 2 and parts[1].isdecimal():
        row = next((row for row in item.rows if row.index == int(parts[1])), None)
        cell = next((cell for cell in row.cells if cell.field.name == parts[2]), None) if row else None
        return cell.id if cell else item.id
    return item.id if item else ""


def _in_a_row(parts: list[str], length: int) -> bool:
    """Whether the pointer goes on into a row, whose cell shows the issue then."""
    return length == 1 and len(parts) > 2 and parts[1].isdecimal()


def _parts(path: str) -> list[str]:
    return [part.replace("~1", "/").replace("~0", "~") for part in path.split("/")[1:]]
