// Moving without a pointer: Space grabs, arrows move, Space drops, Escape takes it back; every step is said aloud.
import { emit } from "./elements.js";
import { word } from "./words.js";

const say = (item, key, values = {}) => emit(item, "ui:announce", { message: word(key, { item: item.dataset.label ?? item.textContent.trim(), ...values }) });

// `lists()` are the lists an item may move between, `items(list)` what is in one, `drop(item, from)` is called at the end.
// In one list alone left and right move like up and down. `handle`, where given, is the part of an item that takes the keys.
export function moveByKeyboard(root, { selector, handle, lists, items, drop }) {
  let grabbed = null;

  root.addEventListener("keydown", (event) => {
    const item = event.target.closest(selector);
    const holder = handle ? event.target.closest(handle) : event.target;
    if (!item || (!handle && event.target !== item) || (handle && !holder)) return;
    if (event.key === " ") {
      event.preventDefault();
      return grabbed ? release(item, true) : grab(item);
    }
    if (!grabbed || grabbed.item !== item) return;
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      return release(item, false);
    }
    if (!event.key.startsWith("Arrow")) return;
    event.preventDefault();
    event.stopPropagation();
    step(item, event.key);
    (handle ? item.querySelector(handle) : item).focus();
  });

  function grab(item) {
    grabbed = { item, from: item.parentElement, before: item.nextElementSibling };
    item.classList.add("is-grabbed");
    say(item, "grabbed");
  }

  function release(item, keep) {
    const { from, before } = grabbed;
    grabbed = null;
    item.classList.remove("is-grabbed");
    if (!keep) from.insertBefore(item, before);
    (handle ? item.querySelector(handle) : item).focus();
    say(item, keep ? "dropped" : "cancelled");
    if (keep && (item.parentElement !== from || item.nextElementSibling !== before)) drop(item, from);
  }

  function step(item, key) {
    const all = lists();
    const list = item.parentElement;
    const siblings = items(list);
    const at = siblings.indexOf(item);
    const across = { ArrowLeft: -1, ArrowRight: 1 }[key];
    if (across && all.length > 1) {
      const next = all[all.indexOf(list) + across];
      if (!next) return;
      next.insertBefore(item, items(next)[at] ?? null);
    } else if ((key === "ArrowUp" || across === -1) && at > 0) list.insertBefore(item, siblings[at - 1]);
    else if ((key === "ArrowDown" || across === 1) && at < siblings.length - 1) siblings[at + 1].after(item);
    else return;
    item.scrollIntoView({ block: "nearest", inline: "nearest" });
    const here = items(item.parentElement);
    const values = { position: here.indexOf(item) + 1, total: here.length, list: item.parentElement.dataset.label };
    say(item, all.length > 1 ? "moved_list" : "moved", values);
  }
}
