"""Many clients asking one address at once over kept-open connections, as light as a client can be."""

import asyncio
import time
from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Load:
    """What the clients saw; times in milliseconds."""

    requests: int
    seconds: float
    failures: int
    median: float
    slowest_of_hundred: float

    @property
    def per_second(self) -> float:
        return self.requests / self.seconds


def load(url: str, key: str, clients: int = 32, seconds: float = 5.0) -> Load:
    """The outcome of `clients` that each ask again as soon as they are answered, for some seconds."""
    return asyncio.run(_load(url, key, clients, seconds))


async def _load(url: str, key: str, clients: int, seconds: float) -> Load:
    started = time.perf_counter()
    answers = await asyncio.gather(*(_client(url, key, started + seconds) for _ in range(clients)))
    spent = time.perf_counter() - started
    times = sorted(duration for times, _ in answers for duration in times)
    failures = sum(failed for _, failed in answers)
    return Load(len(times), spent, failures, times[len(times) // 2], times[len(times) * 99 // 100])


async def _client(url: str, key: str, until: float) -> tuple[list[float], int]:
    """The times of one client's requests, and how many were not answered with 200."""
    address = urlsplit(url)
    target = f"{address.path}?{address.query}" if address.query else address.path
    request = (
        f"GET {target} HTTP/1.1\r\nHost: {address.netloc}\r\nAuthorization: Bearer {key}\r\n\r\n".encode()
    )
    reader, writer = await asyncio.open_connection(address.hostname, address.port)
    times: list[float] = []
    failed = 0
    while (begun := time.perf_counter()) < until:
        writer.write(request)
        head = await reader.readuntil(b"\r\n\r\n")
        await reader.readexactly(_content_length(head))
        times.append((time.perf_counter() - begun) * 1000)
        failed += not head.startswith(b"HTTP/1.1 200")
    writer.close()
    return times, failed


def _content_length(head: bytes) -> int:
    lines = head.lower().split(b"\r\n")
    return next(int(line.partition(b":")[2]) for line in lines if line.startswith(b"content-length:"))
