"""A few figures about this process, in the text format that Prometheus reads."""

from __future__ import annotations

import resource
import time
from collections import Counter
from threading import Lock

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0)


class Metrics:
    """Counts of requests by method and status, and how long they took. Units: seconds."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._requests: Counter[tuple[str, int]] = Counter()
        self._buckets: Counter[float] = Counter()
        self._seconds = 0.0
        self._started = time.time()

    def observe(self, method: str, status: int, seconds: float) -> None:
        known = method if method in ("GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS") else "other"
        with self._lock:
            self._requests[known, status] += 1
            self._seconds += seconds
            self._buckets[next((bound for bound in BUCKETS if seconds <= bound), float("inf"))] += 1

    def text(self) -> str:
        with self._lock:
            requests, buckets, seconds = self._requests.copy(), self._buckets.copy(), self._seconds
        lines = ["# TYPE trellis_requests_total counter"]
        lines += [
            f'trellis_requests_total{{method="{method}",status="{status}"}} {count}'
            for (method, status), count in sorted(requests.items())
        ]
        lines += ["# TYPE trellis_request_seconds histogram", *_histogram(buckets, seconds)]
        lines += ["# TYPE trellis_memory_peak_bytes gauge", f"trellis_memory_peak_bytes {_peak_memory()}"]
        lines += [
            "# TYPE trellis_start_time_seconds gauge",
            f"trellis_start_time_seconds {self._started:.0f}",
        ]
        return "\n".join(lines) + "\n"


def _histogram(buckets: Counter[float], seconds: float) -> list[str]:
    lines, total = [], 0
    for bound in (*BUCKETS, float("inf")):
        total += buckets[bound]
        name = "+Inf" if bound == float("inf") else f"{bound:g}"
        lines.append(f'trellis_request_seconds_bucket{{le="{name}"}} {total}')
    return [*lines, f"trellis_request_seconds_sum {seconds:.6f}", f"trellis_request_seconds_count {total}"]


def _peak_memory() -> int:
    """Units: bytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
