// Warns before unsaved input is left: form[data-guard]; a submit or a successful answer clears it.
import { on } from "./elements.js";
import { word } from "./words.js";

const dirty = new Set();

on("input", "form[data-guard]", (event, form) => dirty.add(form));
on("change", "form[data-guard]", (event, form) => dirty.add(form));
on("submit", "form[data-guard]", (event, form) => dirty.delete(form));

document.addEventListener("htmx:after:request", (event) => {
  const form = event.target.closest?.("form[data-guard]");
  if (!form) return;
  if (event.target !== form) return; // a part that is drawn anew saves nothing
  if (event.detail.ctx.response.status < 300) dirty.delete(form);
  else dirty.add(form);
});

window.addEventListener("beforeunload", (event) => {
  if ([...dirty].some((form) => form.isConnected)) event.preventDefault();
});

document.addEventListener("ui:closing", (event) => {
  const form = [...dirty].find((one) => event.target.contains(one));
  if (!form) return;
  if (window.confirm(word("unsaved"))) dirty.delete(form);
  else event.preventDefault();
});

// A form that came back with errors: to the summary, so that it is read and seen.
document.addEventListener("htmx:after:swap", () => document.querySelector("[data-error-summary]:not([data-seen])")?.focus());
on("focusin", "[data-error-summary]", (event, summary) => { summary.dataset.seen = "true"; });
