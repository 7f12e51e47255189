"""What can be wrong with computed fields beside other objects: circles, and what no stored value can follow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from graphlib import CycleError, TopologicalSorter

from expressions import FUNCTIONS, Checked, walk
from expressions.tree import Path
from metamodel import Blueprint, Field, Issue, pointer
from metamodel.field_types.rollup import child_of, lookup_of
from record_store.computed.clock import asks_the_clock, formulas_of_the_moment
from record_store.computed.computation import Computation
from record_store.computed.computations import COMPUTED_BY, computations
from record_store.computed.formula import BY_DATABASE, FormulaComputation
from record_store.computed.rollup import RollupComputation
from record_store.live import Live

ADDED_UP = frozenset({"number", "duration"})
ORDERED = frozenset({"number", "duration", "text", "date", "datetime", "time"})
FITS: Mapping[str, Callable[[Field], bool]] = {
    "count_distinct": lambda _: True,
    "sum": lambda field: field.type.value_type in ADDED_UP,
    "average": lambda field: field.type.value_type in ADDED_UP,
    "minimum": lambda field: field.type.sortable and field.type.value_type in ORDERED,
    "maximum": lambda field: field.type.sortable and field.type.value_type in ORDERED,
    "first": lambda _: True,
    "last": lambda _: True,
}
"""Which fields a measure can be taken of."""
ELSEWHERE = frozenset({"HASROLE", "INTEAM", "MANAGEROF"})


def check_computed(blueprint: Blueprint) -> tuple[Issue, ...]:
    """Every issue of the computed fields of a blueprint whose documents are right each by itself."""
    live = Live("", 0, blueprint)
    issues: list[Issue] = []
    found: list[Computation] = []
    for owner, place, field in _computed(blueprint):
        wrong = list(_check_lookup(blueprint, owner, field))
        if not wrong and field.computed is not None:
            made = COMPUTED_BY[field.computed.kind](live, owner, field)
            wrong = list(_check(blueprint, made))
            found.append(made)
        issues += (issue.under(place) for issue in wrong)
    issues += (*_in_keys(blueprint), *_circles(blueprint, found))
    return (*issues, *_by_the_clock(live)) if not issues else tuple(issues)


def _computed(blueprint: Blueprint) -> Iterator[tuple[str, str, Field]]:
    """Each computed field that has a result, with its object and its place in the blueprint."""
    for described in blueprint.objects.values():
        for field in described.fields:
            if field.computed is not None and field.type is not field.computed:
                yield described.name, place_of(blueprint, described.name, field.name), field


def place_of(blueprint: Blueprint, owner: str, name: str) -> str:
    """The pointer to a field's entry."""
    names = [entry.get("name") for entry in blueprint.object(owner).document.body["fields"]]
    return pointer("object", owner, "fields", names.index(name))


def _check_lookup(blueprint: Blueprint, owner: str, field: Field) -> Iterable[Issue]:
    """A roll-up measures records whose look-up leads to its own object."""
    if field.computed is None or field.computed.kind != "rollup":
        return
    child, name = blueprint.objects.get(child_of(field)), lookup_of(field)
    lookup = child.by_name.get(name) if child else None
    leads = lookup is not None and lookup.type.kind in ("lookup", "lookup_any")
    if lookup is None or not leads or owner not in lookup.type.targets(lookup) or not lookup.writable:
        said = "“{name}” is no look-up that leads to {object}"
        values = {"name": field.settings.get("via", ""), "object": blueprint.object(owner).label}
        hint = "Choose a look-up of the records that are measured"
        yield Issue("not_a_lookup", "/via", said, hint, values)


def _check(blueprint: Blueprint, made: Computation) -> Iterable[Issue]:
    if isinstance(made, RollupComputation):
        yield from _check_measure(blueprint, made)
        yield from _check_functions(made.filter, "/filter")
    elif isinstance(made, FormulaComputation):
        yield from _check_functions(made.checked, "/expression")


