// The formula editor: colours, suggestions and a live check around a plain text area.
import { Conditions } from "./conditions.js";
import { emit, whenPresent } from "./elements.js";
import { Check } from "./expression_check.js";
import { SuggestionList } from "./expression_list.js";
import { paint, placeOf } from "./expression_paint.js";
import { callAt, comparedWith, tokensOf, typedAt } from "./expression_tokens.js";
import { fitting, Words } from "./expression_words.js";
import { word } from "./words.js";

class ExpressionEditor {
  constructor(element) {
    const { dataset } = element;
    Object.assign(this, { element, area: element.querySelector("textarea"), paper: element.querySelector(".expression-paint"), hint: element.querySelector(".expression-call"), prefix: dataset.prefix ?? "", wrong: [], sampleId: "" });
    this.words = new Words(dataset);
    this.list = new SuggestionList(this.area, element.querySelector("[data-expression-words]"), (chosen) => this.#insert(chosen));
    this.check = new Check(element, { sent: () => this.#question(), found: (wrong, isRight) => this.#mark(wrong, isRight) });
    element.classList.add("is-painted");
    this.conditions = this.#conditions();
    this.#listen();
    this.#draw();
    this.conditions?.show(this.text);
  }

  // A condition has rows, a value has none.
  #conditions() {
    const place = this.element.querySelector("[data-conditions]");
    return place && new Conditions(place, { sent: () => ({ object: this.object }), written: (text) => this.#replaceAll(text), unsaid: () => this.check.now() });
  }

  // Where the expression begins; null where the text is no expression.
  get begin() {
    if (!this.prefix) return 0;
    return this.area.value.startsWith(this.prefix) ? this.prefix.length : null;
  }

  get text() { return this.begin === null ? "" : this.area.value.slice(this.begin); }
  get caret() { return this.area.selectionStart - (this.begin ?? 0); }
  get object() { return this.#named(this.element.dataset.objectFrom)?.split(".")[0] ?? this.element.dataset.object ?? ""; }

  #named(name) { return name ? this.area.form?.elements[name]?.value : undefined; }

  #question() {
    if (this.begin === null) return null;
    const { expects, expectsFrom, blanks, blanksFrom, prior, record } = this.element.dataset;
    return { text: this.text, object: this.object, expects: this.#named(expectsFrom) ?? expects ?? "", blanks: this.#named(blanksFrom) ?? blanks, prior: prior ?? "", record: record ?? "", sample: this.sampleId };
  }

  #listen() {
    const { area, element } = this;
    const sample = element.querySelector(".expression-sample");
    area.addEventListener("input", (event) => this.#typed(event));
    area.addEventListener("keydown", (event) => this.#pressed(event));
    area.addEventListener("focus", () => this.check.now());
    area.addEventListener("blur", () => this.list.hide());
    area.addEventListener("click", () => this.list.hide());
    area.addEventListener("select", () => this.#draw());
    area.addEventListener("keyup", () => this.#draw());
    area.addEventListener("pointerup", () => this.#draw());
    area.addEventListener("ui:changed", () => this.#changed());
    area.form?.addEventListener("reset", () => setTimeout(() => this.#changed()));
    this.check.told.addEventListener("click", (event) => this.#mend(event.target.closest(".expression-mend")));
    sample.addEventListener("ui:chosen", ({ detail }) => { this.sampleId = detail.value; this.check.now(); });
    // Trying on a record is no change of the form.
    for (const type of ["input", "change"]) sample.addEventListener(type, (event) => event.stopPropagation());
    sample.querySelector(".combobox").dataset.source = this.#sampleSource(sample);
  }

  #sampleSource(sample) {
    const source = new URL(sample.querySelector(".combobox").dataset.source, location.href);
    source.searchParams.set("object", this.object);
    return source.href;
  }

  #changed() {
    this.wrong = [];
    this.#draw();
    this.check.soon();
  }

  #typed(event) {
    this.#changed();
    if (event.isComposing || this.isInserting) return;
    if (event.inputType?.startsWith("insert") && event.inputType !== "insertFromPaste") this.#suggest(false);
    else if (this.list.open) this.#suggest(false);
  }

  #pressed(event) {
    if (event.key === " " && event.ctrlKey) {
      event.preventDefault();
      this.#suggest(true);
    } else if (!this.list.press(event) && event.key === "Enter" && this.prefix && this.begin === null && !event.shiftKey) {
      event.preventDefault();
      this.area.form?.requestSubmit();
    } else if (["ArrowLeft", "ArrowRight", "Home", "End"].includes(event.key)) this.list.hide();
  }

  #draw() {
    const tokens = this.begin === null ? [{ kind: "other", text: this.area.value, start: 0, end: this.area.value.length }] : tokensOf(this.text);
    const before = this.begin ? [{ kind: "word", text: this.prefix, start: -this.begin, end: 0 }] : [];
    const focused = document.activeElement === this.area && this.area.selectionStart === this.area.selectionEnd;
    paint(this.paper, this.area.value, [...before, ...tokens], this.wrong, focused ? this.caret : null);
    if (this.begin !== null) this.#showCall(focused ? callAt(tokens, this.caret) : null);
  }

  // How the function at the caret is written, the argument at hand in bold.
  async #showCall(call) {
    const known = call && (await this.words.functions()).find((one) => one.name === call.name);
    this.hint.hidden = !known;
    if (!known) return;
    const [, inside] = known.signature.match(/^\w+\((.*)\)$/) ?? [null, ""];
    const names = inside.split(", ");
    const at = Math.min(call.argument, names.length - 1);
    const parts = names.flatMap((name, index) => {
      const part = document.createElement(index === at ? "strong" : "span");
      part.textContent = name;
      return index ? [", ", part] : [part];
    });
    this.hint.replaceChildren(`${known.name}(`, ...parts, ")");
  }

  async #suggest(asked) {
    if (this.begin === null) return;
    const [text, caret] = [this.text, this.caret];
    const tokens = tokensOf(text);
    const at = typedAt(tokens, caret);
    const words = at ? await this.#fitting(tokens, at, caret, asked) : [];
    if (this.text !== text || this.caret !== caret) return;
    const isDone = words.length === 1 && words[0].name === at?.typed && !asked;
    if (!words.length || isDone) return this.list.hide();
    this.at = at;
    this.list.show(words, placeOf(this.paper, at.start + this.begin));
    emit(this.element, "ui:announce", { message: word("suggestions", { count: words.length }) });
  }

  async #fitting(tokens, at, caret, asked) {
    const compared = comparedWith(tokens, at.index, caret);
    const options = compared.length ? (await this.words.field(this.object, compared))?.options : null;
    if (options) {
      const found = fitting(options.map((one) => ({ ...one, kind: "option" })), at.typed);
      if (found.length || at.isText) return found;
    }
    if (at.isText) return [];
    if (!at.typed && !at.path.length && !asked) return [];
    return fitting(await this.words.following(this.object, at.path), at.typed);
  }

  #insert(chosen) {
    const { start, end } = this.at;
    const isCalled = /^\s*[(（]/.test(this.text.slice(end));
    const text = { option: `"${chosen.name.replaceAll(/["\\]/g, "\\$&")}"`, function: isCalled ? chosen.name : `${chosen.name}()` }[chosen.kind] ?? chosen.name;
    this.list.hide();
    this.#replace(start, end, text);
    if (chosen.kind === "function" && !isCalled && chosen.takes) this.area.setSelectionRange(this.area.selectionStart - 1, this.area.selectionStart - 1);
    this.#draw();
  }

  #mend(button) {
    if (!button) return;
    const { start, end } = button.closest("[data-start]").dataset;
    this.#replace(Number(start), Number(end), button.dataset.replacement);
    this.check.now();
  }

  // As typed, so that the browser's own undo takes it back.
  #replace(start, end, text) {
    const { area, begin } = this;
    area.focus();
    area.setSelectionRange(start + begin, end + begin);
    this.isInserting = true;
    if (!document.execCommand("insertText", false, text)) {
      area.setRangeText(text, start + begin, end + begin, "end");
      area.dispatchEvent(new InputEvent("input", { bubbles: true }));
    }
    this.isInserting = false;
  }

  #replaceAll(text) {
    if (text === this.text) return;
    this.area.value = this.prefix + text;
    this.area.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }

  #mark(wrong, isRight) {
    this.wrong = wrong;
    const isWritten = Boolean(this.text.trim());
    if (isWritten && !isRight) this.area.setAttribute("aria-invalid", "true");
    else this.area.removeAttribute("aria-invalid");
    this.#draw();
    if (isRight || !isWritten) this.conditions?.show(this.text);
    else this.conditions?.hide();
  }
}

whenPresent("[data-expression]", (element) => new ExpressionEditor(element));
