// Requests: posts values, fetches fragments, shows that one is under way, tells of one that failed.
import { emit } from "./elements.js";
import { word } from "./words.js";

function inheritedHeaders() {
  const holder = document.querySelector("[hx-headers\\:inherited]");
  return holder ? JSON.parse(holder.getAttribute("hx-headers:inherited")) : {};
}

function formData(values) {
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) {
    for (const one of Array.isArray(value) ? value : [value]) if (one !== null && one !== undefined) body.append(name, one);
  }
  return body;
}

// Posts just these values from an element; the answer may swap what it names (partials, out of band), nothing else.
// Resolves to whether it was accepted.
export function post(source, url, values) {
  return new Promise((resolve) => {
    const fill = (event) => {
      if (event.target === source) event.detail.ctx.request.body = formData(values);
    };
    const finish = (event) => resolve((event.detail.ctx.response?.status ?? 503) < 400);
    source.addEventListener("htmx:config:request", fill, { once: true });
    source.addEventListener("htmx:finally:request", finish, { once: true });
    source.setAttribute("hx-sync", "queue all");
    window.htmx.ajax("POST", url, { source, target: source, swap: "none" });
  });
}

// Fetches a fragment as text; null when it could not be had or a newer call took over.
export async function fragment(url, signal) {
  try {
    const answer = await fetch(url, { signal, headers: { "HX-Request": "true", Accept: "text/html", ...inheritedHeaders() }, credentials: "same-origin" });
    return answer.ok ? await answer.text() : null;
  } catch {
    return null;
  }
}

// Posts values and gives the fragment that answers; null as above.
export async function answer(url, values, signal) {
  const headers = { "HX-Request": "true", Accept: "text/html", ...inheritedHeaders() };
  try {
    const response = await fetch(url, { method: "POST", body: new URLSearchParams(values), signal, headers, credentials: "same-origin" });
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

const line = document.createElement("div");
line.className = "request-line";
document.body.append(line);
let running = 0;

document.addEventListener("htmx:before:request", () => line.classList.toggle("is-busy", ++running > 0));
document.addEventListener("htmx:finally:request", () => {
  running = Math.max(0, running - 1);
  line.classList.toggle("is-busy", running > 0);
});

document.addEventListener("htmx:after:request", (event) => {
  const { ctx } = event.detail;
  if (ctx.response.status < 400 || ctx.response.status === 422 || ctx.hx.retarget || ctx.hx.redirect) return;
  ctx.hx.reswap = "none";
  emit(document.body, "ui:toast", { message: word("failed"), tone: "danger" });
});
document.addEventListener("htmx:error", (event) => {
  if (event.detail.ctx) emit(document.body, "ui:toast", { message: word("offline"), tone: "danger" });
});
