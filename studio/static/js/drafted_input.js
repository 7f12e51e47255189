// What is typed into the settings is kept before anything else happens on the page: no step loses it.
let dirty = null;
const form = () => document.getElementById("settings-form");

for (const type of ["input", "change"]) {
  document.addEventListener(type, (event) => {
    if (event.target.closest("#settings-form")) dirty = form();
  });
}
document.addEventListener("submit", (event) => {
  if (event.target === form()) dirty = null;
});

document.addEventListener("htmx:config:request", (event) => {
  const { ctx } = event.detail;
  const source = ctx.sourceElement;
  if (!dirty?.isConnected || source === dirty || !source.closest("#workspace, #publish-bar")) return;
  if (source.matches("[data-icon-shown]")) return;
  if ("dropInput" in source.dataset || removes(ctx.request.action)) {
    dirty = null;
    return;
  }
  ctx.fetch = async (address, options) => ((await keep()) ? fetch(address, options) : refused());
});

function removes(action) {
  return action.startsWith(`${dirty.getAttribute("hx-post")}/remove`);
}

async function keep() {
  const sent = dirty;
  const answer = await fetch(sent.getAttribute("hx-post"), { method: "POST", body: new FormData(sent), headers: { "HX-Request": "true" }, credentials: "same-origin" });
  if (answer.ok) dirty = null;
  else sent.requestSubmit();
  return answer.ok;
}

// The form itself shows why it was refused; what was asked for does not happen.
function refused() {
  return new Response("", { status: 409, headers: { "HX-Retarget": "#settings-told", "HX-Reswap": "none" } });
}
