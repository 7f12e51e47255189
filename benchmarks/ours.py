"""The same acts through the record store, as a person with the role that may do everything."""

from collections.abc import Sequence
from itertools import count

from benchmarks.deals import DEALS_PER_ACCOUNT, NEEDLE, Values, accounts, chunks, deals
from benchmarks.floor import PAGE_ROWS
from record_store.batch import Batch
from record_store.queries import Page, Query
from web.composition import Composition

CHUNK = 10_000
FILTER = 'stage = "won" AND amount >= 20000'
FIELDS = ("title", "account", "stage", "amount", "close_date")
ADMIN = "bench@example.com"


class Ours:
    """One tenant, spoken to by the functions that the API and the pages call."""

    def __init__(self, composition: Composition, tenant: str) -> None:
        self.store, self.releases, self.tenant = composition.store, composition.releases, tenant
        self.person = composition.members.find(tenant, ADMIN).actor
        self.account_ids: list[str] = []
        self.numbers = count()

    def fill(self, rows: int) -> None:
        """Accounts and `rows` deals, written in batches as a program would."""
        for chunk in chunks(accounts(max(1, rows // DEALS_PER_ACCOUNT)), CHUNK):
            self.account_ids += self.batch("account", chunk)
        for chunk in chunks(deals(rows, self.account_ids), CHUNK):
            self.batch("deal", chunk)

    def batch(self, object_name: str, rows: Sequence[Values]) -> Sequence[str]:
        with self.store.writing(self.tenant, self.person) as records:
            return records.batch(object_name, Batch(create=rows)).ids

    def create(self) -> None:
        (values,) = deals(1, self.account_ids, seed=f"one {next(self.numbers)}")
        with self.store.writing(self.tenant, self.person) as records:
            records.create("deal", values)

    def get(self, record_id: str) -> None:
        with self.store.reading(self.tenant, self.person) as records:
            records.get("deal", record_id)

    def page(self, cursor: str | None = None, fields: tuple[str, ...] = FIELDS) -> Page:
        query = Query("deal", FILTER, sort=("-close_date",), fields=fields, limit=PAGE_ROWS, cursor=cursor)
        with self.store.reading(self.tenant, self.person) as records:
            return records.page(query)

    def count(self) -> int:
        with self.store.reading(self.tenant, self.person) as records:
            return records.count(Query("deal", FILTER))

    def search(self) -> Page:
        with self.store.reading(self.tenant, self.person) as records:
            return records.page(Query("deal", q=NEEDLE, fields=FIELDS, limit=PAGE_ROWS))

    def add_field(self) -> None:
        """A release with one more field of the deal."""
        self.put_fields("deal", [{"name": f"added_{next(self.numbers)}", "type": "text", "label": "Added"}])

    def put_fields(self, object_name: str, fields: Sequence[Values]) -> None:
        """A release where the object has these fields, instead of those of the same name."""
        body = dict(self.releases.draft(self.tenant).blueprint.document("object", object_name).body)
        names = {field["name"] for field in fields}
        body["fields"] = [*(entry for entry in body["fields"] if entry["name"] not in names), *fields]
        self.releases.put(self.tenant, self.person, body)
        self.releases.publish(self.tenant, self.person, "Other fields")
