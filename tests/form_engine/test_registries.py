"""Every widget and layout item keeps its contract: words, schema, template, and both ways of its values."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from jinja2 import nodes

from form_engine import LAYOUT_ITEMS, WIDGETS, Entries, Showing
from form_engine.definition import PURPOSES
from form_engine.layout_items.layout_item import WIDTHS
from metamodel import FIELD_TYPES
from metamodel.field import make_field
from metamodel.field_types.values import Address, FileRef, Geolocation, PersonName, Ref
from runtime.main import PACKAGES
from tests.form_engine.builders import bound, field, form, lines
from ui_kit.assets import Assets
from ui_kit.package_folders import package_folder
from ui_kit.render import Renderer
from ui_kit.translations import Translations


@pytest.fixture(scope="module")
def renderer() -> Renderer:
    assets = Assets({"ui_kit": package_folder("ui_kit") / "static"})
    return Renderer(
        ["ui_kit", "form_engine"],
        url=lambda route, **values: f"/{route}",
        assets=assets,
        translations=Translations([package_folder(name) for name in PACKAGES]),
    )


def test_every_field_type_names_a_widget_that_is_there() -> None:
    missing = {kind: one.widget for kind, one in FIELD_TYPES.items() if one.widget not in WIDGETS}
    assert missing == {}


@pytest.mark.parametrize("kind", WIDGETS)
def test_a_widget_has_words_and_a_template_that_edits_and_shows(renderer: Renderer, kind: str) -> None:
    widget = WIDGETS[kind]
    assert widget.label.texts.keys() >= {"en", "zh-CN"}
    source = (Path(str(package_folder("form_engine"))) / "templates" / widget.template).read_text(
        encoding="utf-8"
    )
    macros = {macro.name for macro in renderer.environment.parse(source).find_all(nodes.Macro)}
    assert {"edit", "show"} <= macros


@pytest.mark.parametrize("kind", LAYOUT_ITEMS)
def test_a_layout_item_has_words_settings_and_a_template(renderer: Renderer, kind: str) -> None:
    item = LAYOUT_ITEMS[kind]
    assert item.label.texts.keys() >= {"en", "zh-CN"}
    assert item.width in WIDTHS
    for setting in item.settings_schema.values():
        assert setting["x-label"].keys() >= {"en", "zh-CN"}
    assert "item" in renderer.environment.get_template(item.template).module.__dict__


VALUES: dict[str, Any] = {
    "text": "a line",
    "long_text": "two\nlines",
    "email": "a@b.example",
    "url": "https://trellis.example",
    "number": Decimal("12.50"),
    "integer": 7,
    "money": Decimal("1234.50"),
    "percent": Decimal("12.50"),
    "boolean": True,
    "date": dt.date(2026, 3, 4),
    "datetime": dt.datetime(2026, 3, 4, 5, 6, tzinfo=dt.UTC),
    "time": dt.time(7, 8),
    "duration": dt.timedelta(hours=1, minutes=30),
    "rating": 3,
    "progress": 40,
    "select": "open",
    "multi_select": ("open", "won"),
    "tags": ("one", "two"),
    "lookup": Ref("account", "0198aaaa-0000-7000-8000-000000000001"),
    "user": Ref("user", "0198aaaa-0000-7000-8000-000000000001"),
    "many_to_many": (Ref("account", "0198aaaa-0000-7000-8000-000000000001"),),
    "address": Address("CN", "广东省", "深圳市", "南山区", "科技路1号", "518000"),
    "person_name": PersonName("王", "小明"),
    "geolocation": Geolocation(Decimal("22.500000"), Decimal("114.100000")),
    "file": (FileRef("abc"),),
    "color": "#4c6ef5",
}
SETTINGS: dict[str, Any] = {
    "options": [{"value": "open"}, {"value": "won"}],
    "object": "account",
    "currency": "CNY",
    "scale": 2,
    "multiple": True,
}


@pytest.mark.parametrize("kind", VALUES)
@pytest.mark.parametrize("zone", [dt.UTC, dt.timezone(dt.timedelta(hours=8))])
def test_what_an_input_holds_is_read_back_as_the_same_value(kind: str, zone: dt.tzinfo) -> None:
    from metamodel.field_types.field_type import Reading

    described = make_field({"name": "f", "type": kind, **SETTINGS}, FIELD_TYPES[kind])
    widget = WIDGETS[described.type.widget]
    typed = widget.typed(described, VALUES[kind], Showing(zone=zone))
    posted = widget.read(Entries.of(_pairs("f", typed)), "f")
    assert described.type.parser(described, Reading(zone=zone))(posted) == VALUES[kind]


def _pairs(name: str, typed: Any) -> list[tuple[str, str]]:
    """The inputs a browser would send."""
    if isinstance(typed, dict):
        return [(f"{name}.{part}", value) for part, value in typed.items()]
    if isinstance(typed, list):
        return [(name, ""), *((name, value) for value in typed)]
    return [(name, str(typed).lower() if isinstance(typed, bool) else str(typed))]


@pytest.mark.parametrize("locale", ["en", "zh-CN"])
def test_a_whole_form_is_drawn_in_both_languages(renderer: Renderer, locale: str) -> None:
    names = (
        "title",
        "stage",
        "amount",
        "account",
        "close_date",
        "notes",
        "active",
        "tags",
        "colors",
        "place",
        "person",
    )
    definition = form(*(field(name) for name in names), lines(columns=["product", "price"]), {"type": "divider"},
                      {"type": "text", "text": "Hello"})  # fmt: skip
    for reading in (False, True):
        seen = bound(
            definition,
            locale=locale,
            values={"title": "<b>", "lines": ()},
            id="r1",
            version=3,
            reading=reading,
        )
        module: Any = renderer.environment.get_template("form_engine/form.html").module
        html = str(module.form_body(seen, "/save"))
        assert "<b>" not in html.replace("<br", "")
        assert "Hello" in html
        assert ('name="title"' in html) == (not reading)


@pytest.mark.parametrize("kind", [*WIDGETS, *LAYOUT_ITEMS, *PURPOSES])
def test_the_documentation_names_every_kind(kind: str) -> None:
    page = Path(__file__).resolve().parents[2] / "docs" / "kinds" / "forms.md"
    assert f"`{kind}`" in page.read_text(encoding="utf-8")
