// Keys that click what carries data-shortcut ("c", "g i" for two keys, "Ctrl S"), and the list of them under ?.
import { on } from "./elements.js";

export function typing(event) {
  const target = event.target;
  return Boolean(target.closest?.("input:not([type=checkbox]):not([type=radio]), textarea, select, [contenteditable=true], .menu, dialog[data-palette]"));
}

const visible = (element) => element.offsetParent !== null || element.getClientRects().length > 0;
const targets = () => [...document.querySelectorAll("[data-shortcut]")];

let waiting = "";
let timer = 0;

function press(target) {
  if (target.matches("input, textarea, select")) target.focus();
  else target.click();
}

// Ctrl (or ⌘) with a letter works while typing too; in an open dialog only on what is in it.
document.addEventListener("keydown", (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.altKey || event.defaultPrevented) return;
  const keys = `Ctrl ${event.key.length === 1 ? event.key.toUpperCase() : event.key}`;
  const dialog = document.querySelector("dialog[open]");
  const target = targets().find((one) => one.dataset.shortcut === keys && visible(one) && (!dialog || dialog.contains(one)));
  if (!target) return;
  event.preventDefault();
  press(target);
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || typing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
  if (document.querySelector("dialog[open]")) return;
  const keys = waiting ? `${waiting} ${event.key}` : event.key;
  clearTimeout(timer);
  waiting = "";
  const found = targets().filter((one) => one.dataset.shortcut === keys);
  const target = found.find(visible) ?? found[0];
  if (target) {
    event.preventDefault();
    press(target);
  } else if (targets().some((one) => one.dataset.shortcut.startsWith(`${keys} `))) {
    waiting = keys;
    timer = setTimeout(() => { waiting = ""; }, 900);
  }
});

on("ui:open", "[data-shortcut-list]", (event, dialog) => {
  const list = dialog.querySelector("dl");
  list.querySelectorAll("[data-found]").forEach((line) => line.remove());
  const known = new Set();
  for (const target of targets()) {
    const keys = target.dataset.shortcut;
    const label = target.dataset.shortcutLabel || target.getAttribute("aria-label") || target.querySelector("span:not(.menu-icon)")?.textContent || target.title;
    if (!label || known.has(keys) || keys === "?") continue;
    known.add(keys);
    const line = document.createElement("div");
    line.dataset.found = "true";
    const name = document.createElement("dt");
    name.textContent = label.trim();
    const value = document.createElement("dd");
    for (const key of keys.split(" ")) value.append(Object.assign(document.createElement("kbd"), { textContent: key }));
    line.append(name, value);
    list.append(line);
  }
});
