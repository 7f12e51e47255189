"""What lets people find an object: a list and an entry in the navigation."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def list_view(name: str, object_name: str, label: Mapping[str, str]) -> dict[str, Any]:
    """A list of all records of the object; without chosen columns it shows the first fields, new ones too."""
    texts = {"en": "All {}", "zh-CN": "全部{}"}
    return {
        "kind": "view",
        "name": name,
        "label": {locale: texts.get(locale, "{}").format(text) for locale, text in label.items()},
        "object": object_name,
        "type": "list",
    }


def navigated(app: Mapping[str, Any], object_name: str) -> dict[str, Any]:
    """The app with the object in its navigation, before the first group of entries."""
    entries = list(app.get("navigation", ()))
    if any(entry.get("object") == object_name for entry in entries):
        return dict(app)
    place = next((index for index, entry in enumerate(entries) if "items" in entry), len(entries))
    return {**app, "navigation": [*entries[:place], {"object": object_name}, *entries[place:]]}
