// The rows of a condition above its expression: what is changed in one shows in the other.
import { answer } from "./requests.js";

const KEPT = 10_000;
const empty = new Map();

export class Conditions {
  // `written` is told the expression that the rows say, `unsaid` that rows cannot say the one that was written.
  constructor(place, { sent, written, unsaid }) {
    Object.assign(this, { place, sent, written, unsaid, said: null, turn: 0 });
    place.addEventListener("change", (event) => this.#changed(event));
    place.addEventListener("input", (event) => this.#typed(event));
    place.addEventListener("ui:chosen", (event) => event.stopPropagation());
    place.addEventListener("click", (event) => this.#pressed(event));
    place.addEventListener("keydown", (event) => { if (event.key === "Enter" && event.target.matches("input")) event.preventDefault(); });
  }

  // Somebody works in the rows, or new ones are on their way.
  get isBusy() { return this.place.contains(document.activeElement) || Boolean(this.rows?.disabled); }

  get rows() { return this.place.querySelector("[data-condition-rows]"); }

  // Rows for an expression that was written otherwise; nobody's typing in the rows is taken away.
  async show(text) {
    if (this.said === text || this.isBusy) return;
    await this.#draw({ text });
    this.said = text;
  }

  // What is wrong has no rows, unless it is in them that it is being mended.
  hide() {
    if (this.isBusy) return;
    this.turn += 1;
    this.said = null;
    this.place.hidden = true;
  }

  async #draw(values) {
    const turn = this.turn += 1;
    const html = await this.#rowsOf({ ...this.sent(), ...values });
    if (html === null || turn !== this.turn) return;
    this.place.innerHTML = html;
    this.place.hidden = !html.trim();
    if (this.place.hidden) this.unsaid();
  }

  // A page may have many empty conditions: they all look alike for a while.
  #rowsOf(asked) {
    if (asked.text) return answer(this.place.dataset.url, asked);
    const known = empty.get(asked.object);
    if (known && Date.now() - known.at < KEPT) return known.html;
    const html = answer(this.place.dataset.url, asked);
    empty.set(asked.object, { html, at: Date.now() });
    return html;
  }

  // The changes of rows are theirs; the form hears of the expression.
  #typed(event) {
    event.stopPropagation();
    if (event.target.matches("[role=combobox]")) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.#tell(false), 350);
  }

  #changed(event) {
    event.stopPropagation();
    clearTimeout(this.timer);
    this.#tell(event.target.matches("[data-condition-path], [data-condition-operator], [data-condition-joiner]"));
  }

  #pressed(event) {
    const button = event.target.closest("[data-condition-add], [data-condition-remove], [data-condition-formula]");
    if (!button) return;
    const group = button.closest("[data-condition-group]");
    const row = button.closest("[data-condition-row]");
    if (button.dataset.conditionAdd) return this.#add(group, button.dataset.conditionAdd);
    if (button.dataset.conditionFormula) return this.#tell(true, new Map([[row, { values: [button.dataset.conditionFormula === "on" ? "=" : ""] }]]));
    return this.#tell(true, new Map([[row ?? group, null]]));
  }

  #add(group, kind) {
    const row = { path: this.rows.dataset.first, operator: "", values: [] };
    const added = kind === "row" ? row : { joiner: tree(group, new Map()).joiner === "any" ? "all" : "any", members: [row] };
    return this.#tell(true, new Map(), new Map([[group, added]]));
  }

  // Sends the rows: `again` draws them anew, `changes` replaces or removes what stands at an element, `additions` adds to a group.
  async #tell(again, changes = new Map(), additions = new Map()) {
    clearTimeout(this.timer);
    const rows = JSON.stringify(tree(this.rows.querySelector("[data-condition-group]"), changes, additions) ?? { members: [] });
    const turn = this.turn += 1;
    const held = this.#held();
    if (again) this.rows.disabled = true; // until the new inputs are there, nothing can be put into the old ones
    const html = await answer(this.place.dataset.url, { ...this.sent(), rows });
    if (again && this.rows) this.rows.disabled = false;
    if (html === null || turn !== this.turn) return;
    const drawn = document.createRange().createContextualFragment(html);
    this.said = drawn.querySelector("[data-condition-rows]").dataset.text;
    if (again) this.#swap(drawn, held, additions.size > 0);
    else this.#judge(drawn);
    this.written(this.said);
  }

  #held() {
    return this.place.contains(document.activeElement) ? labelled(this.place).indexOf(document.activeElement) : -1;
  }

  // What is wrong or missing is told without taking the inputs away.
  #judge(drawn) {
    const judged = [...drawn.querySelectorAll("[data-condition-row]")];
    this.place.querySelectorAll("[data-condition-row]").forEach((row, index) => {
      const now = judged[index];
      if (!now) return;
      row.classList.toggle("is-open", now.classList.contains("is-open"));
      row.querySelector(":scope > .field-error")?.remove();
      const told = now.querySelector(":scope > .field-error");
      if (told) row.append(told);
    });
  }

  // The focus goes to a row that is new, else it stays where it was.
  #swap(drawn, held, isNew) {
    this.place.replaceChildren(drawn);
    const open = [...this.place.querySelectorAll("[data-condition-row].is-open")];
    if (isNew && open.length) open.at(-1).querySelector("[data-condition-path]").focus();
    else if (held >= 0) (labelled(this.place)[held] ?? this.place.querySelector("[data-condition-add]"))?.focus();
  }
}

const labelled = (place) => [...place.querySelectorAll("select, input:not([type=hidden]), button")];

function tree(element, changes, additions = new Map()) {
  if (changes.has(element) && changes.get(element) === null) return null;
  if (element.matches("[data-condition-row]")) return { ...rowOf(element), ...changes.get(element) };
  const members = [...element.querySelectorAll(":scope > [data-condition-row], :scope > [data-condition-group]")].map((one) => tree(one, changes, additions)).filter(Boolean);
  if (additions.has(element)) members.push(additions.get(element));
  return { joiner: element.querySelector(":scope > .condition-head [data-condition-joiner]")?.value ?? "all", members };
}

function rowOf(row) {
  const controls = [...row.querySelectorAll("[data-condition-value] [name]")];
  const values = controls.flatMap((control) => (control.multiple ? [...control.selectedOptions].map((one) => one.value) : [control.value]));
  return { path: row.querySelector("[data-condition-path]").value, operator: row.querySelector("[data-condition-operator]").value, values };
}
