// A small editor over a text area that holds HTML: the server cleans what is sent, this keeps it small before.
import { whenPresent } from "./elements.js";
import { make } from "./token_kinds.js";

const KEPT = new Set("A B BLOCKQUOTE BR CODE DIV EM H1 H2 H3 H4 I LI OL P PRE S STRONG SUB SUP U UL".split(" "));
const DROPPED = "script, style, template, iframe, object, head, title, meta, link";
const NOISY = /<style[\s\S]*?<\/style>|\s(?:style|on\w+)\s*=\s*(?:"[^"]*"|'[^']*'|[^\s>]+)/gi;
const SAFE_LINK = /^(https?:|mailto:|tel:)/i;

// HTML as the editor keeps it: known elements without attributes, links with a safe address, all else its text.
// Styles and handlers go before the parser sees them, for it would report each to the console.
function clean(html) {
  const page = new DOMParser().parseFromString(html.replace(NOISY, ""), "text/html");
  page.querySelectorAll(DROPPED).forEach((one) => one.remove());
  for (const element of [...page.body.querySelectorAll("*")].reverse()) {
    const href = element.tagName === "A" ? element.getAttribute("href") ?? "" : "";
    for (const { name } of [...element.attributes]) element.removeAttribute(name);
    if (SAFE_LINK.test(href)) element.setAttribute("href", href);
    if (!KEPT.has(element.tagName) || (element.tagName === "A" && !SAFE_LINK.test(href))) element.replaceWith(...element.childNodes);
  }
  return page.body.innerHTML;
}

// Not by the command of the browser, which adds styles to what it inserts.
function insert(html) {
  const place = document.getSelection().getRangeAt(0);
  place.deleteContents();
  const content = place.createContextualFragment(html);
  const last = content.lastChild;
  place.insertNode(content);
  if (last) place.setStartAfter(last);
  place.collapse(true);
}

whenPresent("[data-rich-text]", (root) => {
  const area = root.querySelector("textarea");
  const tools = root.querySelector("[role=toolbar]");
  const buttons = [...tools.querySelectorAll("[data-command]")];
  const link = tools.querySelector("[data-link]");
  const address = link.querySelector("input");
  const label = document.querySelector(`label[for="${CSS.escape(area.id)}"]`);
  const editor = make("div", { className: "input textarea rich-area value-rich", id: area.id }, { contenteditable: "true", role: "textbox", "aria-multiline": "true", "aria-label": label?.textContent.trim() ?? "" });
  for (const name of ["aria-invalid", "aria-describedby"]) if (area.hasAttribute(name)) editor.setAttribute(name, area.getAttribute(name));
  editor.innerHTML = clean(area.value);
  editor.dataset.placeholder = area.placeholder;
  area.removeAttribute("id");
  area.hidden = true;
  area.required = false;
  tools.hidden = false;
  area.after(editor);
  let before = area.value;
  let range = null;

  const filled = () => editor.textContent.trim() || editor.querySelector("hr, li");
  function keep() {
    area.value = filled() ? clean(editor.innerHTML) : "";
    editor.classList.toggle("is-empty", !filled());
  }
  function show() {
    for (const button of buttons) {
      const { command } = button.dataset;
      const on = command === "heading" ? /^h/i.test(document.queryCommandValue("formatBlock")) : command === "link" ? Boolean(anchor()) : command !== "removeFormat" && document.queryCommandState(command);
      button.setAttribute("aria-pressed", on);
    }
  }
  const anchor = () => document.getSelection().anchorNode?.parentElement?.closest("a");

  function run(command) {
    editor.focus();
    if (command === "link") return askLink();
    if (command === "heading") document.execCommand("formatBlock", false, /^h/i.test(document.queryCommandValue("formatBlock")) ? "p" : "h3");
    else document.execCommand(command);
    keep();
    show();
  }
  function askLink() {
    const selection = document.getSelection();
    if (!selection.rangeCount || !editor.contains(selection.anchorNode)) return;
    range = selection.getRangeAt(0).cloneRange();
    link.hidden = false;
    address.value = anchor()?.getAttribute("href") ?? "";
    address.focus();
  }
  function setLink() {
    link.hidden = true;
    editor.focus();
    const selection = document.getSelection();
    selection.removeAllRanges();
    if (range) selection.addRange(range);
    const typed = address.value.trim();
    const href = !typed || SAFE_LINK.test(typed) ? typed : typed.includes("@") ? `mailto:${typed}` : `https://${typed}`;
    if (!href) document.execCommand("unlink");
    else if (selection.isCollapsed && !anchor()) insert(clean(`<a href="${href.replaceAll('"', "%22")}">${typed.replace(/[&<]/g, (sign) => `&#${sign.charCodeAt(0)};`)}</a>`));
    else document.execCommand("createLink", false, href);
    keep();
  }

  label?.addEventListener("click", () => editor.focus());
  tools.addEventListener("pointerdown", (event) => { if (event.target.closest("[data-command]")) event.preventDefault(); });
  tools.addEventListener("click", (event) => {
    const command = event.target.closest("[data-command]")?.dataset.command;
    if (command) run(command);
    if (event.target.closest("[data-link-set]")) setLink();
  });
  tools.addEventListener("keydown", (event) => {
    if (link.contains(event.target)) {
      if (event.key === "Enter") setLink();
      if (event.key === "Escape") { link.hidden = true; editor.focus(); }
      if (event.key === "Enter" || event.key === "Escape") { event.preventDefault(); event.stopPropagation(); }
      return;
    }
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = buttons.indexOf(event.target);
    if (!step || at < 0) return;
    event.preventDefault();
    const next = buttons.at((at + step) % buttons.length);
    for (const button of buttons) button.tabIndex = button === next ? 0 : -1;
    next.focus();
  });
  address.addEventListener("input", (event) => event.stopPropagation());
  address.addEventListener("change", (event) => event.stopPropagation());
  editor.addEventListener("keydown", (event) => {
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      askLink();
    }
  });
  editor.addEventListener("paste", (event) => {
    const html = event.clipboardData.getData("text/html");
    if (!html) return;
    event.preventDefault();
    insert(clean(html));
    keep();
  });
  editor.addEventListener("drop", (event) => event.preventDefault());
  editor.addEventListener("input", keep);
  editor.addEventListener("blur", () => {
    if (area.value === before) return;
    before = area.value;
    area.dispatchEvent(new Event("change", { bubbles: true }));
  });
  for (const type of ["keyup", "pointerup", "focus"]) editor.addEventListener(type, show);
  document.execCommand("defaultParagraphSeparator", false, "p");
  editor.classList.toggle("is-empty", !filled());
});
