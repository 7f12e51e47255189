// The canvas of the view designer: the real view, whose heads select, move and stretch columns and whose links lead nowhere.
import { post } from "../../ui_kit/js/requests.js";

const preview = (element) => element.closest?.("[data-view-preview]");
const canvas = () => document.getElementById("canvas");
const workspace = () => document.getElementById("workspace");
let resized = "";

document.addEventListener("pointerdown", (event) => {
  if (!preview(event.target)) return;
  resized = event.target.closest("[data-resize]")?.closest("[data-column]")?.dataset.column ?? "";
}, true);

document.addEventListener("ui:columns", (event) => {
  if (!preview(event.target)) return;
  event.preventDefault();
  post(workspace(), canvas().dataset.arrangeUrl, { ...event.detail, resized });
});

// Nothing in the picture is opened or changed: a head selects its column, everything else stays as it is.
for (const type of ["click", "dblclick", "submit", "keydown"]) {
  document.addEventListener(type, (event) => {
    if (!preview(event.target) || (type === "keydown" && !["Enter", " ", "e"].includes(event.key))) return;
    if (event.target.closest("[data-view-preview] .sentinel")) return;
    event.preventDefault();
    event.stopPropagation();
    const head = event.target.closest("[data-column]");
    if (head && (type === "click" || type === "keydown")) select(head.dataset.column);
  }, true);
}

function select(key) {
  const chip = canvas().querySelector(`.column-chip[data-item="${CSS.escape(key)}"] [data-select]`);
  chip?.click();
}
