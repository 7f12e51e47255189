// Finds what the studio's first page lists, by its words in both languages and by its name.
import { on } from "../../ui_kit/js/elements.js";

on("input", "[data-overview-search]", (event, input) => {
  const wanted = input.value.trim().toLowerCase();
  let found = 0;
  for (const group of document.querySelectorAll("[data-overview-group]")) {
    const items = [...group.querySelectorAll("[data-words]")];
    for (const item of items) item.hidden = !item.dataset.words.toLowerCase().includes(wanted);
    const shown = items.filter((item) => !item.hidden).length;
    group.hidden = shown === 0;
    found += shown;
  }
  document.querySelector("[data-overview-none]").hidden = found > 0;
});

on("keydown", "[data-overview-search]", (event) => {
  if (event.key === "Enter") document.querySelector("[data-overview-group]:not([hidden]) [data-words]:not([hidden]) a")?.click();
});
