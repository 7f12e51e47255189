// Parts that scripts have built over their inputs: a part of the page that is drawn anew leaves the one a person is
// in alone, and puts the others in fresh, so that they are built again from what the server says.
const BUILT = "[data-tokens], [data-combobox], [data-built]";
let waiting = [];

function unchanged(old, fresh) {
  const [was, is] = [old, fresh].map((one) => one.querySelector("[data-combobox-value]"));
  return Boolean(was && is) && was.value === is.getAttribute("value") && old.dataset.source === fresh.dataset.source;
}

// htmx goes on from the old element, which therefore stays until all is drawn.
window.htmx?.registerExtension("built-parts", {
  htmx_before_morph_node(element, { oldNode, newNode }) {
    if (!oldNode.matches?.(BUILT)) return true;
    if (!oldNode.contains(document.activeElement) && !unchanged(oldNode, newNode)) waiting.push([oldNode, newNode.cloneNode(true)]);
    return false;
  },
});

document.addEventListener("htmx:after:swap", () => {
  for (const [old, fresh] of waiting) old.replaceWith(fresh);
  waiting = [];
});
