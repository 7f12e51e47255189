// Addresses in China: 省, 市 and 区 follow from each other; whatever else is typed stays as it is typed.
import { areas } from "./areas.js";
import { whenPresent } from "./elements.js";
import { Listbox } from "./listbox.js";
import { make } from "./token_kinds.js";

const LEVELS = ["province", "city", "district"];
const MOST = 60;
const CHINA = new Set(["cn", "china", "chn", "prc", "中国", "中国大陆", "中华人民共和国"]);

whenPresent("[data-address]", (address) => {
  const part = (name) => address.querySelector(`[data-part="${name}"]`);
  const inputs = Object.fromEntries(LEVELS.map((name) => [name, part(name)]));
  const hint = address.querySelector("[data-address-hint]");
  const chosen = () => Object.fromEntries(LEVELS.map((name) => [name, inputs[name].value.trim()]));
  const inChina = () => CHINA.has((part("country")?.value.trim() || address.dataset.home).toLowerCase());

  for (const level of LEVELS) {
    const input = inputs[level];
    const list = make("div", { className: "listbox" }, { role: "listbox", popover: "manual", "aria-label": input.getAttribute("aria-label") });
    input.after(list);
    for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" })) input.setAttribute(name, value);
    const listbox = new Listbox(input, list, (option) => choose(level, JSON.parse(option.dataset.value), listbox));
    // Opened with everything; what is typed from then on narrows it.
    const show = async (typed) => {
      if (!inChina() || input.readOnly) return listbox.hide();
      const known = await areas().catch(() => null);
      if (!known || document.activeElement !== input) return;
      fill(list, level, known.search(level, chosen(), typed), chosen());
      if (!list.children.length) return listbox.hide();
      listbox.show(input);
      listbox.select(listbox.options.find((one) => one.dataset.label === input.value) ?? listbox.options[0]);
    };
    input.addEventListener("input", (event) => { if (!event.isComposing) show(input.value); });
    input.addEventListener("compositionend", () => show(input.value));
    input.addEventListener("click", () => { if (!listbox.open) show(""); });
    input.addEventListener("keydown", (event) => {
      if (event.key !== "ArrowDown" || listbox.open || event.isComposing) return;
      event.preventDefault();
      show("");
    });
    input.addEventListener("blur", () => listbox.hide());
    input.addEventListener("change", check);
    input.addEventListener("address:open", () => show(""));
  }
  part("country")?.addEventListener("change", check);

  function set(values) {
    for (const [level, value] of Object.entries(values)) inputs[level].value = value;
  }

  async function choose(level, area, listbox) {
    listbox.hide();
    const before = chosen();
    set(area);
    const known = await areas();
    if (level === "province" && before.province !== area.province) set({ city: "", district: "" });
    if (level === "city" && (before.city !== area.city || before.province !== area.province)) set({ district: "" });
    const cities = known.province(area.province).cities;
    if (level === "province" && cities.length === 1) set({ city: cities[0].name });
    inputs[level].dispatchEvent(new Event("change", { bubbles: true }));
    onward(known);
  }

  // The next part that is still empty and has something to choose from.
  function onward(known) {
    const now = chosen();
    const next = LEVELS.find((level) => !now[level] && known.below(level, now).length && !(level === "city" && now.district));
    const city = known.city(now.province, now.city);
    if (!next || (next === "district" && city && !city.districts.length)) return part("street")?.focus();
    inputs[next].focus();
    inputs[next].dispatchEvent(new Event("address:open"));
  }

  // A district that is not in the city is kept: lists grow old, people know their address. It is only pointed out.
  async function check() {
    hint.hidden = true;
    const { province, city, district } = chosen();
    if (!inChina() || !province) return;
    const known = await areas().catch(() => null);
    if (!known) return;
    const place = known.city(province, city);
    const wrong = !known.province(province) ? [province, ""] : city && !place ? [city, province] : district && place && !place.districts.includes(district) ? [district, city] : null;
    if (!wrong) return;
    hint.textContent = (wrong[1] ? hint.dataset.inside : hint.dataset.unknown).replace("{place}", wrong[0]).replace("{whole}", wrong[1]);
    hint.hidden = false;
  }
});

function fill(list, level, found, chosen) {
  const options = found.slice(0, MOST).map((area) => {
    const line = make("div", { className: "option" }, { role: "option", "aria-selected": "false", "data-value": JSON.stringify(area), "data-label": area[level] });
    line.append(make("span", { className: "option-label", textContent: area[level] }));
    const above = [area.province, area.city].filter((name) => name && name !== area[level] && name !== chosen.province && name !== chosen.city);
    if (above.length) line.append(make("span", { className: "option-note", textContent: [...new Set(above)].join(" ") }));
    return line;
  });
  list.replaceChildren(...options);
}
