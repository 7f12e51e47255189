"""The settings page of the documentation names what there is."""

import re
from pathlib import Path

from web.settings import SETTINGS

PAGE = Path(__file__).resolve().parents[2] / "docs" / "reference" / "settings.md"


def test_the_reference_has_every_setting_and_no_other() -> None:
    rows = re.findall(r"^\| `(TRELLIS_\w+)`", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert rows == [setting.name for setting in SETTINGS]
