// The left bar: folds on a wide screen (remembered), slides in on a phone.
import { on } from "./elements.js";

const root = document.documentElement;

on("click", "[data-sidebar-toggle]", () => {
  const folded = root.dataset.sidebar === "folded" ? "open" : "folded";
  if (matchMedia("(max-width: 760px)").matches) return close();
  root.dataset.sidebar = folded;
  localStorage.setItem("sidebar", folded);
});

on("click", "[data-sidebar-open]", () => {
  root.dataset.drawer = "open";
  document.querySelector("#sidebar a, #sidebar button")?.focus();
});

function close() {
  delete root.dataset.drawer;
}

document.addEventListener("click", (event) => {
  if (root.dataset.drawer && !event.target.closest("#sidebar, [data-sidebar-open]")) close();
});
document.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && root.dataset.drawer) close();
});
