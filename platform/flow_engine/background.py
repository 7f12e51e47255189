"""Background work inside a process: a thread that runs the flows of tenants with something in their outbox."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable
from queue import Empty, SimpleQueue

import structlog

from flow_engine.runner import resume, work_through
from record_store.store import Store

log = structlog.get_logger(__name__)

Tenants = Callable[[], Iterable[str]]


class Background:
    """Woken by commits of this process; looks at every tenant now and then for those of others."""

    def __init__(self, store: Store, tenants: Tenants, *, look_every: float = 5.0) -> None:
        self._store = store
        self._tenants = tenants
        self._look_every = look_every
        self._woken: SimpleQueue[str | None] = SimpleQueue()
        self._thread: threading.Thread | None = None

    def wake(self, tenant: str) -> None:
        """There is work for the tenant; nothing happens where background work does not run."""
        if self._thread is not None:
            self._woken.put(tenant)

    def start(self) -> None:
        self._thread = threading.Thread(target=self._work, name="background", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Let the step that is running end, then stop."""
        if self._thread is not None:
            self._woken.put(None)
            self._thread.join(timeout=30)
            self._thread = None

    def _work(self) -> None:
        self._each_tenant(_catch_up)
        while True:
            try:
                tenant = self._woken.get(timeout=self._look_every)
            except Empty:
                self._each_tenant(_catch_up)
                continue
            if tenant is None:
                return
            self._guarded(work_through, tenant)

    def _each_tenant(self, act: Callable[[Store, str], object]) -> None:
        try:
            names = list(self._tenants())
        except Exception:  # the database is away for a moment; the next look tries again
            log.exception("background_cannot_look")
            return
        for name in names:
            self._guarded(act, name)

    def _guarded(self, act: Callable[[Store, str], object], tenant: str) -> None:
        """What goes wrong in one tenant is logged and holds up no other."""
        try:
            act(self._store, tenant)
        except Exception:
            log.exception("background_failed", tenant=tenant)


def _catch_up(store: Store, tenant: str) -> None:
    """What other processes left: events that wait, runs that broke off."""
    work_through(store, tenant)
    resume(store, tenant)
