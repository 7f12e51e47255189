// The suggestions under the caret: a listbox that the text area points into, walked with the arrow keys.
import { place } from "./menu.js";

const MARKS = { field: "x", variable: "$", function: "ƒ", option: "“”" };

export class SuggestionList {
  constructor(area, panel, choose) {
    Object.assign(this, { area, panel, choose, list: panel.querySelector("[role=listbox]"), help: panel.querySelector(".expression-help"), words: [] });
    area.setAttribute("aria-autocomplete", "list");
    area.setAttribute("aria-haspopup", "listbox");
    area.setAttribute("aria-controls", this.list.id);
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
      const option = event.target.closest("[role=option]");
      if (option) this.choose(this.words[option.dataset.index]);
    });
    panel.addEventListener("pointerdown", (event) => event.preventDefault());
  }

  get open() { return this.panel.matches(":popover-open"); }

  show(words, box) {
    this.words = words;
    this.list.replaceChildren(...words.map((word, index) => this.#option(word, index)));
    if (!this.open) this.panel.showPopover();
    this.select(0, false);
    this.list.scrollTop = 0;
    place(this.panel, { getBoundingClientRect: () => box });
  }

  hide() {
    if (this.open) this.panel.hidePopover();
    this.area.removeAttribute("aria-activedescendant");
  }

  select(index, scroll = true) {
    this.at = (index + this.words.length) % this.words.length;
    [...this.list.children].forEach((option, number) => option.setAttribute("aria-selected", number === this.at));
    const option = this.list.children[this.at];
    if (scroll) option.scrollIntoView({ block: "nearest" });
    this.area.setAttribute("aria-activedescendant", option.id);
    this.#explain(this.words[this.at]);
  }

  // Whether the key was for the list.
  press(event) {
    if (!this.open || event.isComposing) return false;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) this.select(this.at + step);
    else if (event.key === "PageDown" || event.key === "PageUp") this.select(Math.max(0, Math.min(this.words.length - 1, this.at + (event.key === "PageDown" ? 7 : -7))));
    else if (event.key === "Enter" || (event.key === "Tab" && !event.shiftKey)) this.choose(this.words[this.at]);
    else if (event.key === "Escape") this.hide();
    else return false;
    event.preventDefault();
    event.stopPropagation();
    return true;
  }

  #option(word, index) {
    const option = part("div", "option", "");
    Object.assign(option, { id: `${this.list.id}-${index}`, role: "option" });
    option.dataset.index = index;
    option.dataset.name = word.name;
    const mark = part("span", `option-mark code-${word.kind === "variable" ? "field" : word.kind === "option" ? "text" : word.kind}`, MARKS[word.kind]);
    mark.setAttribute("aria-hidden", "true");
    const named = word.kind === "function" ? [part("span", "option-label", word.signature)] : [part("span", "option-label", word.label || word.name), part("span", "option-code", word.name)];
    option.append(mark, ...named, part("span", "option-note", word.kind === "function" ? word.group : word.type));
    return option;
  }

  #explain(word) {
    this.help.hidden = word.kind !== "function";
    if (word.kind === "function") this.help.replaceChildren(part("span", "", word.help), ...(word.example ? [part("code", "", word.example)] : []));
  }
}

function part(tag, name, text) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  element.textContent = text ?? "";
  return element;
}
