"""A drag as a person does it: takes hold of what lies still, looks where it would land, lets go."""

import time

from playwright.sync_api import ElementHandle, FloatRect, Locator, Page, expect

PATIENCE = 30.0
PLACED = """([target, place]) => {
  const held = document.querySelector(".is-ghost");
  if (place === "into") return target.contains(held);
  return (place === "before" ? held.nextElementSibling : held.previousElementSibling) === target;
}"""
"""Whether what is held lies where it should, as the page shows it."""

SORTABLE = """(one) => {
  while (one && !window.Sortable?.get(one)) one = one.parentElement;
  return one;
}"""
"""What sorts is fetched when the page is there already: sooner than a hand comes, later than a test."""


def drag_into(page: Page, source: Locator, target: Locator) -> None:
    """Into a list: a column of a board, a day, an empty canvas."""
    drag(page, source, target, "into")


def drag_before(page: Page, source: Locator, target: Locator) -> None:
    """Onto the place of another item, which makes room after it."""
    drag(page, source, target, "before")


def drag_after(page: Page, source: Locator, target: Locator) -> None:
    """Right after another item."""
    drag(page, source, target, "after")


def drag(page: Page, source: Locator, target: Locator, place: str) -> None:
    aim = target.element_handle()  # the locator may mean another one while the items make room
    pick_up(page, source)
    look_and_move(page, aim, place)
    page.mouse.up()
    expect(page.locator(".is-ghost")).to_have_count(0)


def pick_up(page: Page, source: Locator) -> None:
    page.wait_for_function(SORTABLE, arg=source.element_handle())
    source.hover()  # waits until it lies still
    start = box_of(source)
    x, y = start["x"] + start["width"] / 2, start["y"] + start["height"] / 2
    page.mouse.down()
    page.mouse.move(x + 10, y + 6, steps=4)
    expect(page.locator(".is-ghost")).to_be_visible()


def look_and_move(page: Page, target: ElementHandle, place: str) -> None:
    """Over the target until what is held lies there.

    Items that slide aside take nothing in, and a browser that is driven tells of a drag only while the mouse moves.
    """
    deadline = time.monotonic() + PATIENCE
    move_over(page, target, place, 12)
    while not page.evaluate(PLACED, [target, place]):
        assert time.monotonic() < deadline, f"{target} was not reached"
        move_over(page, target, place, 3)


def move_over(page: Page, target: ElementHandle, place: str, steps: int) -> None:
    box = box_of(target)
    height = {"into": min(box["height"] / 2, 60), "before": 5, "after": box["height"] - 5}[place]
    assert page.viewport_size
    x, y = box["x"] + box["width"] / 2, box["y"] + height
    y = max(2, min(y, page.viewport_size["height"] - 2))  # at the edge the list scrolls by itself
    page.mouse.move(x, y, steps=steps)
    page.mouse.move(x + 2, y)


def box_of(element: Locator | ElementHandle) -> FloatRect:
    box = element.bounding_box()
    assert box, f"{element} is not to be seen"
    return box
