/** Words that name a unit at the end of a column name: `weight_kg`, `price (USD)`. */
const units = new Set(
  (
    'mm cm m km in inch inches ft feet mi mile miles mg g kg lb lbs oz t ton tons ml l gal s sec min h hr hrs hour hours ' +
    'day days month months yr yrs year years usd eur gbp cny rmb jpy dollar dollars euro euros yuan pct percent c f k hz khz ' +
    'mhz ghz w kw kwh v a pa kpa bar psi kb mb gb 元 万元 美元 欧元 日元 千克 公斤 克 吨 米 厘米 毫米 公里 千米 平方米 平米 升 毫升 秒 分钟 小时 天 月 年 岁 个 人 度'
  ).split(' '),
);

/** Writes a column name without what often differs between files: case, spaces, punctuation, brackets and units. */
export function nameKey(name: string): string {
  const plain = name.normalize('NFKC').toLowerCase();
  const words = plain
    .replace(/\([^()]*\)|\[[^[\]]*\]|\{[^{}]*\}|【[^【】]*】|〔[^〔〕]*〕|<[^<>]*>/g, ' ')
    .split(/[\s_\-.,:;/\\|·、，。'"“”#*%$€£¥]+/)
    .filter((word) => word !== '');
  while (words.length > 1 && units.has(words[words.length - 1])) words.pop();
  return words.join('') || plain.trim();
}

/** Splits a name into lower-case words: `SalePrice_2020` gives sale, price, 2020. */
export function nameWords(name: string): string[] {
  return name
    .normalize('NFKC')
    .replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/** Lists names for a sentence, the nearest to `wanted` first, no more than `max`, then `…`. */
export function nearNames(wanted: string, names: readonly string[], max = 12): string {
  const key = nameKey(wanted);
  // The distance of two names costs their lengths multiplied, so of very many only the first are weighed.
  const weighed = names.slice(0, 2000).map((name) => ({ name, distance: editDistance(key, nameKey(name)) }));
  const near = weighed.filter(({ distance }) => distance <= Math.max(1, key.length / 3));
  const first = near.sort((a, b) => a.distance - b.distance).map(({ name }) => name);
  const rest = names.filter((name) => !first.includes(name));
  return listNames([...first, ...rest], max);
}

/** Lists names for a sentence, no more than `max`, then `…`. */
export function listNames(names: readonly string[], max = 12): string {
  return names.slice(0, max).join(', ') + (names.length > max ? ', …' : '');
}

/** Counts the letters to insert, remove, replace or swap (Levenshtein, without the swap) between two short strings. */
function editDistance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next[j] = Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1));
    }
    row = next;
  }
  return row[b.length];
}
