// The command palette: Ctrl or ⌘ K opens it; arrows choose, Enter opens; the server answers what is typed.
import { on } from "./elements.js";

const mac = /Mac|iPhone|iPad/.test(navigator.platform);
document.querySelectorAll("[data-mod-key]").forEach((key) => { key.textContent = mac ? "⌘ K" : "Ctrl K"; });

const palette = () => document.querySelector("dialog[data-palette]");
const options = (dialog) => [...dialog.querySelectorAll("[role=option]")];

document.addEventListener("keydown", (event) => {
  if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey) || !palette()) return;
  event.preventDefault();
  if (palette().open) return palette().close();
  palette().showModal();
  palette().dispatchEvent(new CustomEvent("ui:open", { bubbles: true }));
});

on("ui:open", "dialog[data-palette]", (event, dialog) => {
  const input = dialog.querySelector("input");
  input.value = "";
  input.focus();
  input.dispatchEvent(new CustomEvent("palette:open"));
});

function select(dialog, option) {
  options(dialog).forEach((one, index) => {
    one.id ||= `palette-option-${index}`;
    one.setAttribute("aria-selected", one === option);
  });
  option?.scrollIntoView({ block: "nearest" });
  dialog.querySelector("input").setAttribute("aria-activedescendant", option?.id ?? "");
}

document.addEventListener("htmx:after:swap", (event) => {
  const dialog = palette();
  if (dialog?.open && dialog.contains(event.target)) select(dialog, options(dialog)[0]);
});

on("keydown", "dialog[data-palette]", (event, dialog) => {
  const all = options(dialog);
  const at = all.findIndex((one) => one.getAttribute("aria-selected") === "true");
  const next = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
  if (next !== undefined && all.length) {
    event.preventDefault();
    select(dialog, all.at(next % all.length));
  } else if (event.key === "Enter" && all[at]) {
    event.preventDefault();
    if (event.ctrlKey || event.metaKey) window.open(all[at].href, "_blank", "noopener");
    else all[at].click();
  }
});

on("click", "dialog[data-palette] [role=option]", (event, option) => {
  if (!event.ctrlKey && !event.metaKey) option.closest("dialog").close();
});
