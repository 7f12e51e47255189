"""Fixtures every test may ask for; each group lives in its own module of tests/support."""

import os

from hypothesis import settings

pytest_plugins = [
    "tests.support.postgres",
    "tests.support.databases",
    "tests.support.browser",
    "tests.support.shared_data",
]

# The same code must be judged the same on every machine, so examples are drawn from a fixed seed and take
# the time they take; HYPOTHESIS_PROFILE=exploring draws new ones each time.
settings.register_profile("steady", derandomize=True, deadline=None)
settings.register_profile("exploring", deadline=None)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
