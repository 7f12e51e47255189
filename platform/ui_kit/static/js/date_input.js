// Help in date inputs: t is today, + and - go a day on or back.
import { on } from "./elements.js";

function iso(date) {
  const two = (number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

on("keydown", "input[type=date][data-date]", (event, input) => {
  const step = { "+": 1, "=": 1, "-": -1 }[event.key];
  if (event.key !== "t" && !step) return;
  event.preventDefault();
  const date = input.value && step ? new Date(`${input.value}T12:00`) : new Date();
  if (input.value && step) date.setDate(date.getDate() + step);
  input.value = iso(date);
  input.dispatchEvent(new Event("input", { bubbles: true }));
  input.dispatchEvent(new Event("change", { bubbles: true }));
});
