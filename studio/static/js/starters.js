// A starter gives its words to a new object that has none yet; the builder may write over them.
import { on } from "../../ui_kit/js/elements.js";

const given = new WeakMap();

function offer(input, words) {
  if (!input || (input.value && input.value !== given.get(input))) return;
  input.value = words;
  given.set(input, words);
  input.dispatchEvent(new Event("input", { bubbles: true }));
}

on("change", "[data-starter-en]", (event, starter) => {
  offer(starter.form.elements.en, starter.dataset.starterEn);
  offer(starter.form.elements["zh-CN"], starter.dataset.starterZh);
});
