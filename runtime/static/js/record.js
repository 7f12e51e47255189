// Print buttons, and record pages that draw their facts anew after a value was changed where it stands.
document.addEventListener("click", (event) => {
  if (event.target.closest?.("[data-print]")) window.print();
});

document.addEventListener("record:edited", () => {
  const record = document.getElementById("record");
  if (record && !record.querySelector(".is-editing")) window.htmx.trigger(record, "refresh");
});

// "New …" at the end of a look-up: the drawer opens over the form, and the box takes the record that is made.
let wanting = null;

function create(event, option) {
  event.preventDefault();
  event.stopImmediatePropagation();
  wanting = document.querySelector(`[role=combobox][aria-controls="${CSS.escape(option.parentElement.id)}"]`)?.closest("[data-combobox]");
  option.closest("[popover]")?.hidePopover();
  window.htmx.ajax("GET", option.dataset.createUrl, { source: document.body, target: "#overlay", swap: "beforeend" });
}

document.addEventListener("pointerdown", (event) => {
  const option = event.target.closest?.("[data-create-url]");
  if (option) create(event, option);
}, true);
document.addEventListener("keydown", (event) => {
  const list = event.key === "Enter" && event.target.getAttribute?.("aria-controls");
  const option = list && document.getElementById(list)?.querySelector("[data-create-url][aria-selected=true]");
  if (option) create(event, option);
}, true);

document.addEventListener("record:made", ({ detail }) => {
  const box = wanting;
  wanting = null;
  if (!box?.dataset.source.includes(`/lookup/${detail.object}`)) return;
  const option = Object.assign(document.createElement("div"), { role: "option", textContent: detail.label });
  Object.assign(option.dataset, { value: detail.id, label: detail.label });
  box.querySelector(".listbox").append(option);
  option.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, cancelable: true }));
});
