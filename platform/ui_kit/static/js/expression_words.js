// What an expression may be made of, fetched from the server and kept for a while, and what fits what is typed.
const KEPT = 20_000;
const MOST = 40;
const known = new Map();

function fetched(url) {
  const found = known.get(url);
  if (found && Date.now() - found.at < KEPT) return found.answer;
  const answer = fetch(url, { headers: { Accept: "application/json" }, credentials: "same-origin" })
    .then((response) => (response.ok ? response.json() : {}))
    .catch(() => ({}));
  known.set(url, { at: Date.now(), answer });
  return answer;
}

export class Words {
  // `prior` and `record` say which variables there are beside those of every place.
  constructor({ fields, functions, prior = "", record = "" }) { Object.assign(this, { fieldsUrl: fields, functionsUrl: functions, prior, record }); }

  async functions() { return (await fetched(this.functionsUrl)).functions ?? []; }

  async of(object) {
    const url = new URL(this.fieldsUrl, location.href);
    url.searchParams.set("object", object);
    if (this.prior) url.searchParams.set("prior", this.prior);
    if (this.record) url.searchParams.set("record", this.record);
    const { fields = [], variables = [] } = await fetched(url.href);
    return { fields, variables };
  }

  // The field at the end of a path; null where the path cannot be followed.
  async field(object, path) {
    let word = null;
    let within = object;
    for (const [index, name] of path.entries()) {
      const { fields, variables } = await this.of(within);
      word = (index === 0 && name.startsWith("$") ? variables : fields).find((one) => one.name === name) ?? null;
      if (!word) return null;
      within = word.leads;
      if (!within && index < path.length - 1) return null;
    }
    return word;
  }

  // The fields that may follow a path, or all words where there is none.
  async following(object, path) {
    if (!path.length) {
      const [{ fields, variables }, functions] = await Promise.all([this.of(object), this.functions()]);
      return [...fields.map(as("field")), ...variables.map(as("variable")), ...functions.map(as("function"))];
    }
    const word = await this.field(object, path);
    return word?.leads ? (await this.of(word.leads)).fields.map(as("field")) : [];
  }
}

const as = (kind) => (word) => ({ ...word, kind });

// The words that fit, the best first: by name, by label, by pinyin, by what stands inside them. Capitals ask for functions.
export function fitting(words, typed) {
  const wanted = typed.toLowerCase();
  if (!wanted) return words.slice(0, MOST * 4);
  const isCapital = typed.length > 1 && typed !== wanted && typed === typed.toUpperCase();
  const first = (word) => (isCapital && word.kind !== "function" ? 0.5 : 0);
  const ranked = words.map((word, index) => ({ word, index, rank: rank(word, wanted) })).filter((one) => one.rank !== null);
  for (const one of ranked) one.rank += first(one.word);
  ranked.sort((one, other) => one.rank - other.rank || one.index - other.index);
  return ranked.slice(0, MOST).map((one) => one.word);
}

function rank(word, wanted) {
  const name = word.name.toLowerCase();
  const label = (word.label ?? "").toLowerCase();
  const found = [
    name.startsWith(wanted),
    label.startsWith(wanted),
    (word.find ?? "").split(" ").some((spelled) => spelled && spelled.startsWith(wanted)),
    name.includes(`_${wanted}`) || label.includes(` ${wanted}`),
    wanted.length > 1 && (name.includes(wanted) || label.includes(wanted)),
  ].indexOf(true);
  return found < 0 ? null : found;
}
