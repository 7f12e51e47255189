// The words of an expression as it is typed, well-formed or not: enough to colour it and to know what could follow.
const SHAPES = [
  ["comment", /\/\*[\s\S]*?(?:\*\/|$)/y],
  ["text", /"(?:[^"\\]|\\[\s\S]|"")*"?|'(?:[^'\\]|\\[\s\S]|'')*'?/y],
  ["number", /\d+(?:\.\d+)?/y],
  ["variable", /\$[\p{L}\p{N}_]*/uy],
  ["name", /[\p{L}_][\p{L}\p{N}_]*/uy],
  ["open", /[(（]/y],
  ["close", /[)）]/y],
  ["comma", /[,，]/y],
  ["dot", /\./y],
  ["operator", /[<>=!]=|<>|&&|\|\||[-+*/^&=<>!]/y],
  ["space", /\s+/y],
  ["other", /[\s\S]/y],
];
const WORD = /^(?:and|or|not|in|true|false|null)$/i;

export function tokensOf(text) {
  const tokens = [];
  for (let at = 0; at < text.length;) {
    const token = next(text, at);
    tokens.push(token);
    at = token.end;
  }
  tokens.forEach((token, index) => {
    if (token.kind !== "name") return;
    const before = tokens[index - 1]?.kind;
    const after = tokens.slice(index + 1).find((one) => one.kind !== "space")?.kind;
    if (before === "dot") return;
    if (WORD.test(token.text)) token.kind = "word";
    else if (after === "open") token.kind = "function";
  });
  return tokens;
}

function next(text, at) {
  for (const [kind, shape] of SHAPES) {
    shape.lastIndex = at;
    const found = shape.exec(text);
    if (found) return { kind, text: found[0], start: at, end: at + found[0].length };
  }
  return { kind: "other", text: text[at], start: at, end: at + 1 };
}

// What is being typed at the caret: `path` are the names before the last dot, `typed` the beginning of the name after it.
export function typedAt(tokens, caret) {
  const index = tokens.findIndex((token) => token.start < caret && caret <= token.end);
  const token = tokens[index];
  if (token?.kind === "dot") return { path: pathBefore(tokens, index), typed: "", start: caret, end: caret, index: index + 1 };
  if (token && ["name", "function", "word", "variable"].includes(token.kind)) {
    const path = tokens[index - 1]?.kind === "dot" ? pathBefore(tokens, index - 1) : [];
    return { path, typed: token.text.slice(0, caret - token.start), start: token.start, end: token.end, index };
  }
  if (token?.kind === "text") {
    const closed = token.text.length > 1 && token.text.at(-1) === token.text[0];
    if (closed && caret === token.end) return null;
    return { path: [], typed: token.text.slice(1, caret - token.start), start: token.start, end: token.end, index, isText: true };
  }
  if (token && ["comment", "number", "other"].includes(token.kind)) return null;
  return { path: [], typed: "", start: caret, end: caret, index: index + 1 };
}

function pathBefore(tokens, dot) {
  const path = [];
  for (let at = dot; tokens[at]?.kind === "dot" && tokens[at - 1]; at -= 2) path.unshift(tokens[at - 1].text);
  return path;
}

// The call that the caret stands in and which of its arguments.
export function callAt(tokens, caret) {
  let depth = 0;
  let argument = 0;
  const before = tokens.filter((token) => token.start < caret && token.kind !== "space" && token.kind !== "comment");
  for (let at = before.length - 1; at >= 0; at -= 1) {
    const { kind } = before[at];
    if (kind === "close" && before[at].end <= caret) depth += 1;
    else if (kind === "comma" && depth === 0) argument += 1;
    else if (kind === "open" && depth > 0) depth -= 1;
    else if (kind === "open") return { name: before[at - 1]?.text.toUpperCase() ?? "", argument, inside: before.slice(at + 1), before: before.slice(0, at) };
  }
  return null;
}

// The path that what stands at `index` is compared with, as in `stage = "…"`, `stage IN ("…` and `CASE(stage, "…`.
export function comparedWith(tokens, index, caret) {
  const before = tokens.slice(0, index).filter((token) => token.kind !== "space" && token.kind !== "comment");
  if (before.at(-1)?.kind === "operator" && /^(?:=|==|<>|!=)$/.test(before.at(-1).text)) return pathAtEnd(before.slice(0, -1));
  const call = callAt(tokens, caret);
  if (!call || !["open", "comma"].includes(before.at(-1)?.kind)) return [];
  if (call.name === "IN") {
    const left = call.before.slice(0, -1);
    return pathAtEnd(/^not$/i.test(left.at(-1)?.text ?? "") ? left.slice(0, -1) : left);
  }
  const first = call.inside.findIndex((token) => token.kind === "comma");
  return call.argument > 0 && first > 0 ? pathOf(call.inside.slice(0, first)) : [];
}

function pathAtEnd(tokens) {
  const path = [];
  for (let at = tokens.length - 1; tokens[at]?.kind === "name" || tokens[at]?.kind === "variable"; at -= 2) {
    path.unshift(tokens[at].text);
    if (tokens[at - 1]?.kind !== "dot") break;
  }
  return path;
}

function pathOf(tokens) {
  const path = pathAtEnd(tokens);
  return path.length * 2 - 1 === tokens.length ? path : [];
}

// The bracket at the caret and its partner.
export function pairAt(tokens, caret) {
  const at = tokens.findIndex((token) => (token.kind === "open" || token.kind === "close") && (token.end === caret || token.start === caret));
  if (at < 0) return [];
  const step = tokens[at].kind === "open" ? 1 : -1;
  let depth = 0;
  for (let index = at; tokens[index]; index += step) {
    if (tokens[index].kind === "open") depth += 1;
    if (tokens[index].kind === "close") depth -= 1;
    if (depth === 0) return [tokens[at], tokens[index]];
  }
  return [];
}
