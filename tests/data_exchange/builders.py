"""Files of people, and an office that they are brought into."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook

from data_exchange import ColumnMapping, ImportSettings, Outcome, Table, perform, read_table, rehearse
from record_store.actor import Actor
from record_store.database import Database
from record_store.queries import Query
from tests.builders import Office, a_field, a_role, a_store, an_object

STAGES = [{"value": "new", "label": {"en": "New", "zh-CN": "新建"}}, {"value": "won", "label": "Won"}]
ACCOUNT = an_object(
    "account",
    a_field("name", required=True, unique=True, label={"en": "Account name", "zh-CN": "客户名称"}),
    a_field("code", label="Code"),
    a_field("parent", "lookup", object="account", label={"en": "Subsidiary of", "zh-CN": "上级客户"}),
    a_field("revenue", "money", scale=2, currency="CNY", label={"en": "Revenue", "zh-CN": "年收入"}),
    title_field="name",
)
DEAL = an_object(
    "deal",
    a_field("title", required=True, label={"en": "Title", "zh-CN": "标题"}),
    a_field("account", "lookup", object="account", label={"en": "Account", "zh-CN": "客户"}),
    a_field("stage", "select", options=STAGES, label={"en": "Stage", "zh-CN": "阶段"}),
    a_field("amount", "money", scale=2, currency="CNY", label={"en": "Amount", "zh-CN": "金额"}),
    a_field("close_date", "date", label={"en": "Close date", "zh-CN": "成交日期"}),
    title_field="title",
)
CLERK = a_role("clerk", {"deal": "own", "account": "all"}, can=["import"])
READER = a_role("reader", {"deal": "all", "account": "all"})


def an_office(database: Database, *documents: Mapping[str, Any], **options: Any) -> Office:
    return a_store(database, ACCOUNT, DEAL, CLERK, READER, *documents, **options)


def a_table(*lines: Sequence[Any]) -> Table:
    """What a CSV file with these lines holds; the first has the headings."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(lines)
    return read_table(text.getvalue().encode())


def a_workbook(*lines: Sequence[Any], title: str = "Sheet") -> bytes:
    """An Excel file with native cells."""
    workbook = Workbook()
    sheet = workbook.active
    assert sheet is not None
    sheet.title = title
    for line in lines:
        sheet.append(list(line))
    file = io.BytesIO()
    workbook.save(file)
    return file.getvalue()


def columns(*pairs: str | ColumnMapping) -> tuple[ColumnMapping, ...]:
    """A mapping: a name alone is both the column and the field, `Column=field` names them apart."""
    return tuple(
        pair if isinstance(pair, ColumnMapping) else ColumnMapping(pair.split("=")[0], pair.split("=")[-1])
        for pair in pairs
    )


def bring(
    office: Office,
    object_name: str,
    table: Table,
    *pairs: str | ColumnMapping,
    by: Actor | None = None,
    **how: Any,
) -> Outcome:
    """Bring the table in; without pairs every heading is a field's name."""
    return do(office, object_name, table, *pairs, by=by, **how)[1]


def do(
    office: Office,
    object_name: str,
    table: Table,
    *pairs: str | ColumnMapping,
    by: Actor | None = None,
    **how: Any,
) -> tuple[str, Outcome]:
    settings = ImportSettings(object_name, columns(*(pairs or table.headings)), **how)
    return perform(office.store, office.tenant, by or Actor.system(), table, settings, "file.csv")


def try_out(
    office: Office, object_name: str, table: Table, *pairs: str | ColumnMapping, **how: Any
) -> Outcome:
    settings = ImportSettings(object_name, columns(*(pairs or table.headings)), **how)
    return rehearse(office.store, office.tenant, Actor.system(), table, settings)


def actions(outcome: Outcome) -> list[tuple[int, str]]:
    return [(row.line, row.action) for row in outcome.rows]


def whys(outcome: Outcome) -> list[tuple[int, str, str]]:
    """Line, place and code of every issue."""
    return [(row.line, issue.path, issue.code) for row in outcome.rows for issue in row.issues]


def stored(office: Office, object_name: str, *fields: str, **asked: Any) -> list[tuple[Any, ...]]:
    """These fields of all records, sorted by the first."""
    with office.reading() as records:
        found = records.page(Query(object_name, sort=(fields[0],), fields=fields, limit=500, **asked)).records
    return [tuple(_plain(record.values[name]) for name in fields) for record in found]


def _plain(value: Any) -> Any:
    return getattr(value, "label", value)