def _check_measure(blueprint: Blueprint, made: RollupComputation) -> Iterable[Issue]:
    if made.measured is None:
        return
    measured = blueprint.object(made.child).by_name[made.measured]
    if not measured.columns or not FITS[made.function](measured):
        said = "{measured} cannot be measured like this"
        hint = "Choose another field, or another measure"
        yield Issue("unfit_field", "/field", said, hint, {"measured": measured.label})


def _check_functions(checked: Checked | None, place: str) -> Iterable[Issue]:
    """What is stored has one value for everybody, and must be told of every change that it depends on."""
    if checked is None:
        return
    refused = {name for name in checked.functions if name in ELSEWHERE or _looks_around(name)}
    people = [node for node in walk(checked.node) if isinstance(node, Path) and node.parts[0] == "$user"]
    for name in [*sorted(refused), *(["$user"] if people else [])]:
        said = "A computed field cannot use {name}"
        hint = "Its value is the same for everybody and follows from fields; use a roll-up to measure other records"
        yield Issue("not_in_formula", place, said, hint, {"name": name})


def _looks_around(name: str) -> bool:
    """Whether a function looks at other records, or at what the record was before."""
    function = FUNCTIONS[name]
    return function.group == "record" and not function.in_sql


def _circles(blueprint: Blueprint, found: Iterable[Computation]) -> Iterator[Issue]:
    """Fields that lead back to themselves, one circle at a time."""
    graph = {one.place: {read.place for read in one.inputs} for one in found}
    graph = {place: read & graph.keys() for place, read in graph.items()}
    while True:
        try:
            TopologicalSorter(graph).prepare()
            return
        except CycleError as circle:
            around = list(dict.fromkeys(circle.args[1]))
        labels = " → ".join(_label(blueprint, *place) for place in (*around, around[0]))
        owner, name = around[0]
        setting = "expression" if "expression" in blueprint.object(owner).by_name[name].settings else "via"
        said = "This field computes itself: {circle}"
        hint = "Take one of them out"
        place = f"{place_of(blueprint, owner, name)}/{setting}"
        yield Issue("computes_itself", place, said, hint, {"circle": labels})
        graph = {key: read for key, read in graph.items() if key not in around}
        graph = {key: read & graph.keys() for key, read in graph.items()}


def _label(blueprint: Blueprint, owner: str, name: str) -> str:
    described = blueprint.object(owner)
    return f"{described.label.text()}.{described.by_name[name].label.text()}"


def _by_the_clock(live: Live) -> Iterator[Issue]:
    """What is stored is told of changes; the clock tells nobody."""
    blueprint, changing = live.blueprint, formulas_of_the_moment(live)
    for one in computations(live).ordered:
        if one.place in changing:
            by_database = all(FUNCTIONS[name].in_sql for name in changing[one.place].checked.functions)
            if one.field.type.value_type not in BY_DATABASE or not by_database:
                yield _changes_by_itself(place_of(blueprint, *one.place) + "/expression", one.field)
        elif any(read.place in changing for read in one.inputs):
            yield _changes_by_itself(place_of(blueprint, *one.place), one.field)
        elif isinstance(one, RollupComputation) and one.filter and asks_the_clock(one.filter):
            yield _changes_by_itself(place_of(blueprint, *one.place) + "/filter", one.field)


def _changes_by_itself(place: str, field: Field) -> Issue:
    said = "{field} would have to change by itself as time goes by"
    hint = "With TODAY and NOW a formula gives yes or no, a number, a date or a time, by functions of the database"
    return Issue("changes_by_itself", place, said, hint, {"field": field.label})


def _in_keys(blueprint: Blueprint) -> Iterator[Issue]:
    """What follows from other records cannot be kept from being the same twice."""
    for described in blueprint.objects.values():
        for index, names in enumerate(described.document.body.get("unique", ())):
            for position, name in enumerate(names):
                field = described.by_name.get(name)
                if field is not None and field.computed is not None:
                    place = pointer("object", described.name, "unique", index, position)
                    said = "{field} is worked out, so it cannot be unique"
                    hint = "Take it out of the set"
                    yield Issue("computed_key", place, said, hint, {"field": field.label})
