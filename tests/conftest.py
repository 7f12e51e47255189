"""Fixtures every test may ask for; each group lives in its own module of tests/support."""

pytest_plugins = [
    "tests.support.postgres",
    "tests.support.databases",
    "tests.support.browser",
    "tests.support.shared_data",
]
