// The words that scripts say, in the language of the page.
const words = JSON.parse(document.querySelector('meta[name="ui-words"]')?.content || "{}");

export function word(key, values = {}) {
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
}
