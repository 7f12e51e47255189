// Tabs and sections get their words where they stand: by a double click or F2; Enter keeps them, Escape does not.
import { whenPresent } from "../../ui_kit/js/elements.js";
import { ask, canvas, partOf } from "./form_canvas.js";

const TWICE = 500;
let renaming = null;
let pressed = { key: "", at: 0 };
let drawing = false;

// What loses the focus because everything is drawn anew was not left by anybody.
document.addEventListener("htmx:before:swap", () => { drawing = true; });
document.addEventListener("htmx:after:swap", () => { drawing = false; });

document.addEventListener("click", (event) => {
  const part = event.target.closest?.("#canvas [data-rename]") && partOf(event.target);
  if (!part || event.target.closest(".canvas-renaming")) return;
  // The first press draws the canvas anew, so the browser knows of no double click.
  const twice = pressed.key === part.dataset.item && event.timeStamp - pressed.at < TWICE;
  pressed = { key: part.dataset.item, at: event.timeStamp };
  if (twice) rename(part);
});

export function rename(part) {
  const place = part.querySelector("[data-rename]");
  if (!place || part.dataset.kind === "item") return;
  const words = place.querySelector("[data-words]");
  renaming = { key: part.dataset.item, text: renaming?.key === part.dataset.item ? renaming.text : place.classList.contains("is-unnamed") ? "" : words.textContent };
  const input = Object.assign(document.createElement("input"), { className: "canvas-renaming input", value: renaming.text, maxLength: 200, placeholder: words.textContent });
  input.setAttribute("aria-label", canvas().dataset.renameLabel);
  place.hidden = true;
  place.after(input);
  input.focus();
  input.select();
  input.addEventListener("input", () => { renaming.text = input.value; });
  input.addEventListener("keydown", (event) => {
    event.stopPropagation();
    if (event.key === "Enter") leave(part, input, true);
    if (event.key === "Escape") leave(part, input, false);
  });
  input.addEventListener("blur", () => { if (input.isConnected && !drawing) leave(part, input, true); });
}

function leave(part, input, keep) {
  if (renaming?.key !== part.dataset.item) return;
  const before = part.querySelector("[data-words]").textContent;
  const label = input.value.trim();
  renaming = null;
  const place = part.querySelector("[data-rename]");
  input.remove();
  place.hidden = false;
  part.querySelector("[data-handle]").focus();
  if (keep && label !== (place.classList.contains("is-unnamed") ? "" : before)) ask("rename", { part: [part.dataset.item], label, locale: canvas().dataset.locale });
}

whenPresent("#canvas[data-drawn]", (drawn) => {
  const part = renaming && drawn.querySelector(`[data-item="${CSS.escape(renaming.key)}"]`);
  if (part) rename(part);
});
