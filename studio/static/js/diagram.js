// The diagram: cards are dragged, relations drawn from card to card, with the pointer or with keys.
import { on, whenPresent } from "../../ui_kit/js/elements.js";
import { post } from "../../ui_kit/js/requests.js";
import { WIDTH, drawLines, placeOf, route } from "./diagram_lines.js";
import { bringIntoSight, fit, inside, pan, picture, scale, show, zoom } from "./diagram_view.js";

const CLICK = 4;
const STEP = 20;
const stage = () => document.getElementById("diagram-stage");
const cardOf = (element) => element?.closest?.("[data-card]");
let drag = null;
let dragged = false;

whenPresent("[data-diagram]", (svg) => {
  new ResizeObserver(show).observe(svg);
  show();
  svg.addEventListener("pointerdown", begin);
  svg.addEventListener("pointermove", go);
  svg.addEventListener("pointerup", end);
  svg.addEventListener("pointercancel", cancel);
  svg.addEventListener("wheel", turn, { passive: false });
});

// Without a picture beside it the list stays open.
whenPresent("[data-diagram-words]", (list) => {
  list.open = !matchMedia("(min-width: 761px)").matches;
});

function begin(event) {
  if (event.button !== 0) return;
  const connect = event.target.closest("[data-connect]");
  const card = cardOf(event.target);
  const kind = connect ? "connect" : card ? "card" : event.target.closest("[data-line]") ? null : "pan";
  dragged = false;
  if (kind) drag = { kind, card, x: event.clientX, y: event.clientY, from: card && placeOf(card), id: event.pointerId };
}

function go(event) {
  if (!drag) return;
  const dx = event.clientX - drag.x;
  const dy = event.clientY - drag.y;
  if (!dragged && Math.hypot(dx, dy) < CLICK) return;
  if (!dragged) picture().setPointerCapture(drag.id);
  dragged = true;
  picture().classList.add(`is-${drag.kind}`);
  if (drag.kind === "pan") {
    pan(dx, dy);
    drag = { ...drag, x: event.clientX, y: event.clientY };
  } else if (drag.kind === "card") place(drag.card, Math.round(drag.from.x + dx / scale()), Math.round(drag.from.y + dy / scale()));
  else drawDraft(event);
}

function end(event) {
  const done = drag;
  stop();
  if (!done) return;
  if (!dragged) {
    if (done.kind === "connect") ask(done.card.dataset.card);
    return;
  }
  if (done.kind === "card") keep(done.card);
  if (done.kind === "connect") {
    const target = cardOf(document.elementFromPoint(event.clientX, event.clientY));
    if (target) ask(done.card.dataset.card, target.dataset.card);
  }
}

function cancel() {
  if (drag?.kind === "card" && dragged) place(drag.card, drag.from.x, drag.from.y);
  stop();
}

function stop() {
  drag = null;
  picture()?.classList.remove("is-pan", "is-card", "is-connect");
  picture()?.querySelectorAll(".is-aimed").forEach((card) => card.classList.remove("is-aimed"));
  picture()?.querySelector("[data-diagram-draft]").setAttribute("hidden", "");
}

function drawDraft(event) {
  const aimed = cardOf(document.elementFromPoint(event.clientX, event.clientY));
  picture().querySelectorAll(".is-aimed").forEach((card) => card.classList.toggle("is-aimed", card === aimed));
  aimed?.classList.add("is-aimed");
  const point = inside(event.clientX, event.clientY);
  const way = point.x < drag.from.x + WIDTH / 2 ? -1 : 1;
  const target = aimed ? placeOf(aimed) : { x: point.x - (way === 1 ? 0 : WIDTH), y: point.y - 22, height: 66 };
  const draft = picture().querySelector("[data-diagram-draft]");
  draft.removeAttribute("hidden");
  draft.setAttribute("d", route(drag.from, target, 22, 0).path);
}

function place(card, x, y) {
  Object.assign(card.dataset, { x, y });
  card.setAttribute("transform", `translate(${x} ${y})`);
  drawLines(picture(), card.dataset.card);
}

const keep = (card) => post(stage(), stage().dataset.placeUrl, { object: card.dataset.card, x: card.dataset.x, y: card.dataset.y });

