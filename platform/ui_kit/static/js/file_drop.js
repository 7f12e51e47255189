// The drop zone of a file input: takes dropped files, shows what was chosen with a preview, lets each be taken out.
import { on } from "./elements.js";
import { make } from "./token_kinds.js";
import { word } from "./words.js";

const chosen = new WeakMap();

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
  put(input, [...event.dataTransfer.files]);
});

// What a person chooses is added to what was chosen before, where the input takes several.
on("change", "[data-file-drop] input[type=file]", (event, input) => {
  const before = input.multiple ? chosen.get(input) ?? [] : [];
  const fresh = [...input.files].filter((file) => !before.includes(file));
  const all = input.multiple && before.length && !sameFiles(before, [...input.files]) ? [...before, ...fresh] : [...input.files];
  fill(input, all);
  draw(input, all);
});

const sameFiles = (one, other) => one.length === other.length && one.every((file, index) => file === other[index]);

function fill(input, files) {
  const list = new DataTransfer();
  for (const file of files) list.items.add(file);
  input.files = list.files;
  chosen.set(input, [...input.files]);
}

function put(input, files) {
  const before = input.multiple ? chosen.get(input) ?? [] : [];
  fill(input, input.multiple ? [...before, ...files] : files.slice(0, 1));
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function draw(input, files) {
  const zone = input.closest("[data-file-drop]");
  zone.parentElement.querySelector("[data-file-chosen]")?.remove();
  if (!files.length) return;
  const list = make("ul", { className: "file-list" }, { "data-file-chosen": "" });
  files.forEach((file, index) => list.append(card(input, file, index)));
  zone.after(list);
}

function card(input, file, index) {
  const line = make("li", { className: "file-card" });
  const isPicture = /^image\/(png|jpeg|gif|webp)$/.test(file.type);
  const picture = isPicture ? make("img", { className: "file-thumb", src: URL.createObjectURL(file), alt: "" }) : make("span", { className: "file-thumb", textContent: file.name.split(".").slice(1).at(-1)?.slice(0, 4) ?? "" });
  if (isPicture) picture.addEventListener("load", () => URL.revokeObjectURL(picture.src), { once: true });
  const cross = make("button", { type: "button", className: "icon-button icon-button-small", textContent: "×" }, { "aria-label": `${word("remove")} ${file.name}` });
  cross.addEventListener("click", () => {
    const left = (chosen.get(input) ?? []).filter((_, place) => place !== index);
    fill(input, left);
    draw(input, left);
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.focus();
  });
  line.append(picture, make("span", { className: "file-name", textContent: file.name }), make("span", { className: "file-size", textContent: size(file.size) }), cross);
  return line;
}

function size(bytes) {
  const [unit, share] = bytes < 1000 ? ["byte", 1] : bytes < 1e6 ? ["kilobyte", 1e3] : ["megabyte", 1e6];
  return new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, unitDisplay: "narrow", maximumFractionDigits: share === 1e6 ? 1 : 0 }).format(bytes / share);
}

on("input", ".input-color input[type=color]", (event, input) => {
  input.parentElement.querySelector("output").textContent = input.value;
});
