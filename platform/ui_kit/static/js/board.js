// Kanban: cards move between columns by pointer or keyboard; the move is posted, and taken back when refused.
import { emit, on, whenPresent } from "./elements.js";
import { moveByKeyboard } from "./keyboard_move.js";
import { post } from "./requests.js";
import { LOOK, sortable } from "./sortable_library.js";

const cards = (list) => [...list.querySelectorAll(":scope > [data-card]")];

async function moved(board, card, from, restore) {
  const to = card.parentElement;
  const index = cards(to).indexOf(card);
  const detail = { card: card.dataset.card, from: from.dataset.boardList, to: to.dataset.boardList, index };
  count(from);
  count(to);
  if (!emit(card, "ui:moved", detail) || !board.dataset.moveUrl) return;
  card.classList.add("is-saving");
  const values = { card: detail.card, column: detail.to, column_before: detail.from, index };
  const accepted = await post(card, board.dataset.moveUrl, values);
  card.classList.remove("is-saving");
  if (accepted) return;
  restore();
  count(from);
  count(to);
}

function count(list) {
  const place = list.closest(".board-column")?.querySelector("[data-board-count]");
  if (place && !place.dataset.fixed) place.textContent = cards(list).length;
}

whenPresent("[data-board]", async (board) => {
  let home = null;
  const lists = () => [...board.querySelectorAll("[data-board-list]")];
  moveByKeyboard(board, {
    selector: "[data-card]",
    lists,
    items: cards,
    drop: (card, from) => moved(board, card, from, () => from.append(card)),
  });
  board.addEventListener("keydown", (event) => {
    const card = event.target.closest("[data-card]");
    if (card === event.target && event.key === "Enter" && !card.classList.contains("is-grabbed")) card.querySelector("a[href]")?.click();
  });
  const Sortable = await sortable();
  const connect = (list) => Sortable.create(list, {
    ...LOOK,
    group: "board",
    draggable: "[data-card]",
    onStart: ({ item }) => { home = item.nextElementSibling; },
    onEnd: ({ item, from, to, oldIndex, newIndex }) => {
      if (from === to && oldIndex === newIndex) return;
      const before = home;
      moved(board, item, from, () => from.insertBefore(item, before?.parentElement === from ? before : null));
    },
  });
  whenPresent("[data-board-list]", (list) => { if (board.contains(list)) connect(list); });
});

on("click", "[data-card]", (event, card) => {
  if (!event.target.closest("a, button, input")) card.querySelector("a[href]")?.click();
});
