// The kinds of inputs that hold several values: what they start with, what may be chosen, how the chosen are sent.

export function make(name, properties = {}, attributes = {}) {
  const element = Object.assign(document.createElement(name), properties);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  return element;
}

export function option(value, label, color) {
  const line = make("div", { className: "option" }, { role: "option", "aria-selected": "false", "data-value": value, "data-label": label });
  line.append(make("span", { className: color ? `pill tone-${color}` : "option-label", textContent: label }));
  return line;
}

export const KINDS = {
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

