"""What becomes of each column: as it was guessed, and as the builder chose it on the page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from data_exchange import ColumnMapping
from data_exchange.guessing import Choice, ColumnGuess, english_name, labels, singular
from data_exchange.guessing.guess import alternative
from data_exchange.guessing.registry import ALTERNATIVES
from metamodel import Invalid, Issue, Label, is_name
from metamodel.field_types.field_type import DateOrder
from metamodel.system_fields import SYSTEM_FIELD_NAMES
from studio.new_objects import check_name
from studio.object_edits import free_name
from studio.spreadsheets.sheet import Sheet
from web.forms import Form

UNIQUE_KINDS = frozenset(
    {"text", "integer", "email", "phone", "mobile_cn", "uscc", "url", "barcode", "company_name"}
)
ORDERS: tuple[DateOrder, ...] = ("mdy", "dmy")
MOST_NAMES = "There is a column of this name already"


@dataclass(frozen=True)
class PlannedColumn:
    """A column and the field that it becomes; `taken` is false for one that is left out."""

    guess: ColumnGuess
    choice: Choice
    taken: bool
    name: str
    label: Mapping[str, str]
    required: bool
    unique: bool

    @property
    def place(self) -> int:
        return self.guess.column.place

    @property
    def words(self) -> Label:
        return Label(self.label)

    @property
    def kind(self) -> str:
        return self.choice.kind

    @property
    def may_be_required(self) -> bool:
        """Whether every row has a value that fits."""
        column, proposal = self.guess.column, self.choice.proposal
        return (
            column.is_full and not self.choice.fit.misfits and not set(proposal.blanks) - set(column.blanks)
        )

    @property
    def may_be_unique(self) -> bool:
        return self.guess.column.is_unlike and self.kind in UNIQUE_KINDS

    @property
    def misfits(self) -> tuple[str, ...]:
        return self.choice.fit.refused

    @property
    def entry(self) -> dict[str, Any]:
        """The field as the object's document has it."""
        found: dict[str, Any] = {
            "name": self.name,
            "type": self.kind,
            "label": dict(self.label),
            **self.choice.proposal.settings,
        }
        if self.required and self.may_be_required:
            found["required"] = True
            if self.kind == "lookup":  # what every record needs cannot be emptied
                found["on_delete"] = "restrict"
        if self.unique and self.may_be_unique:
            found["unique"] = True
        return found

    @property
    def mapping(self) -> ColumnMapping:
        """How the import fills the field: what does not fit is left empty, so that no row stays outside."""
        proposal = self.choice.proposal
        words = dict.fromkeys((*proposal.blanks, *self.misfits), "")
        return ColumnMapping(self.guess.column.heading, self.name, proposal.by, words, proposal.dates)


@dataclass(frozen=True)
class ObjectPlan:
    """The object that the sheet becomes."""

    name: str
    label: Mapping[str, str]
    columns: tuple[PlannedColumn, ...]
    title: int
    found: bool = True
    plural: str = ""
    """What several records are called in English, where the file says so."""

    @property
    def taken(self) -> tuple[PlannedColumn, ...]:
        return tuple(column for column in self.columns if column.taken)

    @property
    def title_field(self) -> str:
        named = next((column.name for column in self.taken if column.place == self.title), "")
        return named or self.taken[0].name

    def check(self) -> tuple[Issue, ...]:
        """Everything that stands against making it."""
        issues = [] if self.taken else [Issue("required", "/columns", "Take at least one column")]
        seen: set[str] = set()
        for column in self.taken:
            path = f"/name.{column.place}"
            if not is_name(column.name) or column.name in SYSTEM_FIELD_NAMES:
                hint = "Small English letters, digits and _, beginning with a letter"
                issues.append(
                    Issue("malformed", path, "“{name}” cannot name a field", hint, {"name": column.name})
                )
            elif column.name in seen:
                message = "Two columns are called “{name}”"
                issues.append(
                    Issue("duplicate", path, message, "Give one of them another name", {"name": column.name})
                )
            seen.add(column.name)
        return tuple(issues)


def guessed_plan(sheet: Sheet, taken: Mapping[str, Any]) -> ObjectPlan:
    """The plan as it was guessed; `taken` has the names of objects that are there."""
    names: set[str] = set(SYSTEM_FIELD_NAMES)
    columns = []
    for guess in sheet.guesses:
        name = english_name(guess.column.heading, names)
        names.add(name)
        label = labels(guess.column.heading)
        columns.append(
            PlannedColumn(
                guess, guess.best, bool(guess.column.values), name, label, guess.required, guess.unique
            )
        )
    spoken = labels(sheet.subject)
    one = {**spoken, "en": singular(spoken["en"])}
    one = {**labels(one["en"]), **one} if "zh-CN" not in one else one
    name = free_name(singular(english_name(sheet.subject, (), "sheet")), taken)
    return ObjectPlan(name, one, tuple(columns), sheet.title, plural=spoken["en"])


def read_plan(sheet: Sheet, form: Form, guessed: ObjectPlan) -> ObjectPlan:
    """The plan as the page sends it."""
    label = {
        locale: text for locale in ("en", "zh-CN") if (text := str(form.get(f"label.{locale}", "")).strip())
    }
    title = str(form.get("title", ""))
    return ObjectPlan(
        str(form.get("object", "")).strip() or guessed.name,
        label or guessed.label,
        tuple(_column(sheet, column, form) for column in guessed.columns),
        int(title) if title.isdecimal() and len(title) < 6 else guessed.title,
        form.get("found") == "true",
        guessed.plural,
    )


def check_plan(plan: ObjectPlan, blueprint: Any) -> None:
    """Raises: Invalid, Conflict."""
    if issues := plan.check():
        raise Invalid(issues)
    check_name(blueprint, plan.name)


def _column(sheet: Sheet, guessed: PlannedColumn, form: Form) -> PlannedColumn:
    place = guessed.place
    typed = {locale: str(form.get(f"{locale}.{place}", "")).strip() for locale in ("en", "zh-CN")}
    label = {locale: text for locale, text in typed.items() if text}
    return replace(
        guessed,
        choice=_choice(
            sheet, guessed, str(form.get(f"kind.{place}", "")), str(form.get(f"dates.{place}", ""))
        ),
        taken=form.get(f"use.{place}") == "true",
        name=str(form.get(f"name.{place}", "")).strip() or guessed.name,
        label=label or guessed.label,
        required=form.get(f"required.{place}") == "true",
        unique=form.get(f"unique.{place}") == "true",
    )


def _choice(sheet: Sheet, guessed: PlannedColumn, kind: str, dates: str) -> Choice:
    """The chosen type, all values read for it now, and days in the chosen order."""
    choice = guessed.guess.choice(kind)
    if choice.fit.is_sample and kind in ALTERNATIVES:
        choice = alternative(guessed.guess.column, kind, sheet.around) or choice
    if dates in ORDERS and choice.proposal.dates not in (None, dates):
        proposal = replace(choice.proposal, dates=dates)
        return replace(choice, proposal=proposal)
    return choice
