// What a form remembers while parts of it are drawn anew: the open tab and the unfolded sections.
document.addEventListener("click", (event) => {
  const tab = event.target.closest?.("[data-form-body] [role=tab]");
  const kept = tab?.closest("[data-form-body]").querySelector("[data-open-tab]");
  if (kept) kept.value = tab.getAttribute("aria-controls");
});

let unfolded = [];

document.addEventListener("htmx:before:swap", () => {
  unfolded = [...document.querySelectorAll("[data-form-body] details[open][id]")].map((section) => section.id);
});
document.addEventListener("htmx:after:swap", () => {
  for (const id of unfolded) document.getElementById(id)?.setAttribute("open", "");
  unfolded = [];
});

// A form that came back with something wrong: the summary is read out and in sight.
document.addEventListener("htmx:after:swap", () => {
  const summary = document.querySelector("[data-form-body] [data-error-summary]:not([data-told])");
  if (!summary) return;
  summary.dataset.told = "true";
  summary.focus();
});

// A choice of another kind of record has another place to search: the form is drawn anew for it.
document.addEventListener("keydown", (event) => {
  if (event.key !== "s" || !(event.ctrlKey || event.metaKey)) return;
  const form = document.querySelector("dialog[open] form.record-form, form.record-form");
  if (!form) return;
  event.preventDefault();
  form.requestSubmit(form.querySelector("button[type=submit].button-primary") ?? undefined);
});

// Tabs of a page that is drawn anew stay where they were.
let opened = [];

document.addEventListener("htmx:before:swap", () => {
  opened = [...document.querySelectorAll("#record [role=tab][aria-selected=true]")].map((tab) => tab.id);
});
document.addEventListener("htmx:after:swap", () => {
  for (const id of opened) {
    const tab = document.getElementById(id);
    if (tab?.getAttribute("aria-selected") === "false") tab.click();
  }
  opened = [];
});

// A form in a drawer begins at its first field.
document.addEventListener("htmx:after:swap", () => {
  const form = document.querySelector("dialog[open] form.record-form:not([data-begun])");
  if (!form) return;
  form.dataset.begun = "true";
  form.querySelector(".form-body :is(input:not([type=hidden]), select, textarea)")?.focus();
});

// A value that the form filled in by itself follows the other answers until somebody touches it.
function touch(event) {
  const body = event.target.closest?.("[data-form-body]");
  const kept = body?.querySelector("[data-automatic]");
  const name = event.target.name || event.target.closest("[data-tokens]")?.dataset.name;
  if (!kept || !name || !event.isTrusted) return;
  const { [name.split(".")[0]]: touched, ...left } = JSON.parse(kept.value);
  if (touched !== undefined) kept.value = JSON.stringify(left);
}

document.addEventListener("input", touch, true);

// What is typed while an answer is under way is newer than the answer: it stays.
const newer = new Map();

document.addEventListener("htmx:before:request", (event) => {
  if (event.detail.ctx.target?.matches?.("[data-form-body]")) newer.clear();
});
document.addEventListener("input", ({ target }) => {
  if (target.id && target.closest("[data-form-body]") && target.matches("input:not([type=checkbox], [type=radio]), textarea")) newer.set(target.id, target.value);
}, true);
document.addEventListener("htmx:after:swap", () => {
  for (const [id, value] of newer) {
    const input = document.getElementById(id);
    if (input && input === document.activeElement && input.value !== value) input.value = value;
  }
});
