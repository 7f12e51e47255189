// Where a row of tabs or stages is wider than the screen, the current one is brought into sight.
import { whenPresent } from "./elements.js";

whenPresent(":is(.path, .tabs) > [aria-current]", (current) => {
  const row = current.parentElement;
  if (row.scrollWidth > row.clientWidth) row.scrollLeft = current.offsetLeft - (row.clientWidth - current.offsetWidth) / 2;
});
