"""An ASGI application served on a free port of this machine, for tests that need a real address."""

import contextlib
import socket
import threading
import time
from collections.abc import Iterator
from typing import Any

import uvicorn

PATIENCE = 30.0


@contextlib.contextmanager
def served(application: Any) -> Iterator[str]:
    """The base address of the application while it is served by a thread, like `http://127.0.0.1:40001`."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        server = uvicorn.Server(uvicorn.Config(application, log_level="warning", lifespan="on"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]}, daemon=True)
        thread.start()
        try:
            wait_until_started(server, thread)
            yield f"http://127.0.0.1:{listener.getsockname()[1]}"
        finally:
            server.should_exit = True
            thread.join(PATIENCE)


def wait_until_started(server: uvicorn.Server, thread: threading.Thread) -> None:
    deadline = time.monotonic() + PATIENCE
    while not server.started:
        assert thread.is_alive(), "the application failed while starting"
        assert time.monotonic() < deadline, "the application did not start in time"
        time.sleep(0.01)


def free_port() -> int:
    """A port that nobody listens on just now, for a server in a process of its own."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port: int = listener.getsockname()[1]
        return port
