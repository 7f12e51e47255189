// Inline edit: double click, Enter or e on [data-edit] fetches its editor; Esc brings the value back, Enter or leaving saves.
import { emit, on, whenPresent } from "./elements.js";

const shown = new WeakMap();

async function begin(place) {
  if (shown.has(place)) return;
  shown.set(place, place.innerHTML);
  place.classList.add("is-editing");
  await window.htmx.ajax("GET", place.dataset.edit, { source: place, target: place, swap: "innerHTML" });
  const control = place.querySelector("input:not([type=hidden]), select, textarea");
  if (!control) return finish(place, true);
  control.focus();
  control.select?.();
}

function finish(place, restore) {
  const before = shown.get(place);
  if (before === undefined) return;
  shown.delete(place);
  place.classList.remove("is-editing");
  if (!restore) return place.classList.add("is-saved");
  place.innerHTML = before;
  window.htmx.process(place);
}

on("dblclick", "[data-edit]", (event, place) => begin(place));
on("keydown", "[data-edit]", (event, place) => {
  const typing = event.target !== place;
  if (!typing && (event.key === "Enter" || event.key === "e")) {
    event.preventDefault();
    event.stopPropagation();
    begin(place);
  } else if (typing && event.key === "Escape" && shown.has(place)) {
    event.stopPropagation();
    finish(place, true);
    place.focus();
  }
}, true);

on("focusout", "[data-edit].is-editing", (event, place) => {
  if (place.contains(event.relatedTarget) || event.relatedTarget?.closest(".listbox")) return;
  setTimeout(() => {
    if (!shown.has(place) || place.contains(document.activeElement)) return;
    place.querySelector("form")?.requestSubmit();
  }, 120);
});

document.addEventListener("htmx:after:swap", () => {
  for (const place of document.querySelectorAll("[data-edit].is-editing")) {
    if (shown.has(place) && !place.querySelector("form")) {
      finish(place, false);
      emit(place, "ui:edited");
    }
  }
});

whenPresent("[data-edit]", (place) => place.addEventListener("animationend", () => place.classList.remove("is-saved")));
