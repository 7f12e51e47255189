// Menus: placed beside their button, walked with the arrow keys, closed after a choice.
import { on } from "./elements.js";

const GAP = 5;

export function place(panel, anchor, align = "start") {
  const box = anchor.getBoundingClientRect();
  const { offsetWidth: width, offsetHeight: height } = panel;
  const left = align === "end" ? box.right - width : box.left;
  const below = box.bottom + GAP;
  const top = below + height > innerHeight - 8 && box.top - GAP - height > 8 ? box.top - GAP - height : below;
  panel.style.left = `${Math.max(8, Math.min(left, innerWidth - width - 8))}px`;
  panel.style.top = `${Math.max(8, Math.min(top, innerHeight - height - 8))}px`;
}

const opener = (menu) => document.querySelector(`[popovertarget="${CSS.escape(menu.id)}"]`);
const items = (menu) => [...menu.querySelectorAll("[role^=menuitem]:not(:disabled)")].filter((item) => item.offsetParent);

document.addEventListener("toggle", (event) => {
  const menu = event.target;
  if (!menu.classList?.contains("menu")) return;
  const button = opener(menu);
  const open = event.newState === "open";
  button?.setAttribute("aria-expanded", open);
  if (!open) return;
  if (button) place(menu, button, menu.dataset.align);
  const first = menu.matches("[role=menu]") ? items(menu)[0] : menu.querySelector("input:not([type=hidden]), select, textarea, button");
  first?.focus({ focusVisible: false });
}, true);

on("keydown", ".menu[role=menu]", (event, menu) => {
  const all = items(menu);
  const at = all.indexOf(document.activeElement);
  const next = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
  if (next !== undefined) {
    event.preventDefault();
    all.at(next % all.length)?.focus();
  } else if (event.key === "Tab") {
    menu.hidePopover();
  } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && event.key !== " ") {
    event.stopPropagation();
    const match = [...all.slice(at + 1), ...all].find((item) => item.textContent.trim().toLowerCase().startsWith(event.key.toLowerCase()));
    match?.focus();
  }
}, true);

on("keydown", "[data-menu]", (event, button) => {
  if (event.key !== "ArrowDown") return;
  event.preventDefault();
  document.getElementById(button.getAttribute("popovertarget"))?.showPopover();
});

on("click", ".menu[role=menu] [role^=menuitem]", (event, item) => {
  const menu = item.closest(".menu");
  if (!item.matches("[role=menuitemcheckbox], [role=menuitemradio]")) menu.hidePopover();
});

for (const type of ["scroll", "resize"]) {
  addEventListener(type, (event) => {
    document.querySelectorAll(".menu:popover-open").forEach((menu) => {
      if (!menu.contains(event.target)) menu.hidePopover();
    });
  }, { capture: true, passive: true });
}
