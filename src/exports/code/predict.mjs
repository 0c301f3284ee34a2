// Predicts with a model made by Intab. No dependency; runs in Node, Deno, Bun and browsers.
//
//   node predict.mjs rows.json > predictions.json        rows.json: an array of objects, one a row
//   node predict.mjs --verify                            compares its answers with those of the app
//   import { predict, scores } from './predict.mjs'
//
// Cells may be numbers or text; '' and null are missing. A row that lacks a cell which nothing fills gets null.

const model = JSON.parse('__MODEL__');
const missing = new Set(['', 'NA', 'N/A', 'n/a', 'NaN', 'nan', 'null', 'NULL', 'None', '#N/A', '?', '-', '—', '无']);

const isMissing = (cell) =>
  cell === null || cell === undefined || Number.isNaN(cell) || missing.has(String(cell).trim());
const toNumber = (cell) => (String(cell).trim() === '' ? NaN : Number(cell));
/** Days since 1970-01-01 UTC of a Date, an ISO date or milliseconds. A text without a zone is in UTC. */
const toDays = (cell) => {
  if (typeof cell !== 'string') return Number(cell) / 86400000;
  const text = cell.trim();
  const zoned = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(text) ? `${text.replace(' ', 'T')}Z` : text;
  return Date.parse(zoned) / 86400000;
};

/** Gives one row as numbers, or null where a needed cell is missing. */
function toFeatures(row) {
  const features = [];
  for (const factor of model.factors) {
    const name = [factor.name, ...factor.from].find((each) => Object.hasOwn(row, each));
    if (name === undefined) throw new Error(`the column ${JSON.stringify(factor.name)} is missing`);
    const cell = row[name];
    if (factor.kind === 'category') {
      const gap = isMissing(cell);
      if (gap && factor.fill === null && !factor.keep) return null;
      const place = factor.levels.indexOf(gap ? factor.fill : String(cell).trim());
      if (factor.way === 'codes') features.push(place < 0 ? NaN : place);
      else factor.levels.forEach((_, level) => features.push(level === place ? 1 : 0));
      continue;
    }
    let value = isMissing(cell) ? NaN : factor.kind === 'date' ? toDays(cell) : toNumber(cell);
    if (Number.isNaN(value)) {
      if (factor.fill === null && !factor.keep) return null;
      value = factor.fill ?? NaN;
    }
    features.push((value - factor.shift) * factor.factor);
  }
  return features;
}

const run = {
  linear: ({ intercepts, coefficients }) => {
    return (features) => coefficients.map((row, s) => row.reduce((sum, c, j) => sum + c * features[j], intercepts[s]));
  },
  mlp: ({ layers }) => {
    const opened = layers.map((layer) => ({ ...layer, kernel: toFloats(layer.kernel), bias: toFloats(layer.bias) }));
    return (features) =>
      opened.reduce((values, { inputs, units, kernel, bias, activation }, l) => {
        const next = Array.from(bias, (start, n) => {
          let sum = start;
          for (let k = 0; k < inputs; k++) sum += values[k] * kernel[k * units + n];
          return sum;
        });
        const act = l === opened.length - 1 ? null : activations[activation];
        return act ? next.map(act) : next;
      }, features);
  },
  trees: (trees) => (features) => {
    const scores = [...trees.baseline];
    trees.roots.forEach((root, tree) => {
      let node = root;
      while (trees.feature[node] >= 0) {
        node = goesLeft(trees, node, features[trees.feature[node]]) ? trees.left[node] : trees.right[node];
      }
      scores[tree % scores.length] += trees.value[node];
    });
    return scores;
  },
};

function goesLeft({ threshold, set, sets, missingLeft }, node, cell) {
  if (Number.isNaN(cell)) return missingLeft[node] === 1;
  return set[node] < 0 ? cell <= threshold[node] : sets[set[node]].includes(cell);
}

const activations = {
  relu: (z) => Math.max(z, 0),
  tanh: Math.tanh,
  logistic: (z) => 1 / (1 + Math.exp(-z)),
};

function toFloats(base64) {
  const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
  return new Float32Array(bytes.buffer);
}

const answer = run[model.model.form](model.model);

/** Gives one number (regression) or one probability a class for a row; null where a needed cell is missing. */
export function scores(row) {
  const features = toFeatures(row);
  if (!features) return null;
  const outputs = answer(features);
  if (!model.classes) return model.undo ? outputs.map((z) => z / model.undo.factor + model.undo.shift) : outputs;
  if (outputs.length === 1) {
    const positive = 1 / (1 + Math.exp(-outputs[0]));
    return [1 - positive, positive];
  }
  const top = Math.max(...outputs);
  const grown = outputs.map((z) => Math.exp(z - top));
  const total = grown.reduce((sum, each) => sum + each, 0);
  return grown.map((each) => each / total);
}

/** Gives the prediction of a row: a number or a class name; null where a needed cell is missing. */
export function predict(row) {
  const found = scores(row);
  if (!found) return null;
  return model.classes ? model.classes[found.indexOf(Math.max(...found))] : found[0];
}

/** Compares the answers to made-up rows with those that the app gave: numbers to 1e-5 of their size. Throws where they differ. */
export function verify() {
  const { rows, predictions } = model.proof;
  rows.forEach((row, i) => {
    const [expected, found] = [predictions[i], predict(row)];
    const near = typeof expected === 'number' && typeof found === 'number';
    if (near ? Math.abs(found - expected) <= 1e-5 * Math.max(1, Math.abs(expected)) : found === expected) return;
    throw new Error(`differs: ${found} instead of ${expected} for ${JSON.stringify(row)}`);
  });
  return rows.length;
}

const [, script, asked] = globalThis.process?.argv ?? [];
if (script && import.meta.url === (await import('node:url')).pathToFileURL(script).href) {
  if (!asked) throw new Error('say which file: node predict.mjs rows.json');
  if (asked === '--verify') console.log(`agrees on ${verify()} rows`);
  else {
    const { readFileSync } = await import('node:fs');
    const rows = JSON.parse(readFileSync(asked, 'utf8'));
    console.log(
      JSON.stringify(
        rows.map((row) => ({ ...row, prediction: predict(row) })),
        null,
        1,
      ),
    );
  }
}
