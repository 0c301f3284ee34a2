// Predicts with a model made by Intab. No dependency; runs in Node, Deno, Bun and browsers.
//
//   node predict.mjs rows.csv > predictions.csv          its columns, `prediction`, and for classes `probability_<class>`
//   node predict.mjs rows.json > predictions.json        rows.json: an array of objects, one a row
//   node predict.mjs --verify                            compares its answers with those of the app
//   import { predict, scores } from './predict.mjs'
//
// Cells may be numbers or text; '' and null are missing. A row with a missing cell that is not filled gets null.

import { openModel } from './answers.mjs';
import { readTable, writeTable } from './table.mjs';

const model = JSON.parse('__MODEL__');
export const { predict, scores, verify } = openModel(model);

function answered(row) {
  const shares = model.classes ? scores(row) : null;
  const probabilities = (model.classes ?? []).map((name, k) => [`probability_${name}`, shares ? shares[k] : null]);
  return { ...row, prediction: predict(row), ...Object.fromEntries(probabilities) };
}

const [, script, asked] = globalThis.process?.argv ?? [];
if (script && import.meta.url === (await import('node:url')).pathToFileURL(script).href) {
  if (!asked) throw new Error('say which file: node predict.mjs rows.csv');
  if (asked === '--verify') console.log(`agrees on ${verify()} rows`);
  else {
    const text = (await import('node:fs')).readFileSync(asked, 'utf8');
    const isJson = asked.toLowerCase().endsWith('.json');
    const rows = (isJson ? JSON.parse(text) : readTable(text)).map(answered);
    console.log(isJson ? JSON.stringify(rows, null, 1) : writeTable(rows));
  }
}
