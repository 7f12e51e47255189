// Requests of the workspace go one after the other, and what is typed into the settings is kept before any of them.
let dirty = null;
let last = Promise.resolve();

for (const type of ["input", "change"]) {
  document.addEventListener(type, (event) => {
    dirty = event.target.closest("#settings-form") ?? dirty;
  });
}

document.addEventListener("htmx:config:request", (event) => {
  const { ctx } = event.detail;
  const source = ctx.sourceElement;
  if (!source.closest("#workspace, #publish-bar") || source.matches("[data-icon-shown]")) return;
  if (dirty && (source === dirty || "dropInput" in source.dataset || removes(source))) dirty = null;
  // What asked may be drawn anew before its answer comes; the workspace itself stays.
  if (ctx.swap === "none") ctx.target = document.getElementById("workspace");
  ctx.fetch = (address, options) => inTurn(async () => ((await keep()) ? fetch(address, options) : refused()));
});

function inTurn(ask) {
  const answer = last.then(ask);
  last = answer.catch(() => {});
  return answer;
}

// What is typed about a part goes with it.
function removes(source) {
  return (source.dataset.removes ?? "").split(" ").includes(dirty.dataset.part);
}

async function keep() {
  const sent = dirty;
  if (!sent?.isConnected) return true;
  const answer = await fetch(sent.getAttribute("hx-post"), { method: "POST", body: new FormData(sent), headers: { "HX-Request": "true" }, credentials: "same-origin" });
  if (answer.ok) dirty = null;
  else sent.requestSubmit();
  return answer.ok;
}

// The form itself shows why it was refused; what was asked for does not happen.
function refused() {
  return new Response("", { status: 409, headers: { "HX-Retarget": "#settings-told", "HX-Reswap": "none" } });
}
