"""The small scripts, used as a person uses them: mostly by keyboard."""

import re

from playwright.sync_api import expect

from tests.support.mouse import drag_into
from tests.ui_kit.conftest import GalleryVisit


def test_search_opens_by_key_and_leads_on(gallery: GalleryVisit) -> None:
    page = gallery.open("list")
    page.keyboard.press("Control+k")
    page.keyboard.type("dove")
    expect(page.locator(".palette-item")).to_have_count(1)
    page.keyboard.press("Enter")
    page.wait_for_url("**/record")


def test_the_list_of_keys_names_those_of_the_page(gallery: GalleryVisit) -> None:
    page = gallery.open("list")
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Keyboard shortcuts")
    expect(dialog.get_by_text("New plant")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    expect(page.get_by_label("Search plants")).to_be_focused()


def test_rows_are_walked_selected_and_opened_by_key(gallery: GalleryVisit) -> None:
    page = gallery.open("list")
    for key in ("j", "j", "x"):
        page.keyboard.press(key)
    expect(page.locator("[data-selection-count]")).to_have_text("1 selected")
    page.locator("[data-select-row]").nth(4).click(modifiers=["Shift"])
    expect(page.locator("[data-selection-count]")).to_have_text("4 selected")
    page.locator("[data-row]").nth(1).focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/record")


def test_what_destroys_asks_first_and_sends_the_selection(gallery: GalleryVisit) -> None:
    page = gallery.open("list")
    page.locator("[data-select-row]").first.check()
    bar = page.locator("[data-selection-bar]")
    bar.get_by_role("button", name="Delete").click()
    dialog = page.get_by_role("dialog", name="Are you sure?")
    dialog.get_by_role("button", name="Cancel").click()
    assert gallery.posted == []
    bar.get_by_role("button", name="Delete").click()
    with page.expect_response("**/accepted"):
        dialog.get_by_role("button", name="Delete").click()
    assert gallery.posted == ["ids=0"]


def test_a_list_goes_on_when_its_end_comes_into_sight(gallery: GalleryVisit) -> None:
    page = gallery.open("list")
    expect(page.locator("tbody [data-row]")).to_have_count(24)
    page.locator(".sentinel").scroll_into_view_if_needed()
    expect(page.locator("tbody [data-row]")).to_have_count(48)


def test_a_cell_is_edited_in_place_and_escape_takes_it_back(gallery: GalleryVisit) -> None:
    page = gallery.open("list")
    cell = page.locator("td[data-edit]").first
    cell.focus()
    page.keyboard.press("Enter")
    expect(cell.locator("input")).to_be_focused()
    page.keyboard.type("Nothing")
    page.keyboard.press("Escape")
    expect(cell).to_have_text("Himalayan blue poppy")
    page.keyboard.press("e")
    expect(cell.locator("input")).to_be_focused()
    page.keyboard.type("Blue poppy")
    page.keyboard.press("Enter")
    expect(cell).to_have_text("Blue poppy")
    assert gallery.posted == ["name=Blue+poppy"]


def test_columns_are_widened_and_moved(gallery: GalleryVisit) -> None:
    page = gallery.open("list")
    edge = page.locator("[data-resize]").first.bounding_box()
    assert edge is not None
    page.mouse.move(edge["x"] + 4, edge["y"] + 9)
    page.mouse.down()
    page.mouse.move(edge["x"] + 64, edge["y"] + 9, steps=3)
    with page.expect_response("**/accepted"):
        page.mouse.up()
    assert "widths=300" in gallery.posted[-1]
    page.locator("th[data-column=stage] a").focus()
    with page.expect_response("**/accepted"):
        page.keyboard.press("Alt+ArrowLeft")
    assert gallery.posted[-1].startswith("order=stage&order=name")


def test_a_card_is_moved_by_keyboard_and_told_aloud(gallery: GalleryVisit) -> None:
    page = gallery.open("board")
    page.locator("[data-card]").first.focus()
    page.keyboard.press("Space")
    page.keyboard.press("ArrowRight")
    expect(page.locator("#announcer")).to_have_text("Himalayan blue poppy moved to Growing, position 1 of 5.")
    with page.expect_response("**/accepted"):
        page.keyboard.press("Space")
    assert gallery.posted == ["card=0&column=growing&column_before=seed&index=0"]


def test_a_card_is_moved_by_pointer(gallery: GalleryVisit) -> None:
    page = gallery.open("board")
    card = page.locator("[data-board-list=budding] [data-card]").first
    with page.expect_response("**/accepted"):
        drag_into(page, card, page.locator("[data-board-list=flowering]"))
    assert re.fullmatch(r"card=1&column=flowering&column_before=budding&index=\d", gallery.posted[0])


def test_a_refused_move_goes_back_where_it_was(gallery: GalleryVisit) -> None:
    page = gallery.open("board")
    page.locator("[data-board]").evaluate("board => { board.dataset.moveUrl = '/refused'; }")
    page.locator("[data-card]").first.focus()
    for key in ("Space", "ArrowRight", "Space"):
        page.keyboard.press(key)
    expect(page.get_by_role("alert")).to_contain_text("This changed in the meantime")
    expect(page.locator("[data-board-list=seed] [data-card='0']")).to_be_visible()


def test_a_look_up_is_searched_and_chosen_by_key(gallery: GalleryVisit) -> None:
    page = gallery.open("form")
    page.locator("#f-house").fill("12")
    expect(page.locator(".option")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#f-house")).to_have_value("House 12")
    assert page.locator("input[name=house]").input_value() == "12"
    page.locator("#f-house").fill("")
    page.keyboard.press("Tab")
    expect(page.locator("input[name=house]")).to_have_value("")


def test_several_values_are_added_and_taken_away(gallery: GalleryVisit) -> None:
    page = gallery.open("form")
    page.locator("#f-tags").click()
    page.keyboard.type("dusk,")
    page.keyboard.press("Backspace")
    page.keyboard.type("dawn，")
    tags = page.locator("input[name=tags]")
    assert tags.evaluate_all("all => all.map(one => one.value)") == ["alpine", "blue", "dawn"]
    page.locator("#f-labels").click()
    page.locator(".option", has_text="Acid soil").click()
    chosen = page.locator("select[name=labels]").evaluate("one => [...one.selectedOptions].map(o => o.value)")
    assert chosen == ["rare", "shade", "acid"]


def test_a_date_goes_on_by_a_day(gallery: GalleryVisit) -> None:
    page = gallery.open("form")
    page.locator("#f-due").focus()
    page.keyboard.press("+")
    expect(page.locator("#f-due")).to_have_value("2026-05-21")


def test_unsaved_input_is_not_left_by_accident(gallery: GalleryVisit) -> None:
    page = gallery.open("form")
    asked: list[str] = []

    def stay(dialog: object) -> None:
        asked.append(dialog.type)  # type: ignore[attr-defined]
        dialog.accept()  # type: ignore[attr-defined]

    page.on("dialog", stay)
    page.locator("#f-name").fill("Lotus")
    gallery.open("list")
    assert asked == ["beforeunload"]


def test_a_dialog_comes_from_the_server_and_closes_on_success(gallery: GalleryVisit) -> None:
    page = gallery.open("components")
    page.get_by_role("button", name="Dialog", exact=True).click()
    dialog = page.get_by_role("dialog", name="Add a care visit")
    expect(dialog.get_by_label("What")).to_be_focused()
    page.keyboard.type("Watered")
    page.keyboard.press("Enter")
    expect(dialog).to_have_count(0)
    assert gallery.posted == ["what=Watered&house=&day="]


def test_a_message_can_be_made_by_an_event_and_undone(gallery: GalleryVisit) -> None:
    page = gallery.open("list")
    page.evaluate(
        "document.body.dispatchEvent(new CustomEvent('ui:toast', {bubbles: true, detail: {message: 'Moved', undo: '/accepted'}}))"
    )
    toast = page.get_by_role("status").filter(has_text="Moved")
    with page.expect_response("**/accepted"):
        toast.get_by_role("button", name="Undo").click()
    expect(toast).to_have_count(0)


def test_a_field_is_moved_by_its_handle_and_added_from_the_palette(gallery: GalleryVisit) -> None:
    page = gallery.open("studio")
    page.wait_for_load_state("networkidle")
    page.locator(".canvas [data-handle]").first.focus()
    with page.expect_response("**/accepted"):
        for key in ("Space", "ArrowDown", "Space"):
            page.keyboard.press(key)
    assert gallery.posted[0].startswith("item=Name&order=Stage&order=Name&")
    expect(page.locator(".canvas [data-handle]").nth(1)).to_be_focused()


def test_the_theme_is_kept_and_the_bar_folds(gallery: GalleryVisit) -> None:
    page = gallery.open("list")
    page.locator(".person-button").click()
    with page.expect_response("**/preferences"):
        page.locator("[data-theme-choice=dark]").click()
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"
    page.keyboard.press("Escape")
    page.keyboard.press("[")
    gallery.open("board")
    assert page.evaluate(
        "[document.documentElement.dataset.theme, document.documentElement.dataset.sidebar]"
    ) == ["dark", "folded"]


def test_a_page_without_script_still_shows_its_form(gallery: GalleryVisit) -> None:
    browser = gallery.page.context.browser
    assert browser is not None
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{gallery.address}/form")
    expect(page.get_by_label("Labels")).to_be_visible()
    expect(page.locator("select[name=keepers]")).to_have_values(["1", "2"])
    context.close()


def test_a_form_is_saved_by_key_while_typing(gallery: GalleryVisit) -> None:
    page = gallery.open("form")
    page.locator("#f-name").fill("Lotus")
    with page.expect_response("**/accepted"):
        page.keyboard.press("Control+s")
    assert gallery.posted[0].startswith("name=Lotus&")
