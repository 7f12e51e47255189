// Finds a tile in the palette, in every language that its words are in; Enter adds the first one found.
const tiles = () => [...document.querySelectorAll("[data-palette-group] [data-item]")];

document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-palette-search]")) return;
  const wanted = event.target.value.trim().toLowerCase();
  for (const tile of tiles()) tile.hidden = !`${tile.dataset.words} ${tile.dataset.item}`.toLowerCase().includes(wanted);
  for (const group of document.querySelectorAll("[data-palette-group]")) group.hidden = !group.querySelector("[data-item]:not([hidden])");
  document.querySelector("[data-palette-none]").hidden = tiles().some((tile) => !tile.hidden);
});

document.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || !event.target.matches("[data-palette-search]")) return;
  event.preventDefault();
  tiles().find((tile) => !tile.hidden)?.click();
});
