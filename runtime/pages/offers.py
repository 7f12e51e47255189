"""Which records a look-up offers: the record that asks, as it stands on its form, in the address of the search."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import urlencode

import orjson

from expressions import RECORD as RECORD_VARIABLE
from expressions.tree import Binary, Logical, Node, Path
from form_engine import Asking
from metamodel import Field, Object, ValueRefused
from metamodel.field_types.field_type import Reading
from metamodel.json_text import dump_values
from record_store.evaluation import offer_of, typed_record
from record_store.ids import new_id
from record_store.live import Live
from record_store.lookup_filters import is_filtered, lookup_filters
from record_store.queries import Offer
from record_store.records import Records

FOR, RECORD = "for", "record"
LONGEST = 20_000


def offer_query(live: Live, field: Field, asking: Asking | None) -> str:
    """What the address of a search needs to offer only what may be chosen; nothing where everything may."""
    if asking is None or not is_filtered(field):
        return ""
    filter = lookup_filters(live, asking.object.name)[field.name]
    own = {path.split(".")[0] for path in filter.looks_at} - {"id", *asking.parents}
    if asking.id and not own <= set(asking.values):
        return ""
    sent: dict[str, Any] = _as_json(asking.object, asking.values, own)
    if asking.id:
        sent["id"] = asking.id
    for via, values in asking.parents.items():
        parent = live.blueprint.object(str(asking.object.field(via).target))
        behind = (path.split(".") for path in filter.looks_at)
        names = {parts[1] for parts in behind if parts[0] == via and len(parts) > 1}
        if names:
            sent[via] = _as_json(parent, values, names)
    query = {FOR: f"{asking.object.name}.{field.name}", RECORD: dump_values(sent)}
    return "?" + urlencode(query)


def read_offer(records: Records, target: str, named: str, written: str) -> Offer | None:
    """What is offered to the record that asks; nothing where the address names no look-up with a filter."""
    object_name, _, field_name = named.partition(".")
    described = records.live.blueprint.objects.get(object_name)
    field = described.by_name.get(field_name) if described else None
    if described is None or field is None or not is_filtered(field) or field.target != target:
        return None
    sent = _read_json(written)
    parents = {
        via: typed_record(new_id(), None, _values(records, parent, values))
        for via, values in sent.items()
        if isinstance(values, dict) and (parent := _parent(records.live, described, via))
    }
    record = typed_record(
        _id(sent), None, _values(records, described, {k: v for k, v in sent.items() if k not in parents})
    )
    record.values["id"] = record.id
    return offer_of(records, object_name, field_name, record, parents)


def fitting_values(records: Records, offer: Offer | None) -> dict[str, str]:
    """What a new record has to begin with to be one of those that are offered: `account = $record.account`."""
    filter = lookup_filters(records.live, offer.object).get(offer.field) if offer else None
    if offer is None or filter is None:
        return {}
    node = filter.checked.node
    parts = node.operands if isinstance(node, Logical) and node.operator == "AND" else (node,)
    pairs = (pair for part in parts if (pair := _equal(part)) is not None)
    values = ((field, getattr(value := offer.value(path), "id", value)) for field, path in pairs)
    return {field: value for field, value in values if isinstance(value, str)}


def _equal(node: Node) -> tuple[str, tuple[str, ...]] | None:
    """The field and the path of the record that a comparison says are equal."""
    if not (isinstance(node, Binary) and node.operator == "="):
        return None
    paths = [side.parts for side in (node.left, node.right) if isinstance(side, Path)]
    own = [parts[0] for parts in paths if len(parts) == 1 and not parts[0].startswith("$")]
    given = [parts[1:] for parts in paths if parts[0] == RECORD_VARIABLE and len(parts) > 1]
    return (own[0], given[0]) if own and given else None


def _as_json(described: Object, values: Mapping[str, Any], names: Iterable[str]) -> dict[str, Any]:
    fields = (described.by_name[name] for name in sorted(names) if name in described.by_name)
    return {
        field.name: _bare(field, values[field.name]) for field in fields if values.get(field.name) is not None
    }


def _bare(field: Field, value: Any) -> Any:
    """The value in JSON; of a reference its id is enough."""
    return value.id if hasattr(value, "id") else field.type.to_json(field, value)


def _read_json(written: str) -> dict[str, Any]:
    if len(written) > LONGEST:
        return {}
    try:
        sent = orjson.loads(written or "{}")
    except orjson.JSONDecodeError:
        return {}
    return sent if isinstance(sent, dict) else {}


def _values(records: Records, described: Object, sent: Mapping[str, Any]) -> dict[str, Any]:
    """The values as the field types read them; what cannot be read is blank."""
    reading, found = Reading(zone=records.moment.zone), {}
    for name, raw in sent.items():
        field = described.by_name.get(name)
        if field is not None and name != "id":
            try:
                found[name] = field.type.parser(field, reading)(raw)
            except ValueRefused:
                continue
    return found


def _parent(live: Live, described: Object, via: str) -> Object | None:
    field = described.by_name.get(via)
    single = field is not None and field.type.kind == "lookup"
    return live.blueprint.objects.get(field.target or "") if field is not None and single else None


def _id(sent: Mapping[str, Any]) -> str:
    given = sent.get("id")
    return given if isinstance(given, str) and given else new_id()
