"""The Chromium of this machine; run as a program it installs one where that can be done."""

import os
import shutil
import subprocess
import sys

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")


def find_chromium() -> str | None:
    """The path of a Chromium: the one TRELLIS_TEST_CHROMIUM names, or one on PATH."""
    named = os.environ.get("TRELLIS_TEST_CHROMIUM")
    return named or next((path for name in NAMES if (path := shutil.which(name))), None)


def install_chromium() -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    for command in (["update"], ["install", "--yes", "--no-install-recommends", "chromium"]):
        subprocess.run(["apt-get", "--quiet=2", *command], env=environment, check=True)


def main() -> int:
    if find_chromium() is None and os.geteuid() == 0 and shutil.which("apt-get"):
        sys.stderr.write("Installing Chromium for the browser journeys\n")
        install_chromium()
    if find_chromium() is None:
        sys.stderr.write(
            "The browser journeys need Chromium: install it (Debian: sudo apt-get install chromium) "
            "or name one in TRELLIS_TEST_CHROMIUM\n"
        )
        return 1
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
