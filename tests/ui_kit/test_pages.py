"""The pages of the gallery: every macro is shown, nothing breaks the policy, ids are unique."""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from starlette.testclient import TestClient

from metamodel.issues import Issue
from tests.ui_kit.builders import CHINESE, UI_KIT, drawn, renderer_of
from ui_kit.content_policy import CONTENT_SECURITY_POLICY
from ui_kit.dom_ids import dom_id
from ui_kit.error_pages import error_page
from ui_kit.fragments import trigger_header
from ui_kit.gallery import create_gallery
from ui_kit.gallery.application import PAGES
from ui_kit.icons import icon_names
from ui_kit.navigation import Frame, NavigationItem

FRAGMENTS = (
    "search",
    "search?q=dove",
    "search?q=zzz",
    "lookup?q=1",
    "rows?after=24",
    "cell/1",
    "dialog/form",
    "refused",
)
ICONS = re.compile(r"""icon(?:_name)?=?\(?["']([a-z0-9-]+)["']""")


class Elements(HTMLParser):
    """Every start tag of a page with its attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len(dict(attrs)) == len(attrs), f"<{tag}> has an attribute twice: {attrs}"
        self.found.append((tag, dict(attrs)))


@pytest.fixture(scope="module")
def client() -> TestClient:
    return TestClient(create_gallery(), raise_server_exceptions=True)


@pytest.mark.parametrize("locale", ["en", "zh-CN"])
@pytest.mark.parametrize("address", [*PAGES, *FRAGMENTS, "errors/404", "errors/422", "errors/503"])
def test_markup_keeps_the_policy_and_its_ids_are_unique(
    client: TestClient, address: str, locale: str
) -> None:
    answer = client.get(f"/{address}", params={"locale": locale})
    assert answer.headers["content-security-policy"] == CONTENT_SECURITY_POLICY
    elements = Elements(answer.text).found
    assert [attributes for _, attributes in elements if "style" in attributes] == []
    assert [
        name for _, attributes in elements for name in attributes if name.startswith(("on", "hx-on"))
    ] == []
    assert [
        tag for tag, attributes in elements if tag == "style" or (tag == "script" and "src" not in attributes)
    ] == []
    repeated = Counter(attributes["id"] for _, attributes in elements if "id" in attributes)
    assert [name for name, times in repeated.items() if times > 1] == []


@pytest.mark.parametrize("page", PAGES)
def test_labels_and_descriptions_point_at_something(client: TestClient, page: str) -> None:
    elements = Elements(client.get(f"/{page}").text).found
    ids = {attributes["id"] for _, attributes in elements if "id" in attributes}
    wanted = [
        target
        for _, attributes in elements
        for name in ("for", "aria-controls", "popovertarget", "aria-labelledby")
        for target in (attributes.get(name) or "").split()
    ]
    assert [target for target in wanted if target not in ids] == []


def test_every_icon_that_templates_name_is_in_the_sprite() -> None:
    text = "\n".join(file.read_text(encoding="utf-8") for file in (UI_KIT / "templates").rglob("*.html"))
    assert sorted(set(ICONS.findall(text)) - icon_names()) == []


@pytest.mark.parametrize("status", [400, 401, 403, 404, 405, 409, 413, 422, 429, 500, 502, 503])
def test_every_refusal_says_what_happened_and_what_to_do(status: int) -> None:
    page = error_page(status, [Issue("required", "/name", "{field} is needed", values={"field": "Name"})])
    shown = renderer_of().render(
        "ui_kit/error.html", {"error": page, "home": "/demo/", "sign_in": "/sign-in"}, CHINESE
    )
    assert str(status) in shown
    assert page.title not in shown
    assert 'href="/demo/"' in shown
    assert "Name is needed" in shown


def test_the_frame_leaves_out_what_the_application_does_not_have() -> None:
    bare = Frame("Acme", "/acme/", (NavigationItem("Home", "home", "/acme/", active=True),))
    shown = renderer_of(page='{% extends "ui_kit/frame.html" %}').render("page.html", {"frame": bare})
    assert 'aria-current="page"' in shown
    assert "person-menu" not in shown
    assert "command-palette" not in shown


def test_the_bottom_bar_holds_the_first_destinations() -> None:
    items = tuple(NavigationItem(f"Item {number}", "box", f"/{number}") for number in range(3))
    frame = Frame("Acme", "/", (NavigationItem("Group", children=items), *items))
    assert [item.label for item in frame.phone_bar] == ["Item 0", "Item 1", "Item 2", "Item 0"]


@pytest.mark.parametrize(
    ("parts", "expected"),
    [(("row", "deal", 7), "row-deal-7"), (("field", "a.b[0]"), "field-a_b_0_"), (("x", "商机"), "x-_")],
)
def test_ids_are_safe_in_selectors(parts: tuple[object, ...], expected: str) -> None:
    assert dom_id(*parts) == expected  # type: ignore[arg-type]


def test_events_go_into_a_header_in_ascii() -> None:
    header = trigger_header(ui_toast={"message": "已保存"})["HX-Trigger"]
    assert header.isascii()
    assert header.startswith('{"ui:toast": {"message": ')


def test_a_chosen_option_is_selected_and_an_empty_one_offered() -> None:
    shown = drawn(
        "{{ ui.select('s', [{'value': 'a', 'label': 'A'}, {'value': 'b', 'label': 'B'}], value='b', empty='—') }}"
    )
    assert '<option value="b" selected>B</option>' in shown
    assert '<option value="">—</option>' in shown
