// Dragging on the canvas of a form: from the palette into sections, between sections and tabs, several parts at once.
import { whenPresent } from "../../ui_kit/js/elements.js";
import { LOOK, sortable } from "../../ui_kit/js/sortable_library.js";
import { ask, openTab, withOthers } from "./form_canvas.js";

const HOVER = 350;
const LISTS = {
  "[data-items]": { name: "form-items", put: ["form-items", "items"], draggable: ".canvas-part", inside: (list) => list.dataset.items },
  "[data-sections]": { name: "form-sections", put: ["form-sections", "parts"], draggable: ".canvas-section", handle: ".canvas-section-head", inside: (list) => list.dataset.sections },
  "[data-tabs-list]": { name: "form-tabs", put: ["form-tabs", "parts"], draggable: ".canvas-tab", inside: () => "" },
};

for (const [selector, kind] of Object.entries(LISTS)) {
  whenPresent(selector, async (list) => {
    const Sortable = await sortable();
    let home = null;
    Sortable.create(list, {
      ...LOOK,
      draggable: kind.draggable,
      handle: kind.handle,
      group: { name: kind.name, put: kind.put },
      filter: ".canvas-renaming, .canvas-width, [data-columns]",
      preventOnFilter: false,
      swapThreshold: 0.65,
      invertSwap: selector === "[data-items]",
      onStart: ({ item }) => { home = { list: item.parentElement, next: item.nextElementSibling }; started(item); },
      onAdd: ({ item, to }) => { if (item.matches(".palette-tile")) added(item, to, kind); },
      onEnd: ({ item }) => ended(item, home),
    });
  });
}

// Before what something was dropped: the next part that is not being moved as well.
function following(item, moving) {
  let next = item.nextElementSibling;
  while (next && (!next.dataset.item || moving.includes(next.dataset.item))) next = next.nextElementSibling;
  return next?.dataset.item ?? "";
}

function added(tile, list, kind) {
  ask("add", { added: tile.dataset.item, inside: kind.inside(list), before: following(tile, []) }).finally(() => tile.remove());
}

function started(item) {
  document.body.classList.add("is-dragging-part");
  const moving = withOthers(item);
  if (moving.length > 1) item.dataset.count = moving.length;
}

function ended(item, home) {
  document.body.classList.remove("is-dragging-part");
  delete item.dataset.count;
  if (item.parentElement === home.list && item.nextElementSibling === home.next) return;
  moved(item).then((made) => { if (!made && item.isConnected) home.list.insertBefore(item, home.next); });
}

// Tells the server where a part stands now; those that are selected with it come along.
export function moved(item) {
  const list = item.parentElement;
  const kind = Object.entries(LISTS).find(([selector]) => list.matches(selector))[1];
  const moving = withOthers(item);
  return ask("move", { part: moving, inside: kind.inside(list), before: following(item, moving) });
}

// A tab opens when something is held over it, so that it can be dropped there.
let over = null;
let timer = 0;
document.addEventListener("dragover", (event) => {
  const tab = event.target.closest?.("#canvas .canvas-tab");
  if (tab === over) return;
  over = tab;
  clearTimeout(timer);
  if (tab && !tab.classList.contains("is-open") && !document.querySelector(".canvas-tab.is-ghost")) timer = setTimeout(() => openTab(tab.dataset.item), HOVER);
});
document.addEventListener("dragend", () => { clearTimeout(timer); over = null; });

// The right edge of an item is drawn over the middle of its section to make it wide, and back.
document.addEventListener("pointerdown", (event) => {
  const grip = event.target.closest?.("#canvas .canvas-width");
  if (!grip) return;
  const part = grip.closest(".canvas-part");
  const box = part.parentElement.getBoundingClientRect();
  const from = event.clientX;
  const goal = (x) => (x > box.left + box.width * 0.75 ? "full" : "half");
  const follow = (move) => {
    if (Math.abs(move.clientX - from) < 6) return;
    grip.dataset.dragged = "true";
    part.classList.toggle("field-full", goal(move.clientX) === "full");
  };
  const done = (end) => {
    document.removeEventListener("pointermove", follow);
    if (!grip.dataset.dragged) return;
    setTimeout(() => delete grip.dataset.dragged);
    const was = "wide" in part.dataset ? "full" : "half";
    if (goal(end.clientX) !== was) ask("widen", { part: withOthers(part), width: goal(end.clientX) });
    else part.classList.toggle("field-full", was === "full");
  };
  event.preventDefault();
  document.addEventListener("pointermove", follow);
  document.addEventListener("pointerup", done, { once: true });
});
