"""Commands answer at once: nothing heavy is imported before it is needed."""

import subprocess
import sys

HEAVY = ("sqlalchemy", "fastapi", "jinja2", "alembic", "record_store", "uvicorn", "lark")


def test_the_help_imports_nothing_heavy() -> None:
    code = "import sys, runtime.cli.main; print([name for name in sys.argv[1:] if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", code, *HEAVY], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"


def test_the_package_runs_as_the_command() -> None:
    ran = subprocess.run(
        [sys.executable, "-m", "runtime", "--help"], capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0
    assert "trellis" in ran.stdout
