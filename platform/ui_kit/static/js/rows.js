// Moving through a list: j and k, Enter opens, x selects, and a click on the free part of a row opens it.
import { on } from "./elements.js";
import { typing } from "./shortcuts.js";

const rows = () => [...document.querySelectorAll("[data-rows] [data-row]")].filter((row) => row.offsetParent);

export function opens(row) {
  return row.querySelector("a[href]");
}

document.addEventListener("keydown", (event) => {
  if (typing(event) || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const all = rows();
  const current = document.activeElement?.closest?.("[data-row]");
  const at = all.indexOf(current);
  if (event.key === "j" || event.key === "k") {
    const next = all[event.key === "j" ? Math.min(at + 1, all.length - 1) : Math.max(at - 1, 0)];
    next?.focus();
    next?.scrollIntoView({ block: "nearest" });
  } else if (event.key === "x" && current) {
    current.querySelector("[data-select-row]")?.click();
  } else if (event.key === "Enter" && document.activeElement === current) {
    opens(current)?.click();
  }
});

on("click", "tr[data-row] > td", (event, cell) => {
  if (event.target.closest("a, button, input, label, select, [data-edit]") || String(getSelection())) return;
  opens(cell.parentElement)?.click();
});
