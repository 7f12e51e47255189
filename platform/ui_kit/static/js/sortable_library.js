// SortableJS, fetched only on pages that sort something.
let loading;

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
};
