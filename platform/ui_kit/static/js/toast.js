// Short messages: made from `ui:toast` events or swapped in by the server; they go away by themselves, but not on hover.
import { on, whenPresent } from "./elements.js";
import { word } from "./words.js";

const LASTS = 5200;
const LASTS_WITH_ACTION = 9000;
const region = () => document.getElementById("toasts");

document.addEventListener("ui:toast", (event) => {
  const { message, text, tone = "success", undo } = event.detail;
  if (!message || !region()) return;
  const toast = document.createElement("div");
  toast.className = `toast toast-${tone}`;
  toast.dataset.toast = "";
  toast.setAttribute("role", tone === "danger" ? "alert" : "status");
  const body = Object.assign(document.createElement("div"), { className: "toast-text" });
  body.append(Object.assign(document.createElement("strong"), { textContent: message }));
  if (text) body.append(Object.assign(document.createElement("p"), { textContent: text }));
  toast.append(body);
  if (undo) toast.append(undoButton(undo));
  const cross = Object.assign(document.createElement("button"), { type: "button", className: "icon-button icon-button-small", textContent: "×" });
  cross.dataset.toastClose = "";
  cross.setAttribute("aria-label", word("close"));
  toast.append(cross);
  region().append(toast);
});

function undoButton(undo) {
  const button = Object.assign(document.createElement("button"), { type: "button", className: "toast-action", textContent: word("undo") });
  button.setAttribute("data-toast-action", "");
  if (typeof undo === "string") {
    button.setAttribute("hx-post", undo);
    button.setAttribute("hx-swap", "none");
    queueMicrotask(() => window.htmx.process(button));
  } else {
    button.addEventListener("click", undo);
  }
  return button;
}

function dismiss(toast) {
  toast.classList.add("is-leaving");
  setTimeout(() => toast.remove(), 180);
}

whenPresent(".toasts > [data-toast]", (toast) => {
  // Shown again each time, so that messages stand above dialogs that opened meanwhile.
  if (region().matches(":popover-open")) region().hidePopover();
  region().showPopover();
  if (toast.matches(".toast-danger")) return;
  let timer = 0;
  const wait = () => { timer = setTimeout(() => dismiss(toast), toast.querySelector(".toast-action") ? LASTS_WITH_ACTION : LASTS); };
  toast.addEventListener("pointerenter", () => clearTimeout(timer));
  toast.addEventListener("pointerleave", wait);
  toast.addEventListener("focusin", () => clearTimeout(timer));
  wait();
});

on("click", "[data-toast-close]", (event, button) => dismiss(button.closest("[data-toast]")));
// A button that asks the server stays in the document, unseen, until the answer is there: without it nothing is swapped.
on("click", "[data-toast-action]", (event, button) => {
  const toast = button.closest("[data-toast]");
  if (!button.hasAttribute("hx-post")) return setTimeout(() => dismiss(toast), 50);
  toast.classList.add("is-leaving");
  button.addEventListener("htmx:finally:request", () => setTimeout(() => toast.remove(), 180), { once: true });
});
