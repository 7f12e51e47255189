// A look-up: what is typed is searched at data-source, the chosen value goes into a hidden input.
import { emit, whenPresent } from "./elements.js";
import { Listbox } from "./listbox.js";
import { fragment } from "./requests.js";

const PATIENCE = 140;

// Fetches options for what is typed into `input` from the address `source()` gives and fills `listbox`; each newer search
// takes over from the last.
export function searching(input, listbox, source, shown, typed = () => input.value.trim()) {
  let timer = 0;
  let running = null;
  return (delay = PATIENCE) => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      running?.abort();
      running = new AbortController();
      const address = new URL(source(), location.href);
      address.searchParams.set("q", typed());
      const html = await fragment(address, running.signal);
      if (html === null || !shown()) return;
      listbox.element.innerHTML = html;
      listbox.show(input.closest(".input-box, .token-box") ?? input);
      listbox.select(listbox.options[0]);
    }, delay);
  };
}

whenPresent("[data-combobox]", (combobox) => {
  const input = combobox.querySelector("[role=combobox]");
  const value = combobox.querySelector("[data-combobox-value]");
  const clear = combobox.querySelector("[data-combobox-clear]");
  let label = input.value;
  const listbox = new Listbox(input, combobox.querySelector(".listbox"), (option) => set(option.dataset.value, option.dataset.label));
  const search = searching(input, listbox, () => combobox.dataset.source, () => document.activeElement === input, () => (input.value === label ? "" : input.value.trim()));

  function set(chosen, text) {
    [value.value, input.value, label] = [chosen, text, text];
    clear.hidden = !chosen;
    listbox.hide();
    emit(combobox, "ui:chosen", { value: chosen, label: text });
    value.dispatchEvent(new Event("change", { bubbles: true }));
  }

  input.addEventListener("input", () => search());
  // Only the chosen value is a change; what was typed to find it would draw a form anew a second time.
  input.addEventListener("change", (event) => event.stopPropagation());
  input.addEventListener("click", () => { if (!listbox.open) search(0); });
  input.addEventListener("focus", () => input.select());
  input.addEventListener("keydown", (event) => {
    if (event.key === "ArrowDown" && !listbox.open) search(0);
  });
  input.addEventListener("blur", () => {
    listbox.hide();
    if (!input.value.trim() && value.value) set("", "");
    else input.value = label;
  });
  clear.addEventListener("click", () => {
    set("", "");
    input.focus();
  });
});
