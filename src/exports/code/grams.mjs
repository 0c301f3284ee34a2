/** Opens a linear model over the n-grams of texts. Gives a function of a row's texts, one a column: one score, or one a class. */
export function openGrams(learned) {
  const { weighting, sublinear, terms } = learned;
  const idf = toNumbers(learned.idf, Float64Array);
  const coefficients = toNumbers(learned.coefficients, Float64Array);
  const intercepts = Array.from(toNumbers(learned.intercepts, Float64Array));
  let first = 0;
  const views = learned.views.map((view) => {
    const known = new Map(terms.slice(first, first + view.terms).map((term, k) => [term, first + k]));
    first += view.terms;
    return { ...view, known };
  });
  return (texts) => {
    const counts = new Map();
    for (const text of texts) {
      for (const view of views) {
        eachGram(text, view, learned.lowercase, (gram) => {
          const term = view.known.get(gram);
          if (term !== undefined) counts.set(term, (counts.get(term) ?? 0) + 1);
        });
      }
    }
    const found = [...counts.keys()];
    let weights = found.map(() => 1);
    if (weighting === 'tfidf') {
      weights = found.map((term) => (sublinear ? 1 + Math.log(counts.get(term)) : counts.get(term)) * idf[term]);
      const length = Math.sqrt(weights.reduce((sum, weight) => sum + weight * weight, 0));
      if (length > 0) weights = weights.map((weight) => weight / length);
    }
    return intercepts.map((start, s) =>
      found.reduce((sum, term, k) => sum + weights[k] * coefficients[term * intercepts.length + s], start),
    );
  };
}

/** Visits the n-grams of a text in order: of words (joined by a space), or of characters. */
function eachGram(text, { analyzer, words, min, max }, lowercase, visit) {
  const groups =
    analyzer === 'word' ? [splitWords(text, words, lowercase)] : characterGroups(text, analyzer, lowercase);
  const join = analyzer === 'word' ? ' ' : '';
  for (const units of groups) {
    // A word shorter than the shortest gram is one gram of its own.
    const shortest = analyzer === 'char_wb' ? Math.min(min, units.length) : min;
    for (let from = 0; from < units.length; from++) {
      for (let n = shortest; n <= max && from + n <= units.length; n++) visit(units.slice(from, from + n).join(join));
    }
  }
}

// Scripts that put no spaces between words: their characters stand alone.
const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}';
const patterns = {
  auto: new RegExp(
    [
      `(?:(?![${unspaced}])[\\p{L}\\p{M}\\p{N}_])+(?:['’](?![${unspaced}])\\p{L}+)*`,
      `[${unspaced}]\\p{M}*`,
      '\\p{Extended_Pictographic}(?:\\p{Emoji_Modifier}|\\ufe0f|\\u200d\\p{Extended_Pictographic})*',
      '[^\\s\\p{L}\\p{M}\\p{N}_\\u200d\\ufe0f]',
    ].join('|'),
    'gu',
  ),
  // As Python has it.
  spaces: /[^\s\x1c-\x1f\x85]+/gu,
  words: /[\p{L}\p{M}\p{N}_]{2,}/gu,
};

function splitWords(text, rule, lowercase) {
  return (text.match(patterns[rule]) ?? []).map((word) => {
    const folded = rule === 'auto' ? word.normalize('NFKC').replace(/\s+/gu, '') : word;
    return (lowercase ? folded.toLowerCase() : folded) || word;
  });
}

/** Code points, a run of white space as one space; of `char_wb` each word by itself between two spaces. */
function characterGroups(text, analyzer, lowercase) {
  const plain = (character) => {
    const lower = lowercase ? character.toLowerCase() : character;
    return Array.from(lower).length > 1 ? character : lower;
  };
  const of = (part) => Array.from(part, plain);
  if (analyzer === 'char') return [of(text.replace(/\s+/gu, ' '))];
  return (text.match(/\S+/gu) ?? []).map((word) => [' ', ...of(word), ' ']);
}

/** Numbers out of base64, little-endian. */
export function toNumbers(base64, Kind) {
  return new Kind(Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0)).buffer);
}
