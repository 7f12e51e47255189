// Asks before something that matters: hx-confirm on htmx elements, data-confirm on plain forms and links.
import { on } from "./elements.js";

// The asking element may name the answer (data-confirm-label) and say that it destroys (data-confirm-danger).
function ask(source, text, accept, decline = () => {}) {
  const dialog = document.getElementById("confirm");
  const button = dialog.querySelector("[data-confirm-accept]");
  button.dataset.usual ??= button.textContent;
  button.firstElementChild.textContent = source.dataset.confirmLabel || button.dataset.usual;
  button.classList.toggle("button-danger", "confirmDanger" in source.dataset);
  dialog.querySelector("[data-confirm-text]").textContent = text;
  dialog.returnValue = "";
  dialog.showModal();
  dialog.addEventListener("close", () => (dialog.returnValue === "accept" ? accept() : decline()), { once: true });
}

on("click", "[data-confirm-accept]", () => document.getElementById("confirm").close("accept"));

document.addEventListener("htmx:confirm", (event) => {
  const { ctx, issueRequest, dropRequest } = event.detail;
  if (!ctx.confirm) return;
  event.preventDefault();
  ask(ctx.sourceElement, ctx.confirm, issueRequest, dropRequest);
});

on("submit", "form[data-confirm]", (event, form) => {
  if (form.dataset.confirmed) return;
  event.preventDefault();
  ask(form, form.dataset.confirm, () => {
    form.dataset.confirmed = "true";
    form.requestSubmit(event.submitter);
  });
});

on("click", "a[data-confirm]", (event, link) => {
  event.preventDefault();
  ask(link, link.dataset.confirm, () => location.assign(link.href));
});
