// Keys of every designer: Escape closes the settings, Ctrl Z takes back; in a list of rows arrows go on, Delete removes, Enter selects.
const typing = (element) => element.closest("input, textarea, select, [contenteditable=true]");
const overlaid = () => document.querySelector("dialog[open], :popover-open[role=menu], :popover-open[role=dialog]");

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || !document.getElementById("workspace") || overlaid()) return;
  if (act(event)) event.preventDefault();
});

function act(event) {
  const row = event.target.closest?.(".canvas-item");
  if (event.key === "Escape") return press("[data-settings-close]");
  if (typing(event.target)) return false;
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "z") return press(event.shiftKey ? "[data-redo]" : "[data-undo]");
  if (event.ctrlKey && event.key.toLowerCase() === "y") return press("[data-redo]");
  if (!row || row.classList.contains("is-grabbed")) return false;
  if (event.key === "Delete" || event.key === "Backspace") return press("[data-remove]", row);
  if (event.key === "Enter" && event.target.matches("[data-handle]")) return press("[data-select]", row);
  const next = { ArrowUp: row.previousElementSibling, ArrowDown: row.nextElementSibling }[event.key];
  next?.querySelector?.("[data-handle]")?.focus();
  return Boolean(next);
}

function press(selector, inside = document) {
  const button = inside.querySelector(selector);
  if (!button || button.disabled) return false;
  button.click();
  return true;
}

// A press anywhere on a row selects it.
document.addEventListener("click", (event) => {
  const row = event.target.closest("#canvas .canvas-item");
  if (row && !event.target.closest("button, a, input")) press("[data-select]", row);
});
