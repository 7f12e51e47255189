// A calendar whose events move to another day; the new day is posted.
import { emit, whenPresent } from "./elements.js";
import { post } from "./requests.js";
import { LOOK, sortable } from "./sortable_library.js";

whenPresent("[data-calendar]", async (calendar) => {
  const Sortable = await sortable();
  for (const list of calendar.querySelectorAll("[data-calendar-list]")) {
    Sortable.create(list, {
      ...LOOK,
      group: "calendar",
      sort: false,
      draggable: "[data-event]",
      onAdd: async ({ item, from, to }) => {
        const detail = { event: item.dataset.event, date: to.dataset.calendarList, date_before: from.dataset.calendarList };
        if (!emit(item, "ui:moved", detail)) return;
        if (!(await post(item, calendar.dataset.moveUrl, detail))) from.append(item);
      },
    });
  }
});
