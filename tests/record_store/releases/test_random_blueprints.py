"""The law of publishing: the plan from any blueprint to any other, applied, gives the other one's tables."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from metamodel import Blueprint, Field
from metamodel.field_types.values import Ref
from record_store.database import Database
from record_store.queries import Query
from record_store.releases import Choice
from tests.builders import a_field, an_object
from tests.record_store.releases.workshop import BUILDER, Workshop, a_workshop
from tests.strategies import values_for

NAMES = ("one", "two", "three", "four")
OBJECTS = ("apple", "pear", "plum")
PLAIN = ("text", "long_text", "integer", "boolean", "date", "company_name", "tags", "time", "json")

Body = dict[str, Any]


@st.composite
def fields(draw: st.DrawFn, id: str, objects: tuple[str, ...]) -> Body:
    name = draw(st.sampled_from(NAMES))
    kind = draw(st.sampled_from((*PLAIN, "money", "select", "lookup", "lookup_any", "many_to_many")))
    more: Body = {}
    if kind == "money":
        more = {"scale": draw(st.sampled_from([0, 2, 4])), "currency": "CNY"}
    elif kind == "select":
        more = {"options": [{"value": "a"}, {"value": "b"}]}
    elif kind in ("lookup", "many_to_many"):
        more = {"object": draw(st.sampled_from(objects))}
    elif kind == "lookup_any":
        more = {"objects": list(objects)}
    return a_field(name, kind, id=id, **more)


@st.composite
def objects(draw: st.DrawFn, id: str, name: str, names: tuple[str, ...]) -> Body:
    ids = draw(st.lists(st.sampled_from("abcde"), unique=True, max_size=4))
    described: dict[str, Body] = {}
    for field_id in ids:
        field = draw(fields(field_id, names))
        described.setdefault(field["name"], field)
    indexed = [name for name, field in described.items() if field["type"] in ("text", "integer", "date")]
    sets = draw(st.lists(st.sampled_from(indexed), unique=True, max_size=2)) if indexed else []
    title = a_field("title", id="title")
    return an_object(name, title, *described.values(), id=id, indexes=[sets] if sets else [])


@st.composite
def blueprints(draw: st.DrawFn) -> Blueprint:
    ids = draw(st.lists(st.sampled_from(["A", "B", "C"]), unique=True, min_size=1, max_size=3))
    names = tuple(draw(st.permutations(OBJECTS))[: len(ids)])
    bodies = [draw(objects(id, name, names)) for id, name in zip(ids, names, strict=True)]
    return Blueprint.of(bodies)


def become(workshop: Workshop, wanted: Blueprint) -> None:
    """Publish exactly this blueprint; ids in it are kept, so that names may move about freely."""
    workshop.releases.put_all(workshop.tenant, BUILDER, wanted.to_json())
    draft = workshop.releases.draft(workshop.tenant)
    if not draft.changed:
        return
    workshop.releases.publish(workshop.tenant, BUILDER, choices=answers(draft.blueprint))


def snapshot(workshop: Workshop) -> dict[str, dict[str, dict[str, Any]]]:
    """Every value of every record, as it is stored."""
    with workshop.store.reading(workshop.tenant, BUILDER) as records:
        return {
            name: {
                record.id: {field.name: _bare(record.values[field.name]) for field in described.fields}
                for record in records.page(
                    Query(name, fields=tuple(f.name for f in described.fields))
                ).records
            }
            for name, described in workshop.live().objects.items()
        }


def fill_in(workshop: Workshop, data: st.DataObject) -> None:
    """A record in each object, with a value in most of its fields."""
    there = {name: list(records) for name, records in snapshot(workshop).items()}
    for name, described in workshop.live().objects.items():
        values = {
            field.name: data.draw(_values(field, there), label=field.name) for field in described.fields
        }
        workshop.create(name, **{key: value for key, value in values.items() if value is not None})


def _values(field: Field, there: dict[str, list[str]]) -> st.SearchStrategy[Any]:
    if not field.type.refers:
        return st.none() | values_for(field).map(lambda value: field.type.to_json(field, value))
    known = [{"object": name, "id": id} for name in field.type.targets(field) for id in there[name]]
    if not known:
        return st.none()
    if field.type.kind == "many_to_many":
        return st.lists(st.sampled_from([ref["id"] for ref in known]), unique=True, min_size=1, max_size=3)
    one = known if field.type.kind == "lookup_any" else [ref["id"] for ref in known]
    return st.none() | st.sampled_from(one)


def _bare(value: Any) -> Any:
    if isinstance(value, Ref):
        return value.id
    return (
        [_bare(one) for one in value] if isinstance(value, tuple) and not hasattr(value, "_fields") else value
    )


@settings(
    max_examples=6,
    phases=(Phase.explicit, Phase.generate),
    deadline=None,
    suppress_health_check=[
        HealthCheck.function_scoped_fixture,
        HealthCheck.too_slow,
        HealthCheck.data_too_large,
    ],
)
@given(st.data())
def test_blueprints_published_one_after_another_fit_and_come_back_with_their_values(
    database: Database, data: st.DataObject
) -> None:
    workshop = a_workshop(database)
    seen = {}
    for _ in range(data.draw(st.integers(2, 4), label="releases")):
        become(workshop, data.draw(blueprints()))
        workshop.assert_tables_fit()
        fill_in(workshop, data)
        seen[workshop.store.live(workshop.tenant).release] = snapshot(workshop)
    for number in data.draw(st.lists(st.sampled_from(sorted(seen)), min_size=1, max_size=3), label="back to"):
        wanted = workshop.releases.blueprint(workshop.tenant, number)
        if wanted.documents == workshop.live().documents:
            continue
        workshop.rollback(number, choices=answers(wanted))
        workshop.assert_tables_fit()
        back = snapshot(workshop)
        for name, records in seen[number].items():
            for id, values in records.items():
                assert back[name][id] == values


def answers(wanted: Blueprint) -> list[Choice]:
    """Blank whatever does not convert."""
    fields = (f"field/{o.name}.{f.name}" for o in wanted.objects.values() for f in o.fields)
    return [Choice(target, "blank") for target in fields]
