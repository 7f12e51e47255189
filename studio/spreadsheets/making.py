"""Making the object of a sheet: published on its own, then filled through the import; long ones in a thread."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock, Thread
from time import monotonic

import structlog
from starlette.applications import Starlette

from data_exchange import ImportSettings, Upload, complete, keep_upload
from metamodel import Conflict, Issue, TrellisError
from studio.spreadsheets.choices import ObjectPlan, check_plan
from studio.spreadsheets.documents import closed_roles, documents_of_plan
from studio.spreadsheets.sheet import Sheet
from web.visit import Visit

AT_ONCE = 1000
"""So many rows are brought in while the page waits."""
MOST_MAKINGS = 100


@dataclass
class Making:
    """How far an import is; `failed` says what ended it."""

    import_id: str
    object: str
    total: int
    done: int = 0
    is_over: bool = False
    failed: tuple[Issue, ...] = ()
    began: float = field(default_factory=monotonic)

    @property
    def percent(self) -> int:
        return 100 * self.done // max(self.total, 1)

    @property
    def seconds_left(self) -> int | None:
        """About how long it still takes, once that can be said."""
        taken = monotonic() - self.began
        return round(taken * (self.total - self.done) / self.done) if self.done and taken > 1 else None


class Makings:
    """The makings of this process, the latest."""

    def __init__(self) -> None:
        self._found: OrderedDict[str, Making] = OrderedDict()
        self._lock = Lock()

    def get(self, import_id: str) -> Making | None:
        return self._found.get(import_id)

    def keep(self, making: Making) -> None:
        with self._lock:
            self._found[making.import_id] = making
            while len(self._found) > MOST_MAKINGS:
                self._found.popitem(last=False)


def makings_of(app: Starlette) -> Makings:
    if not hasattr(app.state, "spreadsheet_makings"):
        app.state.spreadsheet_makings = Makings()
    makings: Makings = app.state.spreadsheet_makings
    return makings


def make_object(app: Starlette, visit: Visit, sheet: Sheet, plan: ObjectPlan) -> Making:
    """Publish the object alone and begin to bring the rows in. Raises: Invalid, Conflict, NotAllowed."""
    visit.require("import")
    _publish(visit, sheet, plan)
    settings = ImportSettings(plan.name, tuple(column.mapping for column in plan.taken), skip_refused=True)
    upload = Upload(sheet.file_name, sheet.content, sheet.name if sheet.names else None)
    composition = visit.composition
    import_id = keep_upload(visit.store, visit.tenant, visit.actor, composition.files, upload, settings)
    making = Making(import_id, plan.name, len(sheet.table.rows))
    makings_of(app).keep(making)
    if making.total <= AT_ONCE:
        _fill(visit, making)
    else:
        Thread(target=_fill, args=(visit, making), name="spreadsheet", daemon=True).start()
    return making


def _publish(visit: Visit, sheet: Sheet, plan: ObjectPlan) -> None:
    draft = visit.releases.draft(visit.tenant)
    check_plan(plan, draft.blueprint)
    if ("object", plan.name) in draft.live.documents:
        message = "An object “{name}” is live and removed in the draft only"
        raise Conflict(Issue("duplicate", "/object", message, "Choose another name", {"name": plan.name}))
    bodies, now = documents_of_plan(draft, plan, closed_roles(draft, visit.actor.roles))
    put = []
    try:
        for body in bodies:
            key = (str(body["kind"]), str(body["name"]))
            visit.releases.put(visit.tenant, visit.actor, body, draft.versions.get(key, 0))
            put.append(key)
        visit.releases.publish(visit.tenant, visit.actor, f"{sheet.file_name} → {plan.name}", only=now)
    except TrellisError:
        for key in put:
            if key in now:
                visit.releases.discard(visit.tenant, visit.actor, key)
        raise


def _fill(visit: Visit, making: Making) -> None:
    def told(done: int, total: int) -> None:
        making.done, making.total = done, total

    try:
        complete(
            visit.store,
            visit.tenant,
            visit.actor,
            visit.composition.files,
            making.import_id,
            skip_refused=True,
            progress=told,
        )
    except TrellisError as refused:
        making.failed = refused.issues or (Issue("failed", "", "The rows could not be brought in"),)
    except Exception:
        structlog.get_logger().exception(
            "spreadsheet_failed", tenant=visit.tenant, import_id=making.import_id
        )
        making.failed = (
            Issue("failed", "", "The rows could not be brought in", "Nothing of them is there; try again"),
        )
    finally:
        making.is_over = True
