// The provinces, cities and districts of China: fetched when somebody first writes an address there, searched by
// characters and by the first letters of their pinyin.
let loading;

export function areas() {
  loading ??= fetch(new URL("../vendor/china-areas.json", import.meta.url)).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(answer.status)))).then((data) => new Areas(data));
  loading.catch(() => { loading = undefined; });
  return loading;
}

// The first characters of each letter in the order of pinyin; what sorts behind one begins with its letter.
const BOUNDARIES = [..."阿芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"];
const LETTERS = [..."abcdefghjklmnopqrstwxyz"];
const pinyin = new Intl.Collator("zh-u-co-pinyin");
const SPOKEN = { 重庆市: "cqs", 长: "c", 厦: "x" };

function initials(name) {
  if (SPOKEN[name]) return SPOKEN[name];
  return [...name].map((sign) => SPOKEN[sign] ?? LETTERS[BOUNDARIES.findLastIndex((first) => pinyin.compare(first, sign) <= 0)] ?? "").join("");
}

class Areas {
  // data: [[province, [[city, [district, …]], …]], …]; a city that is no level of its own has no name.
  constructor(data) {
    this.provinces = data.map(([name, cities]) => ({ name, cities: cities.map(([city, districts]) => ({ name: city, districts })) }));
    this.letters = new Map();
  }

  province(name) {
    return this.provinces.find((one) => one.name === name);
  }

  city(province, name) {
    return this.province(province)?.cities.find((one) => one.name === name);
  }

  // Every way from province to district that ends at the level asked for, below what is chosen already.
  below(level, chosen) {
    const provinces = level === "province" || !this.province(chosen.province) ? this.provinces : [this.province(chosen.province)];
    if (level === "province") return provinces.map(({ name }) => ({ province: name }));
    const cities = provinces.flatMap(({ name, cities: all }) => all.map((city) => ({ province: name, city })));
    if (level === "city") return cities.filter(({ city }) => city.name).map(({ province, city }) => ({ province, city: city.name }));
    const inside = cities.filter(({ city }) => city.name === chosen.city);
    const from = inside.length && this.province(chosen.province) ? inside : cities;
    return from.flatMap(({ province, city }) => city.districts.map((district) => ({ province, city: city.name, district })));
  }

  search(level, chosen, typed) {
    const words = typed.trim().toLowerCase();
    const all = this.below(level, chosen);
    if (!words) return all;
    const latin = /^[a-z ]+$/.test(words);
    const starts = all.filter((one) => this.reads(one[level], words, latin));
    const holds = all.filter((one) => !starts.includes(one) && !latin && one[level].includes(words));
    return [...starts, ...holds];
  }

  reads(name, words, latin) {
    if (!latin) return name.startsWith(words);
    if (!this.letters.has(name)) this.letters.set(name, initials(name));
    return this.letters.get(name).startsWith(words.replaceAll(" ", ""));
  }
}
