"""Filters: a condition in the expression language, as SQL over the paths of a statement."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.dialects.postgresql import JSONB, aggregate_order_by
from sqlalchemy.types import Text

from expressions import BOOLEAN, FUNCTIONS, Checked, Node, check, compile_sql, parse, record_environment
from expressions.tree import Path, walk
from metamodel import Invalid, Issue, TrellisError
from metamodel.storage import JSON
from record_store.reading.paths import Paths
from record_store.reading.source import Found

if TYPE_CHECKING:
    from record_store.records import Records

PLACE = "/filter"
Asks = Literal["nothing", "day and person", "instant"]
_VARIABLES = frozenset({"$now", "$today", "$user"})
_OF_DAY_AND_PERSON = frozenset({"TODAY", "HASROLE", "INTEAM"})


@dataclass(frozen=True, slots=True)
class Filter:
    """A condition that was checked; `asks` says whether its SQL holds the person and the day, or the very instant."""

    key: Hashable
    checked: Checked
    asks: Asks

    def condition(self, records: Records, paths: Paths) -> ColumnElement[bool]:
        """The condition over these paths. Raises: Invalid, NotAllowed for a field that is hidden."""
        columns = path_columns(records, paths)
        try:
            return compile_sql(
                self.checked, columns, "blank", records.moment, records.dialect, as_condition=True
            )
        except TrellisError as refused:
            raise placed(refused, PLACE) from None


def read_filter(records: Records, object_name: str, written: str | Node) -> Filter:
    """Raises: Invalid for what is no condition over the object's fields."""

    def read() -> Filter:
        node = parse(written) if isinstance(written, str) else written
        checked = check(node, record_environment(records.live.blueprint, object_name), BOOLEAN)
        return Filter(written, checked, what_it_asks(checked))

    if isinstance(written, str) and "\x00" in written:
        raise Invalid(Issue("unreadable", PLACE, "The filter holds characters that no text has"))
    try:
        return records.prepared(("filter", object_name, written), read)
    except Invalid as refused:
        raise placed(refused, PLACE) from None


def what_it_asks(checked: Checked) -> Asks:
    """What the SQL of an expression depends on beside the release."""
    variables = {node.parts[0] for node in walk(checked.node) if isinstance(node, Path)} & _VARIABLES
    functions = {name for name in checked.functions if FUNCTIONS[name].needs == "moment"}
    if "$now" in variables or functions - _OF_DAY_AND_PERSON:
        return "instant"
    return "day and person" if variables or functions else "nothing"


def path_columns(records: Records, paths: Paths) -> Callable[[tuple[str, ...]], ColumnElement[Any]]:
    """What gives the column of each path, joining what it needs."""

    def column(parts: tuple[str, ...]) -> ColumnElement[Any]:
        found = paths.find(".".join(parts), PLACE)
        if found.field.columns:
            return found.first  # type: ignore[no-any-return]
        return _joined_ids(records, found)

    return column


def placed(refused: TrellisError, place: str) -> TrellisError:
    """The same refusal, its issues at the place where the expression stands."""
    issues = [issue if issue.path.startswith(place) else issue.under(place) for issue in refused.issues]
    return type(refused)(issues, refused.title)


def _joined_ids(records: Records, found: Found) -> ColumnElement[Any]:
    """The ids that a many-to-many field refers to, as a JSON list."""
    owner = found.source.object
    joined = records.live.table(owner.name).joins.get(found.field.name) if owner else None
    if joined is None:
        values = {"field": found.field.label}
        raise Invalid(Issue("not_in_sql", PLACE, "{field} cannot be used in a filter", values=values))
    ids = joined.alias()
    mine = ids.c.record == found.source.columns["id"]
    if records.dialect == "sqlite":
        listed = select(func.coalesce(func.json_group_array(ids.c.target), "[]", type_=JSON))
        return listed.where(mine).scalar_subquery()
    gathered = func.jsonb_agg(aggregate_order_by(ids.c.target.cast(Text()), ids.c.position), type_=JSONB())
    return (
        select(func.coalesce(gathered, func.jsonb_build_array(type_=JSONB()))).where(mine).scalar_subquery()
    )
