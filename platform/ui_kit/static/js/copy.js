// Copies a text or address: data-copy="…"; an address that begins with / becomes a full one.
import { emit, on } from "./elements.js";
import { word } from "./words.js";

on("click", "[data-copy]", async (event, element) => {
  const text = element.dataset.copy.startsWith("/") ? location.origin + element.dataset.copy : element.dataset.copy;
  await navigator.clipboard.writeText(text);
  emit(element, "ui:toast", { message: word("copied"), tone: "success" });
});
