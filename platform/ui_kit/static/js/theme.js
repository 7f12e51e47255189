// Light, dark or as the system says: at once here, kept by the server for the person and by the browser for the rest.
import { emit, on } from "./elements.js";

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");

export function dark() {
  return root.dataset.theme === "dark" || (root.dataset.theme !== "light" && system.matches);
}

function tell() {
  emit(document.body, "ui:theme", { theme: root.dataset.theme, dark: dark() });
}

on("click", "[data-theme-choice]", (event, button) => {
  root.dataset.theme = button.dataset.themeChoice;
  localStorage.setItem("theme", root.dataset.theme);
  button.parentElement.querySelectorAll("[data-theme-choice]").forEach((one) => one.setAttribute("aria-checked", one === button));
  tell();
});
system.addEventListener("change", tell);
