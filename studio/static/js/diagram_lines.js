// The path of a line between two cards; studio/diagram/drawing.py draws the same on the server.
export const WIDTH = 232;
const HEAD = 44;
const LOOP = 60;
const BEND = 60;

export function route(source, target, row, shift) {
  const y1 = source.y + row;
  const y2 = target.y + HEAD / 2 + Math.max(-16, Math.min(shift, target.height - HEAD));
  if (Math.abs(source.x - target.x) < WIDTH / 2) {
    const x1 = source.x + WIDTH;
    const x2 = target.x + WIDTH;
    const out = Math.max(x1, x2) + LOOP;
    return { path: `M ${x1} ${y1} C ${out} ${y1} ${out} ${y2} ${x2} ${y2}`, start: [x1 + 6, y1 - 6], end: [x2 + 6, y2 - 6], label: [x1 + LOOP * 0.75 + 5, (y1 + y2) / 2], anchor: "start" };
  }
  const way = source.x < target.x ? 1 : -1;
  const x1 = source.x + (way === 1 ? WIDTH : 0);
  const x2 = target.x + (way === 1 ? 0 : WIDTH);
  const bend = Math.max(BEND, Math.abs(x2 - x1) / 2);
  return { path: `M ${x1} ${y1} C ${x1 + way * bend} ${y1} ${x2 - way * bend} ${y2} ${x2} ${y2}`, start: [x1 + way * 8, y1 - 6], end: [x2 - way * 8, y2 - 6], label: [(x1 + x2) / 2, (y1 + y2) / 2], anchor: "middle" };
}

export const placeOf = (card) => ({ x: Number(card.dataset.x), y: Number(card.dataset.y), height: Number(card.dataset.height) });

// Draws the lines of one card, or all of them, where their cards are now.
export function drawLines(picture, name = null) {
  const cards = new Map([...picture.querySelectorAll("[data-card]")].map((card) => [card.dataset.card, card]));
  for (const line of picture.querySelectorAll("[data-line]")) {
    const { source, target, row, shift } = line.dataset;
    if (name && source !== name && target !== name) continue;
    const drawn = route(placeOf(cards.get(source)), placeOf(cards.get(target)), Number(row), Number(shift));
    line.querySelectorAll("path").forEach((path) => path.setAttribute("d", drawn.path));
    const ends = picture.querySelector(`[data-ends="${line.dataset.line}"]`);
    put(ends.querySelector("[data-end=start]"), drawn.start);
    put(ends.querySelector("[data-end=end]"), drawn.end);
    const label = line.querySelector(".diagram-label");
    put(label, [drawn.label[0], drawn.label[1] + 4]);
    label.setAttribute("text-anchor", drawn.anchor);
  }
}

function put(text, [x, y]) {
  text.setAttribute("x", x);
  text.setAttribute("y", y);
}
