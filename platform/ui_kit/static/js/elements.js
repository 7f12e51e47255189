// Connects a behaviour to every element that matches, now and whenever one is swapped in.
const behaviours = [];

export function whenPresent(selector, connect) {
  const seen = new WeakSet();
  const behaviour = (root) => {
    const found = root.matches?.(selector) ? [root, ...root.querySelectorAll(selector)] : root.querySelectorAll(selector);
    for (const element of found) {
      if (seen.has(element)) continue;
      seen.add(element);
      connect(element);
    }
  };
  behaviours.push(behaviour);
  behaviour(document);
}

new MutationObserver((changes) => {
  for (const change of changes) {
    for (const node of change.addedNodes) {
      if (node.nodeType === Node.ELEMENT_NODE && node.isConnected) behaviours.forEach((behaviour) => behaviour(node));
    }
  }
}).observe(document.documentElement, { childList: true, subtree: true });

// Listens once on the document for an event from any element that matches.
export function on(type, selector, handle, options) {
  document.addEventListener(type, (event) => {
    const element = event.target.closest?.(selector);
    if (element) handle(event, element);
  }, options);
}

export function emit(element, type, detail = {}) {
  return element.dispatchEvent(new CustomEvent(type, { bubbles: true, cancelable: true, detail }));
}
