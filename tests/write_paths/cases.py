"""The rules under test: what is sent to a record, and what comes of it on every path."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

Values = Mapping[str, str | None]
"""Texts as people type them, which every path takes; None is a blank."""


@dataclass(frozen=True)
class Refused:
    """Nothing is written, and this is said."""

    sentence: str


@dataclass(frozen=True)
class Kept:
    """It is written, and these are the values then."""

    values: Values


Outcome = Refused | Kept


@dataclass(frozen=True)
class Case:
    """One rule put to the test; `but` are the paths where something else comes of it, each with its reason in `why`."""

    name: str
    sent: Values
    outcome: Outcome
    start: Values = field(default_factory=dict)
    """What the record has before, beside its title and code; creating has none."""
    beside: Values = field(default_factory=dict)
    """Another record that is there."""
    but: Mapping[str, Outcome] = field(default_factory=dict)
    why: str = ""


CREATING = (
    Case("nothing_against_it", {"title": "A", "amount": "5"}, Kept({"title": "A", "amount": "5.00"})),
    Case("required", {"code": "X1"}, Refused("Title is needed")),
    Case("required_when", {"title": "A", "stage": "won"}, Refused("Reason is needed")),
    Case(
        "required_when_it_does_not_hold",
        {"title": "A", "stage": "lost"},
        Kept({"stage": "lost", "reason": None}),
    ),
    Case(
        "required_while_hidden",
        {"title": "A", "amount": "60"},
        Refused("Cause is needed"),
    ),
    Case("rule", {"title": "A", "amount": "-1"}, Refused("An amount cannot be negative")),
    Case("constant_default", {"title": "A"}, Kept({"note": "plain", "stage": "new"})),
    Case("worked_out_default", {"title": "A", "amount": "5"}, Kept({"double": "10.00"})),
    Case("given_value_wins_over_defaults",
         {"title": "A", "amount": "5", "note": "mine", "double": "3"},
         Kept({"note": "mine", "double": "3.00"})),
    Case("unique", {"title": "A", "code": "C7"}, Refused("has the same Code"), beside={"code": "C7"}),
    Case("unique_set", {"title": "A", "region": "east", "slot": "1"}, Refused("has the same Region, Slot"),
         beside={"region": "east", "slot": "1"}),
    Case("unique_set_with_a_blank", {"title": "A", "region": "east"}, Kept({"region": "east", "slot": None}),
         beside={"region": "east"}),
    Case("options_when", {"title": "A", "country": "us", "city": "sh"}, Refused("does not go with")),
    Case("options_when_it_goes", {"title": "A", "country": "cn", "city": "sh"}, Kept({"country": "cn", "city": "sh"})),
    Case("look_up_filter", {"title": "A", "region": "west", "like": "Beside"}, Refused("cannot be chosen here"),
         beside={"region": "east"}),
    Case("look_up_filter_that_leaves_it", {"title": "A", "region": "east", "like": "Beside"}, Kept({"region": "east"}),
         beside={"region": "east"}),
    Case("read_only_in_a_new_record", {"title": "A", "stage": "won", "reason": "x", "locked": "b"},
         Kept({"locked": "b"}), but={"form": Kept({"locked": None})},
         why="a form locks the field as soon as its condition holds, so its input does not count"),
    Case("hidden", {"title": "A", "stage": "new", "hidden": "x"}, Kept({"hidden": "x"}),
         but={"form": Kept({"hidden": None})},
         why="a form does not read what it does not show; hidden is no protection: field rights are"),
    Case("shown", {"title": "A", "stage": "lost", "hidden": "x"}, Kept({"hidden": "x"})),
)  # fmt: skip

CHANGING = (
    Case("nothing_against_it", {"amount": "7"}, Kept({"amount": "7.00"}), start={"amount": "5"}),
    Case("required", {"title": None}, Refused("Title is needed")),
    Case("required_when", {"stage": "won"}, Refused("Reason is needed")),
    Case("required_when_it_is_there", {"stage": "won"}, Kept({"stage": "won"}), start={"reason": "x"}),
    Case("required_when_it_is_taken_away", {"reason": None}, Refused("Reason is needed"),
         start={"stage": "won", "reason": "x"}),
    Case("required_while_hidden", {"amount": "60"}, Refused("Cause is needed")),
    Case("rule", {"amount": "-1"}, Refused("An amount cannot be negative")),
    Case("rule_about_before", {"stage": "new"}, Refused("Won is won"), start={"stage": "won", "reason": "x"}),
    Case("defaults_are_for_new_records", {"amount": "9"}, Kept({"amount": "9.00", "double": "10.00", "note": None}),
         start={"amount": "5", "note": None}),
    Case("unique", {"code": "C7"}, Refused("has the same Code"), beside={"code": "C7"}),
    Case("unique_set", {"slot": "1"}, Refused("has the same Region, Slot"),
         start={"region": "east", "slot": "2"}, beside={"region": "east", "slot": "1"}),
    Case("options_when", {"country": "us"}, Refused("does not go with"), start={"country": "cn", "city": "sh"}),
    Case("look_up_filter", {"like": "Beside"}, Refused("cannot be chosen here"), start={"region": "west"},
         beside={"region": "east"}),
    Case("read_only", {"locked": "b"}, Refused("Locked can no longer be changed"),
         start={"stage": "won", "reason": "x", "locked": "a"},
         but={"form": Kept({"locked": "a"}), "cell": Refused("This value cannot be changed here")},
         why="a form shows the field locked and does not read it; a cell of it has no editor"),
    Case("read_only_that_does_not_hold", {"locked": "b"}, Kept({"locked": "b"}), start={"locked": "a"}),
    Case("hidden", {"hidden": "y"}, Kept({"hidden": "y"}), start={"hidden": "x"},
         but={"form": Kept({"hidden": "x"})},
         why="a form keeps what it does not show; hidden is no protection: field rights are"),
)  # fmt: skip
