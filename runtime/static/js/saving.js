// While a form is being saved nothing of it is drawn anew: a refresh that was waiting would take the place of the save.
const saving = new WeakSet();
const isSave = (element) => element?.matches?.("form.record-form");

document.addEventListener("htmx:before:request", (event) => {
  const source = event.detail.ctx.sourceElement;
  if (isSave(source)) saving.add(source);
});
document.addEventListener("htmx:finally:request", (event) => {
  saving.delete(event.detail.ctx.sourceElement);
});
document.addEventListener("htmx:config:request", (event) => {
  const source = event.detail.ctx.sourceElement;
  const form = source?.closest?.("form.record-form");
  if (form && form !== source && saving.has(form)) event.preventDefault();
});
