// Columns of a table: drag a head to another place, pull its edge to another width; both are posted and told.
import { emit, on } from "./elements.js";
import { post } from "./requests.js";

const NARROWEST = 48;
const heads = (table) => [...table.querySelectorAll("thead [data-column]")];

function tell(table) {
  const order = heads(table).map((head) => head.dataset.column);
  const widths = heads(table).map((head) => Math.round(head.getBoundingClientRect().width));
  if (emit(table, "ui:columns", { order, widths }) && table.dataset.columnsUrl) post(table, table.dataset.columnsUrl, { order, widths });
}

on("pointerdown", "[data-resize]", (event, edge) => {
  event.preventDefault();
  const head = edge.closest("th");
  const start = { x: event.clientX, width: head.getBoundingClientRect().width };
  edge.setPointerCapture(event.pointerId);
  edge.classList.add("is-active");
  const pull = (move) => { head.style.width = `${Math.max(NARROWEST, start.width + move.clientX - start.x)}px`; };
  const end = () => {
    edge.removeEventListener("pointermove", pull);
    edge.classList.remove("is-active");
    tell(head.closest("table"));
  };
  edge.addEventListener("pointermove", pull);
  edge.addEventListener("pointerup", end, { once: true });
});

let dragged = null;

on("pointerdown", "[data-columns] thead [data-column]", (event, head) => {
  head.draggable = !event.target.closest("[data-resize]") && event.pointerType === "mouse";
});
on("dragstart", "[data-columns] thead [data-column]", (event, head) => {
  dragged = head;
  head.classList.add("is-dragged");
  event.dataTransfer.effectAllowed = "move";
});
on("dragover", "[data-columns] thead [data-column]", (event, head) => {
  if (!dragged || dragged.closest("table") !== head.closest("table")) return;
  event.preventDefault();
  clear(head.closest("table"));
  head.classList.add(after(event, head) ? "is-drop-after" : "is-drop-before");
});
on("drop", "[data-columns] thead [data-column]", (event, head) => {
  if (!dragged || dragged === head) return;
  event.preventDefault();
  moveColumn(dragged, head, after(event, head));
  tell(head.closest("table"));
});
document.addEventListener("dragend", () => {
  if (!dragged) return;
  dragged.classList.remove("is-dragged");
  clear(dragged.closest("table"));
  dragged = null;
});

// With Alt and an arrow key on a focused head.
on("keydown", "[data-columns] thead [data-column]", (event, head) => {
  const all = heads(head.closest("table"));
  const next = all[all.indexOf(head) + ({ ArrowLeft: -1, ArrowRight: 1 }[event.key] ?? 99)];
  if (!event.altKey || !next) return;
  event.preventDefault();
  moveColumn(head, next, event.key === "ArrowRight");
  head.querySelector("a")?.focus();
  tell(head.closest("table"));
});

const after = (event, head) => event.clientX > head.getBoundingClientRect().left + head.offsetWidth / 2;
const clear = (table) => heads(table).forEach((one) => one.classList.remove("is-drop-before", "is-drop-after"));

function moveColumn(head, beside, behind) {
  const [from, to] = [head.cellIndex, beside.cellIndex];
  for (const row of head.closest("table").rows) {
    const [cell, mark] = [row.cells[from], row.cells[to]];
    if (row.cells.length > Math.max(from, to)) mark[behind ? "after" : "before"](cell);
  }
}
