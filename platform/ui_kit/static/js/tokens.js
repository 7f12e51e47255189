// Several values in one input: a multiple select, free tags, or look-ups; Backspace takes the last one away.
import { whenPresent } from "./elements.js";
import { searching } from "./combobox.js";
import { Listbox } from "./listbox.js";
import { KINDS, make, option } from "./token_kinds.js";
import { word } from "./words.js";

const SEPARATOR = /[,，;；]/;

whenPresent("[data-tokens]", connect);

// A part of a form that was drawn anew has the plain inputs again: they become one box, which has the cursor it had.
let held = "";

document.addEventListener("htmx:before:swap", () => {
  held = document.activeElement?.closest?.("[data-tokens]") ? document.activeElement.id : "";
});
document.addEventListener("htmx:after:swap", () => {
  document.querySelectorAll("[data-tokens]:not(:has(> .token-box))").forEach(connect);
  if (held) document.getElementById(held)?.focus();
  held = "";
});

function connect(root) {
  if (root.querySelector(":scope > .token-box")) return;
  const kind = KINDS[root.dataset.tokens](root);
  const values = [...kind.start];
  const box = make("div", { className: "token-box" });
  const input = make("input", { type: "text", autocomplete: "off", disabled: kind.disabled }, { role: "combobox", "aria-expanded": "false", "aria-autocomplete": "list" });
  const label = document.querySelector(`label[for="${CSS.escape(kind.id || "-")}"]`);
  root.querySelector("select")?.removeAttribute("id");
  if (kind.id) input.id = kind.id;
  input.setAttribute("aria-label", label?.textContent.trim() || root.dataset.placeholder);
  const list = make("div", { className: "listbox" }, { role: "listbox", popover: "manual", "aria-label": input.getAttribute("aria-label") });
  box.append(input);
  root.append(box, list);
  const listbox = new Listbox(input, list, (chosen) => add(chosen.dataset.value, chosen.dataset.label, chosen.querySelector(".pill")));
  const search = kind.source ? searching(input, listbox, () => root.dataset.source, () => document.activeElement === input) : suggest;

  function draw() {
    box.querySelectorAll(".token").forEach((token) => token.remove());
    for (const one of values) {
      const token = make("span", { className: `token${one.color ? ` tone-${one.color}` : ""}` });
      const cross = make("button", { type: "button", textContent: "×", disabled: kind.disabled }, { "aria-label": `${word("remove")} ${one.label}`, tabindex: "-1" });
      cross.addEventListener("click", () => remove(one));
      token.append(make("span", { textContent: one.label }), cross);
      input.before(token);
    }
    input.placeholder = values.length ? "" : root.dataset.placeholder;
  }

  function changed() {
    draw();
    kind.send(values);
  }

  function add(value, text, pill) {
    const color = pill && [...pill.classList].find((name) => name.startsWith("tone-"))?.slice(5);
    const at = values.findIndex((one) => one.value === value);
    if (at >= 0) values.splice(at, 1);
    else values.push({ value, label: text, color });
    input.value = "";
    changed();
    search(0);
  }

  function remove(one) {
    values.splice(values.indexOf(one), 1);
    changed();
    input.focus();
  }

  function suggest() {
    const typed = input.value.trim();
    const near = kind.choices().filter((one) => one.label.toLowerCase().includes(typed.toLowerCase()));
    const fresh = kind.free && typed && !near.some((one) => one.label === typed);
    list.replaceChildren(...near.map((one) => option(one.value, one.label, one.color)));
    if (fresh) {
      const line = option(typed, typed);
      line.firstChild.textContent = word("add", { text: typed });
      list.append(line);
    }
    if (!list.children.length && kind.free) return listbox.hide();
    if (!list.children.length) list.append(make("p", { className: "listbox-empty", textContent: word("nothing_found") }));
    for (const line of listbox.options) line.classList.toggle("is-chosen", values.some((one) => one.value === line.dataset.value));
    listbox.show(box);
    listbox.select(listbox.options[0]);
  }

  box.addEventListener("click", (event) => {
    if (event.target.closest("button") || kind.disabled) return;
    input.focus();
    search(0);
  });
  input.addEventListener("input", (event) => {
    const words = kind.free && !event.isComposing && SEPARATOR.test(input.value) ? input.value.split(SEPARATOR) : [];
    for (const text of words.map((one) => one.trim())) if (text && !values.some((one) => one.value === text)) add(text, text);
    search();
  });
  input.addEventListener("blur", () => {
    if (kind.free && input.value.trim()) add(input.value.trim(), input.value.trim());
    listbox.hide();
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Backspace" && !input.value && values.length) remove(values.at(-1));
    else if (event.key === "ArrowDown" && !listbox.open) search(0);
  });

  draw();
  if (root.dataset.tokens !== "select") kind.send(values, true);
}
