// Keys of the role matrix: arrows go from cell to cell, Space goes on to the next choice, Enter asks for a condition.
import "./published.js";

const cellsOf = (row) => [...row.querySelectorAll("[data-cell]")];
const typing = (element) => element.closest("input, textarea, select, [contenteditable=true]");

document.addEventListener("keydown", (event) => {
  if (document.querySelector("dialog[open], :popover-open[role=menu]") || typing(event.target)) return;
  const key = event.key.toLowerCase();
  if ((event.ctrlKey || event.metaKey) && (key === "z" || key === "y")) return press(event, key === "y" || event.shiftKey ? "[data-redo]" : "[data-undo]");
  const cell = event.target.closest?.("[data-cell]");
  if (!cell || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Enter" && cell.dataset.cellDialog) {
    event.preventDefault();
    return ask(cell);
  }
  const next = neighbour(cell, event.key);
  if (!next) return;
  event.preventDefault();
  next.focus();
  next.scrollIntoView({ block: "nearest", inline: "nearest" });
});

function press(event, selector) {
  const button = document.querySelector(selector);
  if (!button || button.disabled) return;
  event.preventDefault();
  button.click();
}

function neighbour(cell, key) {
  const row = cell.closest("tr");
  const place = cellsOf(row).indexOf(cell);
  if (key === "ArrowRight" || key === "ArrowLeft") return cellsOf(row)[place + (key === "ArrowRight" ? 1 : -1)];
  const rows = [...cell.closest("tbody").rows];
  const at = rows.indexOf(row);
  const wanted = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1 }[key];
  return rows[wanted] && cellsOf(rows[wanted])[place];
}

// The other button of the mouse asks as Enter does.
document.addEventListener("contextmenu", (event) => {
  const cell = event.target.closest("[data-cell][data-cell-dialog]");
  if (!cell) return;
  event.preventDefault();
  ask(cell);
});

function ask(cell) {
  window.htmx.ajax("GET", cell.dataset.cellDialog, { source: cell, target: "#overlay", swap: "innerHTML" });
}

// Writing a condition chooses it.
document.addEventListener("input", (event) => {
  if (!event.target.closest("[data-scope-condition]")) return;
  const choice = event.target.form.querySelector("[name=scope][value=where]");
  if (choice && event.target.value.trim()) choice.checked = true;
});
