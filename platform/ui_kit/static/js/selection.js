// Selecting rows of a table: all, one, a range with Shift; the bar shows how many.
import { emit, on } from "./elements.js";
import { word } from "./words.js";

let last = null;

const boxes = (table) => [...table.querySelectorAll("[data-select-row]")];

function refresh(table) {
  const all = boxes(table);
  const chosen = all.filter((box) => box.checked);
  all.forEach((box) => box.closest("tr")?.classList.toggle("is-selected", box.checked));
  table.classList.toggle("has-selection", chosen.length > 0);
  const head = table.querySelector("[data-select-all]");
  if (head) {
    head.checked = all.length > 0 && chosen.length === all.length;
    head.indeterminate = chosen.length > 0 && chosen.length < all.length;
  }
  const bar = document.querySelector(`[data-selection-bar="${CSS.escape(table.id)}"]`);
  if (bar) {
    bar.hidden = chosen.length === 0;
    bar.querySelector("[data-selection-count]").textContent = word("selected", { count: chosen.length });
  }
  emit(table, "ui:selection", { values: chosen.map((box) => box.value) });
}

on("click", "[data-select-row]", (event, box) => {
  const table = box.closest("table");
  const all = boxes(table);
  if (event.shiftKey && last && all.includes(last)) {
    const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
    all.slice(from, to + 1).forEach((one) => { one.checked = box.checked; });
  }
  last = box;
  refresh(table);
});

on("change", "[data-select-all]", (event, head) => {
  const table = head.closest("table");
  boxes(table).forEach((box) => { box.checked = head.checked; });
  refresh(table);
});

on("click", "[data-selection-clear]", (event, button) => {
  const table = document.getElementById(button.closest("[data-selection-bar]").dataset.selectionBar);
  boxes(table).forEach((box) => { box.checked = false; });
  refresh(table);
});

document.addEventListener("htmx:after:swap", () => document.querySelectorAll("table[data-selectable].has-selection").forEach(refresh));
