// Colours for an expression: the same text in spans, laid behind the text area.
import { pairAt } from "./expression_tokens.js";

const CLASSES = { name: "code-field", variable: "code-field", function: "code-function", text: "code-text", number: "code-number", word: "code-word", comment: "code-comment" };

// `wrong` are stretches with start and end; `caret` is where a bracket shows its partner, or null.
export function paint(place, text, tokens, wrong, caret) {
  const pair = caret === null ? [] : pairAt(tokens, caret);
  const pieces = tokens.flatMap((token) => split(token, wrong).map((piece) => span(token, piece, pair)));
  // A last empty line takes room only when something stands in it.
  place.replaceChildren(...pieces, text.endsWith("\n") || !text ? "\u200b" : "");
}

function split(token, wrong) {
  const cuts = new Set([token.start, token.end]);
  for (const { start, end } of wrong) {
    for (const at of [start, end]) if (token.start < at && at < token.end) cuts.add(at);
  }
  const places = [...cuts].sort((one, other) => one - other);
  return places.slice(0, -1).map((start, index) => ({
    text: token.text.slice(start - token.start, places[index + 1] - token.start),
    isWrong: wrong.some((one) => one.start <= start && places[index + 1] <= one.end),
  }));
}

function span(token, piece, pair) {
  const names = [CLASSES[token.kind], piece.isWrong && "code-wrong", pair.includes(token) && "code-pair"].filter(Boolean);
  if (!names.length) return document.createTextNode(piece.text);
  const element = document.createElement("span");
  element.className = names.join(" ");
  element.textContent = piece.text;
  return element;
}

// Where the caret is on the screen, found in the painted copy.
export function placeOf(paper, offset) {
  const walker = document.createTreeWalker(paper, NodeFilter.SHOW_TEXT);
  let left = offset;
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (left <= node.length) {
      const range = document.createRange();
      range.setStart(node, left);
      range.collapse(true);
      const box = range.getClientRects()[0] ?? range.getBoundingClientRect();
      return box.height ? box : paper.getBoundingClientRect();
    }
    left -= node.length;
  }
  return paper.getBoundingClientRect();
}
