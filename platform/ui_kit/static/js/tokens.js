// Several values in one input: a multiple select, free tags, or look-ups; Backspace takes the last one away.
import { whenPresent } from "./elements.js";
import { searching } from "./combobox.js";
import { Listbox } from "./listbox.js";
import { word } from "./words.js";

function make(name, properties = {}, attributes = {}) {
  const element = Object.assign(document.createElement(name), properties);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

function option(value, label, color) {
  const line = make("div", { className: "option" }, { role: "option", "aria-selected": "false", "data-value": value, "data-label": label });
  line.append(make("span", { className: color ? `pill tone-${color}` : "option-label", textContent: label }));
  return line;
}

// What each kind knows: the values at the start, what may be chosen, and how the chosen are sent.
const KINDS = {
  select(root) {
    const select = root.querySelector("select");
    const all = [...select.options].map((one) => ({ value: one.value, label: one.textContent, color: one.dataset.color }));
    select.hidden = true;
    return {
      id: select.id, disabled: select.disabled, start: all.filter((one, index) => select.options[index].selected), choices: () => all,
      send(values) {
        for (const one of select.options) one.selected = values.some((value) => value.value === one.value);
        select.dispatchEvent(new Event("change", { bubbles: true }));
      },
    };
  },
  tags(root) {
    const input = root.querySelector("input");
    const words = input.value.split(/[,，]/).map((text) => text.trim()).filter(Boolean);
    const suggestions = JSON.parse(root.dataset.suggestions || "[]");
    input.remove();
    return {
      id: input.id, disabled: input.disabled, start: words.map((text) => ({ value: text, label: text })), free: true,
      choices: () => suggestions.map((text) => ({ value: text, label: text })), send: hidden(root),
    };
  },
  lookup(root) {
    const select = root.querySelector("select");
    const start = [...select.selectedOptions].map((one) => ({ value: one.value, label: one.textContent }));
    select.remove();
    return { id: select.id, disabled: select.disabled, start, source: root.dataset.source, send: hidden(root) };
  },
};

function hidden(root) {
  return (values, quiet) => {
    root.querySelectorAll(":scope > input[type=hidden]").forEach((input) => input.remove());
    const sent = values.length || quiet ? values : [{ value: "" }];
    root.append(...sent.map((one) => make("input", { type: "hidden", name: root.dataset.name, value: one.value })));
    if (!quiet) root.dispatchEvent(new Event("change", { bubbles: true }));
  };
}

whenPresent("[data-tokens]", (root) => {
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
  const search = kind.source ? searching(input, listbox, kind.source, () => document.activeElement === input) : suggest;

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
  input.addEventListener("input", () => search());
  input.addEventListener("blur", () => {
    if (kind.free && input.value.trim()) add(input.value.trim(), input.value.trim());
    listbox.hide();
  });
  input.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "Backspace" && !input.value && values.length) remove(values.at(-1));
    else if (event.key === "ArrowDown" && !listbox.open) search(0);
    else if (kind.free && /^[,，;]$/.test(event.key) && input.value.trim()) {
      event.preventDefault();
      add(input.value.trim(), input.value.trim());
    }
  });

  draw();
  if (root.dataset.tokens !== "select") kind.send(values, true);
});
