// Text areas grow with what is typed into them.
import { whenPresent } from "./elements.js";

const supported = CSS.supports("field-sizing", "content");

whenPresent("textarea[data-autosize]", (area) => {
  if (supported) {
    area.style.setProperty("field-sizing", "content");
    return;
  }
  const fit = () => {
    area.style.height = "auto";
    area.style.height = `${area.scrollHeight + 2}px`;
  };
  area.addEventListener("input", fit);
  fit();
});
