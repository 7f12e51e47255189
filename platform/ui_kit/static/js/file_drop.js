// The drop zone of a file input: takes dropped files, names what was chosen.
import { on } from "./elements.js";

for (const type of ["dragenter", "dragover"]) {
  on(type, "[data-file-drop]", (event, zone) => {
    event.preventDefault();
    zone.classList.add("is-over");
  });
}
for (const type of ["dragleave", "drop"]) on(type, "[data-file-drop]", (event, zone) => zone.classList.remove("is-over"));

on("drop", "[data-file-drop]", (event, zone) => {
  event.preventDefault();
  const input = zone.querySelector("input[type=file]");
  if (input.disabled || !event.dataTransfer.files.length) return;
  input.files = event.dataTransfer.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
});

on("change", "[data-file-drop] input[type=file]", (event, input) => {
  const names = [...input.files].map((file) => file.name).join(", ");
  if (names) input.closest("[data-file-drop]").querySelector("[data-file-names]").textContent = names;
});

on("input", ".input-color input[type=color]", (event, input) => {
  input.parentElement.querySelector("output").textContent = input.value;
});
