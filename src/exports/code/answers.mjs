import { openGrams, toNumbers } from './grams.mjs';

/**
 * Opens a model for predicting. `predict(row)`: a number or a class name; null where a needed cell is missing. `scores(row)`: one number (regression) or
 * one probability a class; null as before. `verify()`: compares the answers to made-up rows with those that the app gave, numbers to 1e-5 of their
 * size; throws where they differ, and gives how many rows there were.
 */
export function openModel(model) {
  const missing = new Set(model.missing);
  const answer = forms[model.model.form](model.model);

  /** Gives one row as numbers (or texts), or null where a needed cell is missing. */
  function toFeatures(row) {
    const features = [];
    for (const factor of model.factors) {
      const name = [factor.name, ...factor.from].find((each) => Object.hasOwn(row, each));
      if (name === undefined) throw new Error(`the column ${JSON.stringify(factor.name)} is missing`);
      const cell = row[name];
      const isMissing = cell === null || cell === undefined || Number.isNaN(cell) || missing.has(String(cell).trim());
      if (isMissing && factor.kind !== 'number' && factor.kind !== 'date' && factor.fill === null && !factor.keep)
        return null;
      if (factor.kind === 'text') {
        features.push(isMissing ? (factor.fill ?? '') : String(cell));
        continue;
      }
      if (factor.kind === 'category') {
        const index = factor.levels.indexOf(isMissing ? factor.fill : toLevel(cell, factor));
        if (factor.way === 'codes') features.push(index < 0 ? NaN : index);
        else factor.levels.forEach((_, level) => features.push(level === index ? 1 : 0));
        continue;
      }
      let value = isMissing ? NaN : factor.kind === 'date' ? toDays(cell) : toNumber(cell);
      if (Number.isNaN(value)) {
        if (factor.fill === null && !factor.keep) return null;
        value = factor.fill ?? NaN;
      }
      features.push((value - factor.shift) * factor.factor);
    }
    return features;
  }

  function scores(row) {
    const features = toFeatures(row);
    if (!features) return null;
    const outputs = answer(features);
    if (!model.classes) return model.undo ? outputs.map((z) => z / model.undo.factor + model.undo.shift) : outputs;
    return shares[model.link](outputs);
  }

  function predict(row) {
    const found = scores(row);
    if (!found) return null;
    if (!model.classes) return found[0];
    if (model.separator !== null) return model.classes.filter((_, k) => found[k] >= 0.5).join(model.separator);
    return model.classes[found.indexOf(Math.max(...found))];
  }

  function verify() {
    const { rows, predictions } = model.proof;
    rows.forEach((row, i) => {
      const [expected, found] = [predictions[i], predict(row)];
      const near = typeof expected === 'number' && typeof found === 'number';
      if (near ? Math.abs(found - expected) <= 1e-5 * Math.max(1, Math.abs(expected)) : found === expected) return;
      throw new Error(`differs: ${found} instead of ${expected} for ${JSON.stringify(row)}`);
    });
    return rows.length;
  }

  return { predict, scores, verify };
}

/** A category as the model knows it; yes and no in the words and case of its levels. */
function toLevel(cell, { levels, anyCase }) {
  const text = String(cell).trim();
  if (typeof cell === 'boolean') {
    const words = cell ? /^(true|yes|t|y|是|1)$/i : /^(false|no|f|n|否|0)$/i;
    return levels.find((level) => words.test(level)) ?? text;
  }
  if (!anyCase || levels.includes(text)) return text;
  return levels.find((level) => level.toLowerCase() === text.toLowerCase()) ?? text;
}

const notation =
  /^([+-]?)(?:US\$|CN¥|R\$|RMB|CNY|USD|EUR|GBP|[$€£¥₹])?\s*([+-]?)([\d.,'\s]*\d[.,]?)(e[+-]?\d+)?\s*(%|‰|元|US\$|RMB|CNY|USD|EUR|GBP|[$€£¥₹])?$/i;
const grouped = /^(\d+|\d{1,3}(?:,\d{3})+|\d{1,3}(?:\s\d{3})+|\d{1,3}(?:'\d{3})+|)(?:\.(\d*))?$/;

/** A number as people write it: `1,234.5`, `￥12`, `5%` (0.05), `(3)` (-3), full-width. Else NaN. */
function toNumber(cell) {
  if (typeof cell === 'number') return cell;
  const plain = String(cell)
    .trim()
    .normalize('NFKC')
    .replace(/[−–﹣]/g, '-')
    .trim();
  const bracketed = /^\((.+)\)$/.exec(plain);
  const match = notation.exec(bracketed ? bracketed[1] : plain);
  if (!match) return NaN;
  const [, before, after, body, power = '', unit = ''] = match;
  const parts = grouped.exec(body);
  if (!parts || (before && after)) return NaN;
  const exponent = Number(power.slice(1) || '0') - (unit === '%' ? 2 : unit === '‰' ? 3 : 0);
  const value = Number(`${parts[1].replace(/\D/g, '') || '0'}.${parts[2] || '0'}e${exponent}`);
  if (!Number.isFinite(value)) return NaN;
  return (before || after) === '-' || bracketed ? -value : value;
}

/** Days since 1970-01-01 UTC of a Date, an ISO date or milliseconds. A text without a zone is in UTC. */
function toDays(cell) {
  if (typeof cell !== 'string') return Number(cell) / 86400000;
  const text = cell.trim();
  const zoned = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(text) ? `${text.replace(' ', 'T')}Z` : text;
  return Date.parse(zoned) / 86400000;
}

const logistic = (z) => 1 / (1 + Math.exp(-z));

/** How scores become probabilities. */
const shares = {
  softmax(outputs) {
    if (outputs.length === 1) return [logistic(-outputs[0]), logistic(outputs[0])];
    const top = Math.max(...outputs);
    const grown = outputs.map((z) => Math.exp(z - top));
    const total = grown.reduce((sum, each) => sum + each, 0);
    return grown.map((each) => each / total);
  },
  'one-vs-rest'(outputs) {
    const each = outputs.map(logistic);
    const total = each.reduce((sum, share) => sum + share, 0);
    return each.map((share) => (total > 0 ? share / total : 1 / each.length));
  },
  labels: (outputs) => outputs.map(logistic),
};

/** What was learned: a function of features for each form. */
const forms = {
  linear: ({ intercepts, coefficients }) => {
    return (features) => coefficients.map((row, s) => row.reduce((sum, c, j) => sum + c * features[j], intercepts[s]));
  },
  mlp: ({ layers }) => {
    const opened = layers.map((layer) => ({
      ...layer,
      kernel: toNumbers(layer.kernel, Float32Array),
      bias: toNumbers(layer.bias, Float32Array),
    }));
    return (features) =>
      opened.reduce((values, { inputs, units, kernel, bias, activation }, l) => {
        const next = Array.from(bias, (start, n) => {
          let sum = start;
          for (let k = 0; k < inputs; k++) sum += values[k] * kernel[k * units + n];
          return sum;
        });
        const act = l === opened.length - 1 ? null : activations[activation];
        return act ? next.map((z) => act(z)) : next;
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
  ngram: openGrams,
};

function goesLeft({ threshold, set, sets, missingLeft }, node, cell) {
  if (Number.isNaN(cell)) return missingLeft[node] === 1;
  return set[node] < 0 ? cell <= threshold[node] : sets[set[node]].includes(cell);
}

const activations = { relu: (z) => Math.max(z, 0), tanh: Math.tanh, logistic };
