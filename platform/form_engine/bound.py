"""What templates see of a form: every part joined with values, rights and issues, and nothing to decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from form_engine.line_rows import RemovedLine
from form_engine.options import Option
from form_engine.shown import NOTHING, Shown
from metamodel import Field, Object


@dataclass(frozen=True, kw_only=True)
class BoundItem:
    """One item of a section; `template` draws it, `wide` items take the section's whole width."""

    kind: str
    id: str
    template: str
    visible: bool = True
    wide: bool = True


@dataclass(frozen=True, kw_only=True)
class BoundText(BoundItem):
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Target:
    """An object a reference may point at: where its records are searched, and made when none fits."""

    object: str
    label: str
    search: str
    create: str = ""


@dataclass(frozen=True, kw_only=True)
class BoundField(BoundItem):
    """A field with its inputs: `name` is what they post, `value` what they hold, as typed where that was refused.

    `reacts` tells that other parts of the form depend on it.
    """

    field: Field
    name: str
    widget: str
    widget_template: str
    label: str
    help: str = ""
    placeholder: str = ""
    value: Any = ""
    shown: Shown = NOTHING
    required: bool = False
    readonly: bool = False
    reacts: bool = False
    numeric: bool = False
    issues: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    grouped: bool = False
    """Whether it has several inputs under one label."""
    targets: tuple[Target, ...] = ()
    """The objects that a reference may point at."""
    alike: str = ""
    """Where is asked for records that have the same value, for fields that tell duplicates."""

    @property
    def settings(self) -> Any:
        return self.field.settings

    @property
    def width(self) -> str:
        return "full" if self.wide else "half"


@dataclass(frozen=True, kw_only=True)
class BoundRow:
    """One line item; `id` is empty until it is saved."""

    index: int
    id: str
    cells: tuple[BoundField, ...]

    @property
    def issues(self) -> tuple[str, ...]:
        return tuple(issue for cell in self.cells for issue in cell.issues)


@dataclass(frozen=True, kw_only=True)
class BoundLines(BoundItem):
    """Line items as a grid: `heads` are the columns and the cells of a new line, `totals` stand under them.

    `removed` is the line that was taken away last, `editable` are the columns that can be written in.
    """

    field: Field
    object: Object
    name: str
    label: str
    help: str = ""
    heads: tuple[BoundField, ...]
    rows: tuple[BoundRow, ...]
    totals: tuple[str, ...]
    removed: RemovedLine | None = None
    editable: tuple[str, ...] = ()
    readonly: bool = False
    reacts: bool = False
    issues: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BoundRelated(BoundItem):
    object: Object
    via: Field
    label: str
    columns: tuple[str, ...]
    limit: int


@dataclass(frozen=True, kw_only=True)
class BoundSection:
    id: str
    label: str
    help: str
    columns: int
    collapsed: bool
    visible: bool
    items: tuple[BoundItem, ...]

    @property
    def shown(self) -> bool:
        """Whether anything of it is to be seen."""
        return self.visible and any(item.visible for item in self.items)

    @property
    def has_issues(self) -> bool:
        return any(getattr(item, "issues", ()) for item in self.items)


@dataclass(frozen=True, kw_only=True)
class BoundTab:
    id: str
    label: str
    visible: bool
    sections: tuple[BoundSection, ...]

    @property
    def shown(self) -> bool:
        return self.visible and any(section.shown for section in self.sections)

    @property
    def has_issues(self) -> bool:
        return any(section.has_issues for section in self.sections)


@dataclass(frozen=True, slots=True)
class SummaryIssue:
    """One line of the summary: what is wrong, and the id of the input to go to."""

    sentence: str
    hint: str
    label: str = ""
    target: str = ""


@dataclass(frozen=True, kw_only=True)
class BoundForm:
    """A form ready to be drawn; `version` is that of the record it was made from, nothing for a new one."""

    id: str
    name: str
    label: str
    object: Object
    purpose: str
    tabs: tuple[BoundTab, ...]
    issues: tuple[SummaryIssue, ...] = ()
    version: int | None = None
    multipart: bool = False
    tab: str = ""
    """The tab that was open when the form was posted."""
    automatic: str = ""
    """What the form filled in by itself and nobody touched, for its hidden input."""

    @property
    def items(self) -> Iterator[BoundItem]:
        """Every item in the order of reading, seen or not."""
        return (item for tab in self.tabs for section in tab.sections for item in section.items)

    @property
    def shown_items(self) -> Iterator[BoundItem]:
        """The items that are seen: neither they nor their section or tab are hidden."""
        sections = (section for tab in self.shown_tabs for section in tab.sections if section.shown)
        return (item for section in sections for item in section.items if item.visible)

    @property
    def fields(self) -> dict[str, BoundField]:
        return {item.field.name: item for item in self.items if isinstance(item, BoundField)}

    @property
    def shown_tabs(self) -> tuple[BoundTab, ...]:
        return tuple(tab for tab in self.tabs if tab.shown)

    @property
    def open_tab(self) -> str:
        """The tab to begin with: the first with an issue, else the one that was open, else the first."""
        shown = self.shown_tabs
        wrong = next((tab.id for tab in shown if tab.has_issues), "")
        kept = self.tab if any(tab.id == self.tab for tab in shown) else ""
        return wrong or kept or (shown[0].id if shown else "")
