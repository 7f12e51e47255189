// Asks the server what is written: right or wrong and where, in words, and its value on a record.
import { emit } from "./elements.js";
import { answer } from "./requests.js";

const PATIENCE = 260;

export class Check {
  // `sent` gives what is asked, `found` gets the stretches that are wrong.
  constructor(editor, { sent, found }) {
    Object.assign(this, { editor, sent, found, panel: editor.querySelector(".expression-panel"), told: editor.querySelector(".expression-told"), sample: editor.querySelector(".expression-sample"), said: "" });
  }

  soon() {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.now(), PATIENCE);
  }

  async now() {
    clearTimeout(this.timer);
    this.running?.abort();
    const values = this.sent();
    if (!values?.text.trim()) return this.#show("");
    this.running = new AbortController();
    const html = await answer(this.editor.dataset.check, values, this.running.signal);
    if (html !== null && this.sent()?.text === values.text) this.#show(html);
  }

  #show(html) {
    this.told.innerHTML = html;
    const isNew = this.panel.hidden && html;
    this.panel.hidden = !html;
    if (isNew && this.editor.contains(document.activeElement)) this.panel.scrollIntoView({ block: "nearest" });
    const stretches = [...this.told.querySelectorAll("[data-start]")].map(({ dataset }) => ({ start: Number(dataset.start), end: Number(dataset.end) }));
    const value = this.told.querySelector("[data-sample]");
    this.sample.hidden = !value || !value.dataset.sample;
    this.found(stretches, Boolean(html) && !stretches.length && !this.told.querySelector(".expression-finding"));
    this.#announce();
  }

  #announce() {
    const sentence = this.told.textContent.replace(/\s+/g, " ").trim();
    if (sentence && sentence !== this.said && this.editor.contains(document.activeElement)) emit(this.editor, "ui:announce", { message: sentence });
    this.said = sentence;
  }
}
