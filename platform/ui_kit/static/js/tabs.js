// Tabs that switch panels of the page; arrows move between them.
import { on } from "./elements.js";

function show(tab) {
  for (const one of tab.closest("[role=tablist]").querySelectorAll("[role=tab]")) {
    const chosen = one === tab;
    one.setAttribute("aria-selected", chosen);
    one.tabIndex = chosen ? 0 : -1;
    const panel = document.getElementById(one.getAttribute("aria-controls"));
    if (panel) panel.hidden = !chosen;
  }
}

on("click", "[data-tabs] [role=tab]", (event, tab) => show(tab));
on("keydown", "[data-tabs] [role=tab]", (event, tab) => {
  const all = [...tab.closest("[role=tablist]").querySelectorAll("[role=tab]")];
  const at = all.indexOf(tab);
  const next = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (next === undefined) return;
  event.preventDefault();
  const chosen = all.at(next % all.length);
  chosen.focus();
  show(chosen);
});