function ask(source, target = "") {
  const url = new URL(stage().dataset.newUrl, location.href);
  url.searchParams.set("source", source);
  if (target) url.searchParams.set("target", target);
  open(url.pathname + url.search);
}

const open = (url) => window.htmx.ajax("GET", url, { target: "#overlay", swap: "innerHTML" });

function turn(event) {
  event.preventDefault();
  if (event.ctrlKey || event.metaKey) zoom(Math.exp(-event.deltaY / 200), { x: event.clientX, y: event.clientY });
  else pan(-event.deltaX, -event.deltaY);
}

// A press on a card opens its object; what was dragged is not pressed.
document.addEventListener("click", (event) => {
  if (!event.target.closest?.("[data-diagram]")) return;
  if (dragged) {
    event.preventDefault();
    dragged = false;
    return;
  }
  const line = event.target.closest("[data-line]");
  if (line) open(line.dataset.url);
  else if (!event.target.closest("[data-connect], a")) cardOf(event.target)?.querySelector("a").click();
}, true);
document.addEventListener("dragstart", (event) => event.target.closest?.("[data-diagram]") && event.preventDefault());

on("click", "[data-diagram-zoom]", (event, button) => zoom(Number(button.dataset.diagramZoom)));
on("click", "[data-diagram-fit]", fit);
document.addEventListener("htmx:after:request", (event) => {
  if (event.target.matches?.("[data-diagram-arrange]")) requestAnimationFrame(fit);
});

on("input", "[data-diagram-search]", (event, input) => {
  const wanted = input.value.trim().toLowerCase();
  const cards = [...picture().querySelectorAll("[data-card]")];
  const found = cards.filter((card) => wanted && card.dataset.words.toLowerCase().includes(wanted));
  cards.forEach((card) => {
    card.classList.toggle("is-found", found.includes(card));
    card.classList.toggle("is-dim", Boolean(wanted) && !found.includes(card));
  });
  if (found.length) bringIntoSight(placeOf(found[0]), WIDTH);
});
on("keydown", "[data-diagram-search]", (event) => {
  if (event.key === "Enter") picture().querySelector(".is-found a")?.focus();
});

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || !picture() || document.querySelector("dialog[open]") || event.target.closest("input, textarea, select")) return;
  if (press(event)) event.preventDefault();
});

function press(event) {
  if (event.key === "Escape" && drag) return cancel() ?? true;
  const acting = event.target.closest?.("[data-connect], [data-line]");
  if (acting && (event.key === "Enter" || event.key === " ")) {
    if (acting.dataset.line) open(acting.dataset.url);
    else ask(acting.dataset.connect);
    return true;
  }
  if (event.ctrlKey || event.metaKey) return false;
  if (event.key === "+" || event.key === "=") return zoom(1.25) ?? true;
  if (event.key === "-") return zoom(0.8) ?? true;
  if (event.key === "0") return fit() ?? true;
  return moveBy(event);
}

// Arrows go to the next card that way; with Alt they move the card.
function moveBy(event) {
  const way = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
  const card = cardOf(event.target);
  if (!way || !card) return false;
  if (event.altKey) {
    const { x, y } = placeOf(card);
    place(card, x + way[0] * STEP, y + way[1] * STEP);
    keep(card);
    return true;
  }
  nearest(card, way)?.querySelector("a").focus();
  return true;
}

function nearest(card, [dx, dy]) {
  const from = placeOf(card);
  const others = [...picture().querySelectorAll("[data-card]")].filter((other) => other !== card);
  const measured = others.map((other) => {
    const { x, y } = placeOf(other);
    const along = (x - from.x) * dx + (y - from.y) * dy;
    const beside = Math.abs((x - from.x) * dy) + Math.abs((y - from.y) * dx);
    return { other, along, cost: along + 2 * beside };
  });
  return measured.filter(({ along }) => along > 10).sort((one, two) => one.cost - two.cost)[0]?.other;
}

on("focusin", "[data-card] a", (event, link) => {
  if (link.matches(":focus-visible")) bringIntoSight(placeOf(cardOf(link)), WIDTH);
});
