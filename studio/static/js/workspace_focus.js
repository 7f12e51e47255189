// Keeps the focus where it was when the workspace is drawn anew, and shows what has been selected.
import { whenPresent } from "../../ui_kit/js/elements.js";
let held = null;

const rows = () => [...document.querySelectorAll("#canvas [data-item]")];

document.addEventListener("htmx:before:swap", () => {
  const focused = document.activeElement;
  if (!focused?.closest("#workspace, #publish-bar")) return;
  const row = focused.closest("#canvas [data-item]") ?? document.querySelector("#canvas .is-selected");
  held = { id: focused.id, label: focused.getAttribute("aria-label"), row: row?.dataset.item, index: rows().indexOf(row) };
});

document.addEventListener("htmx:after:swap", () => {
  const settings = document.getElementById("settings-pane");
  if (!settings) return;
  if (settings.hasAttribute("data-new")) return nameNew(settings);
  if (held && document.activeElement === document.body) refocus();
});

function refocus() {
  const row = rows().find((one) => one.dataset.item === held.row) ?? rows()[Math.min(held.index, rows().length - 1)];
  const same = held.id ? document.getElementById(held.id) : held.label && document.querySelector(`#workspace [aria-label="${CSS.escape(held.label)}"]`);
  (same ?? row?.querySelector("[data-handle]"))?.focus({ preventScroll: Boolean(same) });
}

// What is new is named first.
function nameNew(settings) {
  settings.removeAttribute("data-new");
  const label = settings.querySelector(".settings-form .input:not([type=hidden])");
  label?.focus({ preventScroll: true });
  label?.select();
  rows().find((one) => one.dataset.item === settings.dataset.selected)?.scrollIntoView({ block: "nearest" });
}

// On a narrow screen the settings stand under the canvas: they come into sight when a part is selected.
let shown = document.getElementById("settings-pane")?.dataset.selected;
whenPresent("#settings-pane", (settings) => {
  const { selected } = settings.dataset;
  if (selected && selected !== shown && matchMedia("(max-width: 1080px)").matches) settings.scrollIntoView({ block: "start" });
  shown = selected;
});
