// What the server does to line items, one thing after the other, and which answers may still be drawn.
const IDLE_AFTER = 5000;
const changesLines = (element) => element?.matches?.("[data-lines] button");
const redraws = (element) => Boolean(element?.closest?.("[data-form-body]"));

let begun = 0; // when the line action that is under way began
let held = null; // a refresh that waits for it
let wanted = null; // where the cursor goes when it is done
let edits = 0; // lines that were added here and that an answer under way does not know
const waiting = [];
const sentAt = new WeakMap();
const lineRequests = new WeakSet();
const busy = () => Date.now() - begun < IDLE_AFTER;
const dragging = () => document.querySelector("[data-lines] .is-sorting");

export const lineActions = {
  // Presses a button of the grid that there may not be; answers true, for the key is used.
  act(grid, action, cursor) {
    waiting.push({ id: grid.id, action, cursor });
    if (!busy()) next();
    return true;
  },
  changed() {
    edits += 1;
  },
};

function next() {
  const one = waiting.shift();
  const grid = one && document.getElementById(one.id);
  const button = grid?.querySelector("[data-paste-button]");
  if (!button) return;
  wanted = { id: one.id, ...one.cursor };
  button.value = one.action;
  button.click();
}

function cursor() {
  if (!wanted) return;
  const { id, line, column, handle } = wanted;
  wanted = null;
  const grid = document.getElementById(id);
  const row = grid?.querySelectorAll("tbody > [data-item]")[line];
  if (handle) return row?.querySelector("[data-handle]")?.focus();
  const cell = row?.querySelector(`[data-column="${CSS.escape(column ?? "")}"]`) ?? row?.querySelector("td");
  const found = cell?.querySelector("input:not([type=hidden]), select, textarea");
  found?.focus();
  if (found?.matches("input")) found.select();
  if (!row) grid?.querySelector("[data-restore-line], [data-add-line]")?.focus();
}

// While a line is moved or removed, no refresh may take its place: it would not know of that. It waits its turn.
// Nor may the rows be drawn anew under the hand that drags one.
document.addEventListener("htmx:config:request", (event) => {
  const { ctx } = event.detail;
  const source = ctx.sourceElement;
  if (!redraws(source)) return;
  sentAt.set(ctx, edits);
  if (changesLines(source)) {
    lineRequests.add(ctx);
    begun = Date.now();
  } else if (busy() || dragging()) {
    event.preventDefault();
    held = source;
  }
});

// An answer that does not know the lines added meanwhile is asked for again; rows that changed places are drawn new,
// for what was typed into an input stays in it whatever the answer says.
document.addEventListener("htmx:before:swap", (event) => {
  const { ctx } = event.detail;
  const source = ctx.sourceElement;
  if (!sentAt.has(ctx)) return;
  const stale = sentAt.get(ctx) !== edits || dragging();
  if (stale && !lineRequests.has(ctx) && ctx.response.status === 200) {
    event.preventDefault();
    held = source;
    return;
  }
  if (!lineRequests.has(ctx)) return;
  const grid = source.closest("[data-lines]");
  const paste = grid.querySelector("[data-paste-lines]");
  paste.open = false;
  paste.querySelector("textarea").value = "";
  grid.querySelector("tbody").replaceChildren();
});
document.addEventListener("htmx:after:swap", cursor);

document.addEventListener("htmx:finally:request", (event) => {
  const { ctx } = event.detail;
  if (lineRequests.has(ctx) || !ctx.sourceElement?.isConnected) begun = 0;
  if (!busy()) setTimeout(goOn);
});
document.addEventListener("ui:dropped", () => { if (!busy()) setTimeout(goOn); });

function goOn() {
  if (dragging()) return;
  if (waiting.length) return next();
  const source = held;
  held = null;
  if (source?.isConnected) source.dispatchEvent(new Event("change", { bubbles: true }));
}
