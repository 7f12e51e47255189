// Rows of settings: options of a select, sets of fields. Rows are added from a template and taken away.
let made = 0;

document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-row-add]");
  if (add) addRow(add.closest("[data-rows-of]"));
  const remove = event.target.closest("[data-row-remove]");
  if (remove) removeRow(remove.closest("[data-item]"));
});

function addRow(rows) {
  const text = rows.querySelector("[data-row-template]").innerHTML.replaceAll("NEW", `n${++made}`);
  const list = rows.querySelector("[data-row-list]");
  list.insertAdjacentHTML("beforeend", text);
  list.lastElementChild.querySelector("input:not([type=hidden]):not([type=radio])")?.focus();
  changed(list);
}

function removeRow(row) {
  const list = row.parentElement;
  const left = row.closest("[data-rows-of]").querySelector("[data-column-add]");
  left?.add(new Option(row.dataset.label, row.dataset.item));
  (row.nextElementSibling ?? row.previousElementSibling)?.querySelector("[data-row-remove]")?.focus();
  row.remove();
  changed(list);
}

// A column is chosen among those that are left; one that is taken away is left again.
document.addEventListener("change", (event) => {
  const { target } = event;
  if (!target.matches("[data-column-add]") || !target.value) return;
  const rows = target.closest("[data-rows-of]");
  const row = rows.querySelector("[data-row-template]").content.firstElementChild.cloneNode(true);
  const [chosen] = target.selectedOptions;
  const named = (text) => text.replaceAll("NEW-VALUE", chosen.value).replaceAll("NEW-LABEL", chosen.text);
  for (const one of [row, ...row.querySelectorAll("*")]) for (const { name, value } of [...one.attributes]) one.setAttribute(name, named(value));
  row.querySelector(".truncate").textContent = chosen.text;
  rows.querySelector("[data-row-list]").append(row);
  chosen.remove();
  target.value = "";
});

// What was added, removed or moved is input too: the form is not as it was.
function changed(list) {
  list.dispatchEvent(new Event("change", { bubbles: true }));
}

document.addEventListener("ui:sorted", (event) => {
  if (event.target.matches("[data-row-list]")) changed(event.target);
});

// Enter in an option goes on to the next one instead of sending the form.
document.addEventListener("keydown", (event) => {
  const row = event.key === "Enter" && event.target.closest(".option-row input") && event.target.closest("[data-item]");
  if (!row) return;
  event.preventDefault();
  const next = row.nextElementSibling?.querySelector("input:not([type=hidden]):not([type=radio])");
  if (next) next.focus();
  else addRow(row.closest("[data-rows-of]"));
});

document.addEventListener("change", (event) => {
  const panel = event.target.dataset.colorOf;
  const button = panel && document.querySelector(`[popovertarget="${CSS.escape(panel)}"]`);
  if (!button) return;
  const tone = [...event.target.closest("label").classList].find((name) => name.startsWith("tone-"));
  button.className = `color-button ${tone}`;
});

// What other settings follow from is kept at once, so that they are drawn.
document.addEventListener("change", (event) => {
  if (event.target.closest("[data-applies]")) event.target.form.requestSubmit();
});
