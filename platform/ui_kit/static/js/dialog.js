// Native dialogs: opened by id, or by themselves when swapped in with data-open; closed by button or backdrop.
import { emit, on, whenPresent } from "./elements.js";

export function closest(element) {
  return element.closest("dialog[open]");
}

on("click", "[data-dialog-open]", (event, opener) => {
  document.querySelectorAll(":popover-open[role=menu]").forEach((menu) => menu.hidePopover());
  const dialog = document.getElementById(opener.dataset.dialogOpen);
  if (dialog && !dialog.open) dialog.showModal();
  if (dialog) emit(dialog, "ui:open");
});

on("click", "[data-dialog-close]", (event, button) => {
  event.preventDefault();
  requestClose(closest(button));
});

on("mousedown", "dialog", (event, dialog) => {
  if (event.target !== dialog) return;
  const box = dialog.getBoundingClientRect();
  const inside = event.clientX >= box.left && event.clientX <= box.right && event.clientY >= box.top && event.clientY <= box.bottom;
  if (!inside) requestClose(dialog);
});

// Something unsaved inside may object by cancelling `ui:closing`.
function requestClose(dialog) {
  if (dialog && emit(dialog, "ui:closing")) dialog.close();
}

document.addEventListener("cancel", (event) => {
  if (event.target.matches?.("dialog") && !emit(event.target, "ui:closing")) event.preventDefault();
}, true);

whenPresent("dialog[data-open]", (dialog) => {
  dialog.removeAttribute("data-open");
  dialog.showModal();
  dialog.addEventListener("close", () => dialog.remove());
});

document.addEventListener("htmx:after:request", (event) => {
  const sender = event.target.matches?.("[data-close-on-success]") ? event.target : null;
  if (sender && event.detail.ctx.response.status < 300) closest(sender)?.close();
});
