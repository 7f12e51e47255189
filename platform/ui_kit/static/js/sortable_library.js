// SortableJS, fetched only on pages that sort something; while a hand holds an item nothing is drawn anew under it.
let loading;
let held = Promise.resolve();
let release = () => {};

export async function sortable() {
  loading ??= import("../vendor/sortable.js");
  await loading;
  return window.Sortable;
}

export const LOOK = {
  animation: matchMedia("(prefers-reduced-motion: reduce)").matches ? 0 : 130,
  ghostClass: "is-ghost",
  dragClass: "is-dragging",
  delay: 180,
  delayOnTouchOnly: true,
  invertSwap: true, // before or after what lies under the pointer by the half that is pointed at, whichever way it came
  onChoose: hold,
  onUnchoose: () => release(),
};

function hold() {
  release();
  held = new Promise((resolve) => { release = resolve; });
}

// An answer that came meanwhile waits for the hand to let go: swapped in at once it would take away what is held.
document.addEventListener("htmx:before:request", (event) => {
  const { ctx } = event.detail;
  const ask = ctx.fetch;
  ctx.fetch = async (...request) => {
    const answer = await ask(...request);
    await held;
    return answer;
  };
});
