"""`trellis serve` as a process of its own: how long it takes to start and how much memory it holds."""

import contextlib
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import psutil

from tests.support.server import free_port

TRELLIS = Path(sys.executable).with_name("trellis")
PATIENCE = 30.0


@dataclass(frozen=True)
class Service:
    """A running server: its address, how long it took to answer by the clock and the processor, its process."""

    address: str
    start_milliseconds: float
    start_processor: float
    process: psutil.Process

    def resident_megabytes(self) -> float:
        """Memory of the process and its children, in MB."""
        family = [self.process, *self.process.children(recursive=True)]
        return float(sum(member.memory_info().rss for member in family)) / 1_000_000


@contextlib.contextmanager
def serving(environment: Mapping[str, str]) -> Iterator[Service]:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    begun = time.perf_counter()
    with subprocess.Popen([TRELLIS, "serve", "--port", str(port)], env=environment) as process:
        try:
            wait_until_healthy(address, process)
            elapsed, known = time.perf_counter() - begun, psutil.Process(process.pid)
            spent = known.cpu_times()
            yield Service(address, elapsed * 1000, (spent.user + spent.system) * 1000, known)
        finally:
            process.terminate()


def wait_until_healthy(address: str, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        with (
            contextlib.suppress(URLError, ConnectionError),
            urlopen(f"{address}/healthz", timeout=1) as answer,
        ):
            if answer.status == 200:
                return
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError("trellis serve did not start")
        time.sleep(0.01)


def trellis(environment: Mapping[str, str], *arguments: str) -> str:
    """What the command prints. Raises: CalledProcessError, when it is refused."""
    ran = subprocess.run(
        [TRELLIS, *arguments], env=environment, check=True, stdout=subprocess.PIPE, text=True
    )
    return ran.stdout.strip()
