// Keys on the canvas of a form: arrows go through the parts, Space grabs, Enter selects, W makes wide, Delete takes out.
import { whenPresent } from "../../ui_kit/js/elements.js";
import { moveByKeyboard } from "../../ui_kit/js/keyboard_move.js";
import { ask, busy, openTab, partOf, remove, select, toggle, whenIdle, widen, withOthers } from "./form_canvas.js";
import { moved } from "./form_drag.js";
import { rename } from "./form_rename.js";

const LISTS = { item: ["[data-items]", ".canvas-part"], section: ["[data-sections]", ".canvas-section"], tab: ["[data-tabs-list]", ".canvas-tab"] };

whenPresent("#canvas[data-drawn]", (canvas) => {
  for (const [kind, [list, selector]] of Object.entries(LISTS)) {
    moveByKeyboard(canvas, {
      selector,
      handle: `[data-handle=${kind}]`,
      lists: () => [...canvas.querySelectorAll(list)],
      items: (one) => [...one.querySelectorAll(`:scope > ${selector}`)],
      drop: (item) => moved(item),
    });
  }
  canvas.addEventListener("keydown", stay);
});

// A part that is moved into another tab stays in sight.
function stay(event) {
  const grabbed = event.currentTarget.querySelector(".is-grabbed");
  const panel = grabbed?.closest("[data-panel]");
  if (!panel?.hidden) return;
  openTab(panel.dataset.panel);
  grabbed.querySelector("[data-handle]").focus();
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || !handleOf(event.target) || document.querySelector(".is-grabbed")) return;
  const { key, shiftKey, ctrlKey, metaKey, altKey } = event;
  const pressed = { key, shiftKey, ctrlKey, metaKey, altKey };
  if (busy() && key !== "Tab") {
    // Its turn comes when everything stands where it stands then.
    event.preventDefault();
    whenIdle().then(() => act(pressed, handleOf(document.activeElement)));
  } else if (act(pressed, handleOf(event.target))) event.preventDefault();
});

const handleOf = (element) => element?.closest?.("#canvas :is([data-handle], [data-open-tab])");

function act(event, handle) {
  const part = partOf(handle);
  const { key } = event;
  if (!part) return false;
  if (event.ctrlKey || event.metaKey || event.altKey) return false;
  if (key === "Enter" && handle.matches("[data-handle]")) return done(event.shiftKey ? toggle(part) : select([part.dataset.item]));
  if (key === "Delete" || key === "Backspace") return done(remove(withOthers(part)));
  if (key === "F2") return done(rename(part));
  if (key.toLowerCase() === "w" && part.dataset.kind === "item") return done(widen(withOthers(part).map(find), "wide" in part.dataset ? "half" : "full"));
  if (["1", "2", "3"].includes(key) && part.dataset.kind === "section") return done(ask("columns", { part: [part.dataset.item], columns: key }));
  const step = { ArrowUp: -1, ArrowLeft: -1, ArrowDown: 1, ArrowRight: 1 }[key];
  return step ? go(handle, step) : false;
}

const done = () => true;
const find = (key) => document.querySelector(`#canvas [data-item="${CSS.escape(key)}"]`);

function go(handle, step) {
  const handles = [...document.querySelectorAll("#canvas [data-handle]")].filter((one) => !one.closest("[hidden]"));
  const here = handle.matches("[data-handle]") ? handle : handle.parentElement.querySelector("[data-handle]");
  handles[handles.indexOf(here) + step]?.focus();
  return true;
}
