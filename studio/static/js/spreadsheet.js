// A spreadsheet that is dropped anywhere on the page, or chosen, goes off at once; a choice of sheet shows it.
import { on, whenPresent } from "../../ui_kit/js/elements.js";

whenPresent("[data-sheet-form]", (form) => {
  form.querySelector("[data-sheet-send]").hidden = true;
});

function send(form) {
  form.querySelector("[data-sheet-reading]").hidden = false;
  form.requestSubmit();
}

on("change", "[data-sheet-form] input[type=file]", (event, input) => {
  if (input.files.length) send(input.form);
});
on("change", "[data-submit-on-change]", (event, input) => input.form.requestSubmit());

const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
let depth = 0;

function mark(by) {
  depth = Math.max(0, depth + by);
  document.querySelector("[data-sheet-form]")?.classList.toggle("is-over", depth > 0);
}

document.addEventListener("dragenter", (event) => carriesFiles(event) && mark(1));
document.addEventListener("dragleave", (event) => carriesFiles(event) && mark(-1));
document.addEventListener("dragover", (event) => {
  if (carriesFiles(event) && document.querySelector("[data-sheet-form]")) event.preventDefault();
});
document.addEventListener("drop", (event) => {
  const form = document.querySelector("[data-sheet-form]");
  if (!form || !carriesFiles(event) || !event.dataTransfer.files.length) return;
  event.preventDefault();
  mark(-depth);
  const file = new DataTransfer();
  file.items.add(event.dataTransfer.files[0]);
  form.querySelector("input[type=file]").files = file.files;
  send(form);
});
