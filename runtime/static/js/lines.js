// Line items by keyboard: Enter goes down a row and makes one after the last, Ctrl D copies the value above.
const cellOf = (target) => target.closest?.("[data-lines] tbody td");

function control(cell) {
  return cell?.querySelector("input:not([type=hidden]), select, textarea");
}

document.addEventListener("keydown", (event) => {
  const cell = cellOf(event.target);
  if (!cell || event.isComposing) return;
  const row = cell.parentElement;
  if (event.key === "Enter" && !event.shiftKey && !event.target.matches("textarea, button, [aria-expanded=true]")) {
    event.preventDefault();
    const below = row.nextElementSibling;
    if (below) return control(below.cells[cell.cellIndex])?.focus();
    wanted = { lines: cell.closest("[data-lines]").id, column: 1 };
    cell.closest("[data-lines]").querySelector("[data-add-line]")?.click();
  } else if (event.key === "d" && event.ctrlKey) {
    const above = control(row.previousElementSibling?.cells[cell.cellIndex]);
    const here = control(cell);
    if (!above || !here) return;
    event.preventDefault();
    here.value = above.value;
    here.dispatchEvent(new Event("change", { bubbles: true }));
  }
});

// After a row was added the cursor stands in its first cell.
let wanted = null;

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("[data-add-line]");
  if (button) wanted = { lines: button.closest("[data-lines]").id, column: 1 };
});
document.addEventListener("htmx:after:swap", () => {
  if (!wanted) return;
  const last = document.getElementById(wanted.lines)?.querySelector("tbody tr:last-child");
  const first = [...(last?.cells ?? [])].map(control).find(Boolean);
  wanted = null;
  first?.focus();
});

// While a line is added or removed, no refresh may take its place: it would not know of that line. It waits its turn.
let begun = 0;
let held = null;
const PATIENCE = 5000;
const busy = () => Date.now() - begun < PATIENCE;
const changesLines = (element) => element?.matches?.("[data-lines] button");

document.addEventListener("htmx:before:request", (event) => {
  if (changesLines(event.detail.ctx.sourceElement)) begun = Date.now();
});
document.addEventListener("htmx:config:request", (event) => {
  const source = event.detail.ctx.sourceElement;
  if (!busy() || changesLines(source) || !source.closest?.("[data-form-body]")) return;
  event.preventDefault();
  held = source;
});
document.addEventListener("htmx:finally:request", (event) => {
  if (!changesLines(event.detail.ctx.sourceElement) && event.detail.ctx.sourceElement?.isConnected !== false) return;
  begun = 0;
  if (held?.isConnected) held.dispatchEvent(new Event("change"));
  held = null;
});
