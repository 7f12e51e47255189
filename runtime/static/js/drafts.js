// Drafts: what is typed into a form is kept on the server a moment later; a save that finds no connection says so.
const PATIENCE = 1200;
const pending = new Map();

const formOf = (target) => target.closest?.("form[data-draft]");
const tell = (form, text) => {
  const note = form.querySelector("[data-draft-note]");
  if (note) note.textContent = text;
};

function headers() {
  const holder = document.querySelector("[hx-headers\\:inherited]");
  return holder ? JSON.parse(holder.getAttribute("hx-headers:inherited")) : {};
}

async function keep(form, { leaving = false } = {}) {
  const { controller } = stop(form);
  const body = new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string"));
  pending.set(form, { controller });
  try {
    const answer = await fetch(form.dataset.draft, { method: "POST", body, headers: { ...headers(), Accept: "text/html" }, credentials: "same-origin", redirect: "manual", keepalive: leaving, signal: controller.signal });
    if (!answer.ok) throw new Error(answer.statusText);
    form.dataset.draftKept = "true";
    tell(form, form.querySelector("[data-draft-note]")?.dataset.kept.replace("{time}", new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" })) ?? "");
  } catch (reason) {
    if (reason.name !== "AbortError" && !leaving) pending.set(form, { controller, owed: true });
  }
}

// Takes back what is on its way for a form; a new signal for what comes next.
function stop(form) {
  const before = pending.get(form);
  clearTimeout(before?.timer);
  before?.controller?.abort();
  pending.delete(form);
  return { controller: new AbortController() };
}

function soon(event) {
  const form = formOf(event.target);
  if (!form || !event.isTrusted && event.type === "input") return;
  stop(form);
  pending.set(form, { timer: setTimeout(() => keep(form), PATIENCE), waiting: true });
}

document.addEventListener("input", soon);
document.addEventListener("change", soon);

// A save takes the draft with it, so none may follow; one that was refused is worth keeping again.
document.addEventListener("submit", ({ target }) => { if (formOf(target) === target) stop(target); }, true);
document.addEventListener("htmx:after:request", (event) => {
  const form = event.target.matches?.("form[data-draft]") ? event.target : null;
  if (form && event.detail.ctx.response.status >= 400) keep(form);
});
document.addEventListener("htmx:error", (event) => {
  const form = event.target.matches?.("form[data-draft]") ? event.target : null;
  if (!form) return;
  tell(form, form.querySelector("[data-draft-note]")?.dataset.offline ?? "");
  pending.set(form, { owed: true });
});
window.addEventListener("online", () => {
  for (const [form, state] of pending) if (state.owed && form.isConnected) keep(form);
});
function leave() {
  for (const [form, state] of pending) if ((state.waiting || state.owed) && form.isConnected) keep(form, { leaving: true });
}
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") leave(); });
window.addEventListener("pagehide", leave);
