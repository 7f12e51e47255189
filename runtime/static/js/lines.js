// Line items as a grid: moving between cells, adding lines, and everything a button of the grid does by a key.
import { lineActions } from "./line_actions.js";

const TYPED = "input:not([type=hidden]), select, textarea";
const PLAIN = new Set(["text", "tel", "email", "url", "search"]);
const cellOf = (target) => target.closest?.("[data-lines] tbody td:not(.lines-actions)");
const gridOf = (element) => element.closest("[data-lines]");
const control = (cell) => cell?.querySelector(TYPED);
const lineOf = (cell) => [...cell.parentElement.parentElement.querySelectorAll(":scope > [data-item]")].indexOf(cell.parentElement);

function enter(cell) {
  const found = control(cell);
  found?.focus();
  if (found?.matches("input")) found.select();
  cell?.scrollIntoView({ block: "nearest", inline: "nearest" });
  return Boolean(found);
}

// The nearest cell on that side that can be written in.
function step(cell, down, right) {
  if (down) {
    const row = down > 0 ? cell.parentElement.nextElementSibling : cell.parentElement.previousElementSibling;
    return row ? enter(row.cells[cell.cellIndex]) : false;
  }
  for (let next = cell; (next = right > 0 ? next.nextElementSibling : next.previousElementSibling);) {
    if (next.matches("td:not(.lines-actions)") && control(next)) return enter(next);
  }
  return false;
}

// A line is added without asking the server, so that what is typed meanwhile goes into it.
export function addLine(grid, column) {
  const body = grid.querySelector("tbody");
  const template = grid.querySelector("[data-line-template]");
  if (!template) return;
  body.querySelector(".lines-empty")?.remove();
  const number = body.querySelectorAll(":scope > [data-item]").length;
  const holder = document.createElement("tbody");
  holder.innerHTML = template.innerHTML.replaceAll(`${grid.dataset.lines}-new-`, `${grid.dataset.lines}-${number}-`).replaceAll(`${grid.dataset.lines}:new`, `${grid.dataset.lines}:${number}`).replaceAll("%n%", number + 1);
  const row = holder.firstElementChild;
  row.dataset.item = number;
  body.append(row);
  window.htmx.process(row);
  lineActions.changed(grid);
  const wanted = row.querySelector(`[data-column="${CSS.escape(column ?? "")}"]`) ?? [...row.cells].find((cell) => control(cell));
  enter(wanted);
}

const firstColumn = (grid) => grid.dataset.columns.split(",")[0];

function moves(event, cell) {
  const { key, target, ctrlKey, metaKey, shiftKey, altKey } = event;
  const jump = (ctrlKey || metaKey) && !altKey && !shiftKey;
  const [down, right] = { ArrowDown: [1, 0], ArrowUp: [-1, 0], ArrowRight: [0, 1], ArrowLeft: [0, -1] }[key] ?? [0, 0];
  if (!down && !right) return false;
  if (jump) return step(cell, down, right) || true;
  if (altKey || shiftKey || metaKey || ctrlKey || !PLAIN.has(target.type) || target.getAttribute("role") === "combobox") return false;
  if (down) return step(cell, down, 0);
  const { selectionStart: start, selectionEnd: end, value } = target;
  const whole = start === 0 && end === value.length;
  const edge = start === end && start === (right > 0 ? value.length : 0);
  return (whole || edge) && step(cell, 0, right);
}

function acts(event, cell) {
  const grid = gridOf(cell);
  const index = lineOf(cell);
  const name = grid.dataset.lines;
  const rows = cell.parentElement.parentElement.querySelectorAll(":scope > [data-item]").length;
  const column = cell.dataset.column;
  if (event.key.toLowerCase() === "d" && (event.ctrlKey || event.metaKey)) return lineActions.act(grid, `copy_line:${name}:${index}`, { line: index + 1, column });
  if (!event.altKey) return false;
  if (event.key === "Delete" || event.key === "Backspace") return lineActions.act(grid, `remove_line:${name}:${index}`, { line: Math.min(index, rows - 2), column });
  const to = index + ({ ArrowUp: -1, ArrowDown: 1 }[event.key] ?? 0);
  if (to === index) return false;
  return to < 0 || to >= rows || lineActions.act(grid, `move_line:${name}:${index}:${to}`, { line: to, column });
}

function enters(event, cell) {
  if (event.key !== "Enter" || event.altKey || event.target.matches("textarea, button, [aria-expanded=true]")) return false;
  if (step(cell, event.shiftKey ? -1 : 1, 0) || event.shiftKey) return true;
  addLine(gridOf(cell), cell.dataset.column === undefined ? null : firstColumn(gridOf(cell)));
  return true;
}

document.addEventListener("keydown", (event) => {
  const cell = cellOf(event.target);
  if (!cell || event.isComposing || event.defaultPrevented || !gridOf(cell).dataset.columns) return;
  if (enters(event, cell) || acts(event, cell) || moves(event, cell)) event.preventDefault();
});

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-add-line]");
  if (!button) return;
  event.preventDefault();
  event.stopPropagation();
  addLine(gridOf(button), firstColumn(gridOf(button)));
}, true);

document.addEventListener("ui:sorted", (event) => {
  const grid = event.target.closest?.("[data-lines]");
  if (!grid) return;
  const { item, index } = event.detail;
  lineActions.act(grid, `move_line:${grid.dataset.lines}:${item}:${index}`, { line: index, handle: true });
});

// A block of cells that is pasted into a cell goes over the grid from there.
document.addEventListener("paste", (event) => {
  const cell = cellOf(event.target);
  const text = event.clipboardData?.getData("text/plain") ?? "";
  if (!cell || !/[\t\n]/.test(text.trim()) || (event.target.matches("textarea") && !text.includes("\t"))) return;
  event.preventDefault();
  const grid = gridOf(cell);
  const line = lineOf(cell);
  grid.querySelector("[data-paste-lines] textarea").value = text;
  lineActions.act(grid, `paste_lines:${grid.dataset.lines}:${line}:${cell.dataset.column}`, { line, column: cell.dataset.column });
});
