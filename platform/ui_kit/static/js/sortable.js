// Sortable lists: by pointer on the whole item or its data-handle, by keyboard on the handle; the order is posted.
import { emit, whenPresent } from "./elements.js";
import { moveByKeyboard } from "./keyboard_move.js";
import { post } from "./requests.js";
import { LOOK, sortable } from "./sortable_library.js";

const items = (list) => [...list.querySelectorAll(":scope > [data-item]")];

async function sorted(list, item, restore) {
  const order = items(list).map((one) => one.dataset.item);
  const detail = { item: item.dataset.item, order, index: items(list).indexOf(item) };
  if (!emit(list, "ui:sorted", detail) || !list.dataset.sortUrl) return;
  if (!(await post(list, list.dataset.sortUrl, detail))) restore();
}

// Where it was dropped something stays until the answer draws it, so that the next one is counted from the right place.
async function added(list, item) {
  const index = [...list.querySelectorAll(":scope > :is([data-item], [data-adding])")].indexOf(item);
  const mark = document.createElement("div");
  mark.className = `${item.className} is-saving`;
  mark.dataset.adding = "";
  mark.append(...item.childNodes);
  item.replaceWith(mark);
  const detail = { added: item.dataset.item, index };
  if (emit(list, "ui:added", detail) && list.dataset.sortUrl) await post(list, list.dataset.sortUrl, detail);
  mark.remove();
}

whenPresent("[data-sortable]", async (list) => {
  const handle = list.hasAttribute("data-sortable-handle") || list.querySelector("[data-handle]") ? "[data-handle]" : undefined;
  moveByKeyboard(list, {
    selector: "[data-item]",
    handle,
    lists: () => [list],
    items,
    drop: (item) => sorted(list, item, () => {}),
  });
  const Sortable = await sortable();
  let home = null;
  Sortable.create(list, {
    ...LOOK,
    draggable: "[data-item], [data-adding]",
    handle,
    group: list.dataset.accept ? { name: list.id || "sortable", put: [list.dataset.accept] } : undefined,
    onStart: ({ item }) => { home = item.nextElementSibling; },
    onChoose: () => list.classList.add("is-sorting"),
    onUnchoose: () => {
      list.classList.remove("is-sorting");
      emit(list, "ui:dropped");
    },
    onUpdate: ({ item }) => sorted(list, item, () => list.insertBefore(item, home)),
    onAdd: ({ item }) => added(list, item),
  });
  list.dataset.sortable = "ready";
});

whenPresent("[data-sortable-source]", async (source) => {
  const Sortable = await sortable();
  Sortable.create(source, { ...LOOK, sort: false, draggable: "[data-item]", group: { name: source.dataset.sortableSource, pull: "clone", put: false } });
});
