// The studio's own behaviours: rows of options, finding a type in the palette, choosing a field by its row.
let made = 0;

document.addEventListener("click", (event) => {
  const add = event.target.closest("[data-option-add]");
  if (add) addOption(add.closest("[data-option-rows]"));
  const remove = event.target.closest("[data-option-remove]");
  if (remove) remove.closest("[data-item]").remove();
  const row = event.target.closest(".canvas-item");
  if (row && !event.target.closest("button, a, input")) row.querySelector("[data-select-field]")?.click();
});

function addOption(rows) {
  const template = rows.querySelector("[data-option-template]");
  const text = template.innerHTML.replaceAll("NEW", `n${++made}`);
  const list = rows.querySelector("[data-option-list]");
  list.insertAdjacentHTML("beforeend", text);
  list.lastElementChild.querySelector("input:not([type=hidden])").focus();
}

document.addEventListener("input", (event) => {
  if (!event.target.matches("[data-palette-search]")) return;
  const wanted = event.target.value.trim().toLowerCase();
  document.querySelectorAll("[data-palette-group]").forEach((group) => {
    const tiles = [...group.querySelectorAll("[data-item]")];
    tiles.forEach((tile) => { tile.hidden = !`${tile.dataset.label} ${tile.dataset.item}`.toLowerCase().includes(wanted); });
    group.hidden = tiles.every((tile) => tile.hidden);
  });
});
