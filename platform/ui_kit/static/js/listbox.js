// A list of options under an input: shown in the top layer, walked with the arrow keys.
import { place } from "./menu.js";

export class Listbox {
  constructor(input, element, choose) {
    Object.assign(this, { input, element, choose });
    element.id ||= `listbox-${Math.random().toString(36).slice(2, 8)}`;
    input.setAttribute("aria-controls", element.id);
    element.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.choose(option);
    });
    element.addEventListener("pointermove", (event) => this.select(event.target.closest("[role=option]"), false));
    input.addEventListener("keydown", (event) => this.#keys(event));
  }

  get open() { return this.element.matches(":popover-open"); }
  get options() { return [...this.element.querySelectorAll("[role=option]")]; }
  get selected() { return this.element.querySelector("[role=option][aria-selected=true]"); }

  show(anchor = this.input) {
    if (!this.open) this.element.showPopover();
    this.element.style.width = `${Math.max(anchor.offsetWidth, 220)}px`;
    place(this.element, anchor);
    this.input.setAttribute("aria-expanded", "true");
  }

  hide() {
    if (this.open) this.element.hidePopover();
    this.input.setAttribute("aria-expanded", "false");
    this.input.removeAttribute("aria-activedescendant");
  }

  select(option, scroll = true) {
    if (!option) return;
    this.options.forEach((one, index) => {
      one.id ||= `${this.element.id}-${index}`;
      one.setAttribute("aria-selected", one === option);
    });
    if (scroll) option.scrollIntoView({ block: "nearest" });
    this.input.setAttribute("aria-activedescendant", option.id);
  }

  #keys(event) {
    if (!this.open || event.isComposing) return;
    const all = this.options;
    const at = all.indexOf(this.selected);
    const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (next !== undefined && all.length) {
      event.preventDefault();
      this.select(all.at(next % all.length));
    } else if (event.key === "Enter" && this.selected) {
      event.preventDefault();
      this.choose(this.selected);
    } else if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      this.hide();
    } else if (event.key === "Tab") this.hide();
  }
}
