"""`python -m runtime` is the command `trellis`."""

from runtime.cli import main

main()
