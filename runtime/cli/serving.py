"""`trellis serve`, `trellis worker` and `trellis doctor`."""

from __future__ import annotations

from typing import Annotated

import typer

from runtime.cli.answers import AsJson, print_json


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="Port to listen on.")] = 8000,
    workers: Annotated[int, typer.Option(min=1, max=64, help="Processes that serve.")] = 1,
    background: Annotated[
        bool, typer.Option("--background/--no-background", help="Do background work here too.")
    ] = True,
) -> None:
    """Serve the web application."""
    import os

    import uvicorn

    from web.settings import read_settings

    settings = read_settings()
    if not background:
        os.environ["TRELLIS_BACKGROUND"] = "off"
    typer.echo(f"Trellis is served on http://{host}:{port}/  (stop with Ctrl-C)", err=True)
    uvicorn.run(
        "runtime.main:create_app",
        factory=True,
        host=host,
        port=port,
        workers=workers,
        access_log=False,
        server_header=False,
        timeout_graceful_shutdown=10,
        log_level="debug" if settings.log.level == "debug" else "warning",
    )


def worker(
    concurrency: Annotated[int, typer.Option(min=1, max=64, help="Threads that work.")] = 1,
) -> None:
    """Do background work alone, until Ctrl-C."""
    import signal
    import threading

    from flow_engine import Background
    from runtime.cli.opened import opened

    ended = threading.Event()
    for ending in (signal.SIGINT, signal.SIGTERM):
        signal.signal(ending, lambda *_: ended.set())
    with opened() as composition:
        names = composition.tenants.list
        threads = [
            Background(composition.store, lambda: [tenant.name for tenant in names()], look_every=1.0)
            for _ in range(concurrency)
        ]
        for thread in threads:
            thread.start()
        typer.echo("Working; stop with Ctrl-C", err=True)
        ended.wait()
        for thread in threads:
            thread.stop()


def doctor(as_json: AsJson = False) -> None:
    """Say what is wrong with settings, databases and assets, and what to do."""
    from runtime.cli.diagnosis import diagnose

    findings = diagnose()
    if as_json:
        print_json([{"about": f.about, "ok": f.ok, "says": f.says} for f in findings])
    else:
        for finding in findings:
            typer.echo(f"{'ok  ' if finding.ok else 'WRONG'} {finding.about}: {finding.says}")
    if not all(finding.ok for finding in findings):
        raise typer.Exit(1)
