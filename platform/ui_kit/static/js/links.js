// Small links that need the browser's history: back, and load again.
import { on } from "./elements.js";

on("click", "[data-back]", (event) => {
  if (history.length > 1 && document.referrer.startsWith(location.origin)) {
    event.preventDefault();
    history.back();
  }
});
on("click", "[data-reload]", (event) => {
  event.preventDefault();
  location.reload();
});
