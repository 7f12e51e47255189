// The canvas of the form designer: selecting, open tabs, and everything that is asked of the server, one after the other.
import { whenPresent } from "../../ui_kit/js/elements.js";
import { post } from "../../ui_kit/js/requests.js";
import "./form_drag.js";
import "./form_keys.js";
import "./form_preview.js";
import "./form_rename.js";

export const canvas = () => document.getElementById("canvas");
export const partOf = (element) => element?.closest?.("#canvas [data-item]");
export const selected = () => [...canvas().querySelectorAll("[data-item].is-selected")].map((part) => part.dataset.item);
const workspace = () => document.getElementById("workspace");

let open = null;
let asking = 0;
let working = Promise.resolve();

// Whether an edit is under way; until it is done nothing can be pressed, for everything may stand elsewhere then.
export const busy = () => asking > 0;
export const whenIdle = () => working;

// Makes an edit; resolves to whether it was made.
export function ask(name, values) {
  const posted = { drawn: canvas().dataset.drawn, open, ...values, part: (values.part ?? selected()).join(" ") };
  asking += 1;
  workspace().classList.add("is-asking");
  const done = working.then(() => post(workspace(), canvas().dataset[`${name}Url`], posted)).finally(() => {
    asking -= 1;
    if (!asking) workspace().classList.remove("is-asking");
  });
  working = done.catch(() => {});
  return done;
}

export function select(keys) {
  working = working.then(() => new Promise((resolve) => {
    const query = keys.map((key) => `part=${encodeURIComponent(key)}`).join("&");
    const url = canvas().dataset.selectUrl;
    workspace().addEventListener("htmx:finally:request", resolve, { once: true });
    window.htmx.ajax("GET", query ? `${url}?${query}` : url, { source: workspace(), target: workspace(), swap: "none" });
  }));
}

// An answer that comes while something is being dragged waits: what is held must not be drawn anew.
document.addEventListener("htmx:config:request", (event) => {
  const { ctx } = event.detail;
  if (ctx.sourceElement !== workspace() || !canvas()?.dataset.drawn) return;
  const send = ctx.fetch ?? fetch;
  ctx.fetch = async (...request) => {
    const answer = await send(...request);
    await dragged();
    return answer;
  };
});

const dragged = () => new Promise((resolve) => {
  if (!document.querySelector(".is-dragging-part")) return resolve();
  document.addEventListener("dragend", () => setTimeout(resolve), { once: true });
});

// With Shift or Ctrl a part comes to those that are selected, or leaves them; only parts of one kind go together.
export function toggle(part) {
  const others = [...canvas().querySelectorAll(`[data-kind=${part.dataset.kind}].is-selected`)].map((one) => one.dataset.item);
  const key = part.dataset.item;
  select(others.includes(key) ? others.filter((one) => one !== key) : [...others, key]);
}

export function openTab(key) {
  const panels = [...canvas().querySelectorAll("[data-panel]")];
  const shown = panels.find((panel) => panel.dataset.panel === key) ?? panels[0];
  if (!shown) return;
  open = shown.dataset.panel;
  for (const panel of panels) panel.hidden = panel !== shown;
  for (const tab of canvas().querySelectorAll("[data-kind=tab]")) {
    const pressed = tab.dataset.item === open;
    tab.classList.toggle("is-open", pressed);
    tab.querySelector("[data-open-tab]").setAttribute("aria-pressed", pressed);
  }
}

// What the removal of a part takes with it, what is being typed about it included.
export function remove(keys) {
  if (!keys.length) return;
  workspace().dataset.removes = keys.join(" ");
  ask("remove", { part: keys }).finally(() => delete workspace().dataset.removes);
}

export function widen(parts, width) {
  const keys = parts.filter((part) => part.dataset.kind === "item").map((part) => part.dataset.item);
  if (keys.length) ask("widen", { part: keys, width });
}

export const withOthers = (part) => (selected().includes(part.dataset.item) ? selected() : [part.dataset.item]);

whenPresent("#canvas[data-drawn]", (drawn) => {
  const again = open !== null;
  openTab(drawn.dataset.open ?? open ?? "0");
  if (again) queueMicrotask(focusSelected);
  else drawn.querySelector("[data-kind=item].is-selected, [data-kind=section].is-selected")?.scrollIntoView({ block: "nearest" });
});

// What was pressed with the mouse takes the keys too; whoever is typing in the settings goes on typing.
function focusSelected() {
  if (document.activeElement && !document.activeElement.matches("body, main")) return;
  canvas().querySelector("[data-item].is-selected [data-handle]")?.focus({ preventScroll: true });
}

document.addEventListener("click", (event) => {
  const part = partOf(event.target);
  if (!canvas()?.dataset.drawn) return;
  if (act(event, part)) return;
  if (part && !event.target.closest("button:not([data-handle], [data-open-tab]), input, .canvas-renaming")) {
    if (part.dataset.kind === "tab") openTab(part.dataset.item);
    if (event.shiftKey || event.ctrlKey || event.metaKey) toggle(part);
    else if (selected().join() !== part.dataset.item) select([part.dataset.item]);
  } else if (!part && event.target.closest(".pane-center .pane-body, #canvas") && !event.target.closest("button, input, a, .combobox, .canvas-bar") && selected().length) {
    select([]);
  }
});

function act(event, part) {
  const button = event.target.closest("button");
  if (!button) return false;
  const { columns, width, add, widthOfAll } = button.dataset;
  if (add) ask("add", { added: add, inside: button.dataset.inside ?? "", part: [], open: "" });
  else if (columns && part) ask("columns", { part: [part.dataset.item], columns });
  else if (width && part && !button.dataset.dragged) ask("widen", { part: withOthers(part), width });
  else if (widthOfAll) ask("widen", { part: selected(), width: widthOfAll });
  else if ("removePart" in button.dataset && part) remove(withOthers(part));
  else if ("removeAll" in button.dataset) remove(selected());
  else return false;
  return true;
}

// What is pressed in the palette goes near what is selected, or to the end of the open tab.
document.addEventListener("htmx:config:request", (event) => {
  const { ctx } = event.detail;
  if (!ctx.sourceElement.matches(".palette-tile") || !canvas()?.dataset.drawn) return;
  ctx.request.body.set("part", selected().join(" "));
  ctx.request.body.set("open", open ?? "");
  ctx.request.body.set("drawn", canvas().dataset.drawn);
});
