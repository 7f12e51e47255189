// What part of the picture is seen: panned, zoomed, fitted; it stays when the picture is drawn anew.
const SMALLEST = 0.2;
const LARGEST = 2.5;
let view = null;
let chosen = false; // until somebody moves it, everything is shown, however large the window becomes

export const picture = () => document.querySelector("[data-diagram]");

export function show() {
  const svg = picture();
  const { width, height } = svg.getBoundingClientRect();
  if (!width) return;
  if (!view || !chosen) view = fitted(svg, width, height);
  svg.setAttribute("viewBox", `${view.x} ${view.y} ${width / view.scale} ${height / view.scale}`);
}

export function fit() {
  chosen = false;
  show();
}

export function pan(dx, dy) {
  if (!view) return;
  chosen = true;
  view = { ...view, x: view.x - dx / view.scale, y: view.y - dy / view.scale };
  show();
}

// Larger or smaller around a point of the window; around the middle where none is given.
export function zoom(factor, at = null) {
  if (!view) return;
  const box = picture().getBoundingClientRect();
  const point = at ?? { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const before = inside(point.x, point.y);
  const scale = Math.min(LARGEST, Math.max(SMALLEST, view.scale * factor));
  chosen = true;
  view = { scale, x: before.x - (point.x - box.x) / scale, y: before.y - (point.y - box.y) / scale };
  show();
}

// A point of the window as a point of the picture.
export function inside(x, y) {
  const box = picture().getBoundingClientRect();
  return { x: view.x + (x - box.x) / view.scale, y: view.y + (y - box.y) / view.scale };
}

export const scale = () => view?.scale ?? 1;

export function bringIntoSight({ x, y, height }, width) {
  const box = picture().getBoundingClientRect();
  const wide = box.width / view.scale;
  const high = box.height / view.scale;
  if (x >= view.x && y >= view.y && x + width <= view.x + wide && y + height <= view.y + high) return;
  chosen = true;
  view = { ...view, x: x + width / 2 - wide / 2, y: y + height / 2 - high / 2 };
  show();
}

function fitted(svg, width, height) {
  const [x, y, w, h] = svg.dataset.box.split(" ").map(Number);
  const found = Math.min(1.1, width / w, height / h);
  return { scale: found, x: x - (width / found - w) / 2, y: y - (height / found - h) / 2 };
}
